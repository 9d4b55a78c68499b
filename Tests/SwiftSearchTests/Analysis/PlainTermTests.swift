import Testing

@testable import SwiftSearch

@Suite struct PlainTermTests {
  private static let analyses: [AnalysisOptions] = [
    .general, .words, .pairs, .code, .exact, AnalysisOptions(addsWholeRuns: true),
  ]

  @Test(arguments: 0..<200)
  func aPlainTermIsWhatTheAnalysisFinds(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let pieces = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    let others = ["A", "Z", "7", "-", "é", "東", " ", "'", "\0", "\u{301}", "ﬁ"]
    for _ in 0..<50 {
      var text = (0..<random.below(40)).map { _ in random.pick(pieces) }.joined()
      if random.oneIn(3) { text = random.pick(others) + text }
      if random.oneIn(3) { text += random.pick(others) }
      if random.oneIn(4) { text += random.pick(others) + text }
      for options in Self.analyses {
        let analyzer = TextAnalyzer(options: options)
        #expect(analyzer.isPlainTerm(text) == (analyzer.plainTerm(of: text) != nil))
        guard let term = analyzer.plainTerm(of: text) else { continue }
        let tokens = analyzer.tokens(of: text)
        let expected = Token(term: term, kind: .word, position: 0, source: 0..<text.utf8.count)
        #expect(tokens == [expected], "seed \(seed), \(text.debugDescription), \(options)")
      }
    }
  }

  @Test(arguments: 0..<200)
  func plainTermsAreWhatTheAnalysisFinds(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let words = ["a", "Of", "word", "abcdefgh", "abcdefgH", "x1", "東", "é", "", ".", "don't"]
    for _ in 0..<50 {
      let limit = random.oneIn(2) ? 4 : words.count
      let text = (0..<random.below(6)).map { _ in words[random.below(limit)] }
        .joined(separator: random.oneIn(8) ? random.pick(["  ", "\n", "-"]) : " ")
      for options in Self.analyses {
        let analyzer = TextAnalyzer(options: options)
        guard let terms = analyzer.plainTerms(of: text) else { continue }
        let tokens = analyzer.tokens(of: text)
        #expect(tokens.map(\.term) == terms, "seed \(seed), \(text.debugDescription)")
        #expect(tokens.map { Int($0.position) } == Array(terms.indices), "seed \(seed), \(text)")
        #expect(tokens.allSatisfy { $0.kind == .word }, "seed \(seed), \(text.debugDescription)")
      }
    }
    #expect(TextAnalyzer().plainTerms(of: "Two words") == [Array("two".utf8), Array("words".utf8)])
    #expect(TextAnalyzer().plainTerms(of: "two  words") == nil)
  }

  @Test(arguments: ["a", "word", "Word", "abcdefgh", "abcdefghijklmnopq"])
  func wordsOfSmallLettersArePlain(word: String) {
    for options in Self.analyses {
      let term = TextAnalyzer(options: options).plainTerm(of: word)
      #expect(term == Array(word.lowercased().utf8))
    }
    for text in ["", "a b", "aB", "a1", "a-", "é", "@", "[", "{", "`"] {
      #expect(!TextAnalyzer().isPlainTerm(text), "\(text)")
    }
  }

  @Test func aSuppliedAnalyzerCutsEveryWord() {
    struct Whole: Analyzer {
      let identifier = "whole 1"
      func tokens(of text: String) -> [AnalyzerToken] { [] }
    }
    #expect(TextAnalyzer(supplied: Whole()).plainTerm(of: "word") == nil)
  }
}
