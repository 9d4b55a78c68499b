import SwiftSearch

/// What a word adds to a score, in one line.
enum ExplanationText {
  /// What the words of a hit add, and what became of it.
  static func lines(of hit: Hit) -> [String] {
    hit.explanation.map(line) + hit.adjustments.map(line)
  }

  static func line(of adjustment: ScoreAdjustment) -> String {
    let score = NumberText.fixed(Double(adjustment.score), decimals: 3)
    let factor = adjustment.factor.map { NumberText.fixed(Double($0), decimals: 3) }
    return "\(score) with \(adjustment.field ?? "a function")\(factor.map { " ×\($0)" } ?? "")"
  }

  static func line(of word: WordExplanation) -> String {
    let forms = word.forms.map { form in
      let terms = zip(form.terms, form.documentFrequencies).map { "\($0) (\($1))" }
      let weight = form.weight == 1 ? "" : " ×\(form.weight)"
      return "\(form.field):\(terms.joined(separator: " + "))\(weight)"
    }
    let score = NumberText.fixed(Double(word.score), decimals: 3)
    let most = NumberText.fixed(Double(word.weight), decimals: 3)
    return "\(score) of \(most)  \(forms.joined(separator: ", "))"
  }
}
