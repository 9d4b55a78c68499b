import Testing

@testable import SwiftSearch

/// Unicode's normal forms of a text are analysed alike.
@Suite struct NormalizationTests {
  @Test(arguments: [AnalysisOptions.general, .pairs, .code, .exact])
  func everyColumnIsAnalysedAlike(options: AnalysisOptions) throws {
    guard let lines = VectorFile.lines("NormalizationTest.txt") else { return }
    let analyzer = TextAnalyzer(options: options)
    var wrong: [String] = []
    var count = 0
    for line in lines where !line.hasPrefix("@") {
      count += 1
      let forms = line.split(separator: ";").prefix(5).map { VectorFile.text($0) }
      for (before, after) in [("", ""), ("a", "b"), ("か", "\u{3099}き"), ("5", "5 x"), ("하", "어")] {
        let summaries = forms.map { form in
          analyzer.tokens(of: before + form + after).map {
            [$0.term, [$0.kind.rawValue], Array(String($0.position).utf8)]
          }
        }
        if !summaries.allSatisfy({ $0 == summaries[0] }) { wrong.append(line) }
      }
    }
    #expect(count > 18_000)
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
  }
}
