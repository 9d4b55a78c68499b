@testable import SwiftSearch

/// What cuts text into terms.
enum FuzzedAnalysis {
  private static let analyzers = [
    .general, .words, .pairs, .code, .exact,
    AnalysisOptions(addsWholeRuns: true, addsSymbols: true),
  ].map { TextAnalyzer(options: $0) }

  /// The first byte chooses the options; the others are the text, in UTF-8 or not.
  static func run(_ input: [UInt8]) -> String? {
    var choices = FuzzInput(input)
    let analyzer = analyzers[choices.byte() % analyzers.count]
    let bytes = choices.bytes
    var scratch = AnalysisScratch()
    var sink = CheckingSink(textCount: bytes.count)
    let extent = analyzer.analyze(bytes.span, from: 7, scratch: &scratch, into: &sink)
    if let problem = sink.problem { return problem }
    guard extent.nextPosition >= sink.last else { return "the last position is not the last" }
    let text = String(repairing: bytes.span)
    if let plain = analyzer.plainTerm(of: text) {
      let tokens = analyzer.tokens(of: text).map(\.term)
      guard tokens == [plain] else { return "\(text) is one term or \(tokens.count)" }
    }
    if let plain = analyzer.plainTerms(of: text) {
      let tokens = QueryItem.items(of: analyzer.tokens(of: text)).flatMap(\.phraseTokens)
      guard tokens.map(\.term) == plain else { return "\(text) has other terms as a phrase" }
    }
    return nil
  }
}

private struct CheckingSink: TokenSink {
  let textCount: Int
  var last: UInt32 = 7
  var problem: String?

  init(textCount: Int) { self.textCount = textCount }

  mutating func receive(
    _ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>
  ) {
    if source.lowerBound < 0 || source.upperBound > textCount || source.isEmpty {
      problem = "\(source) of \(textCount) bytes"
    }
    if term.isEmpty || term.count > TextAnalyzer.termLimit {
      problem = "a term of \(term.count) bytes"
    }
    guard kind != .whole else { return }
    if position < last { problem = "position \(position) after \(last)" }
    last = position
  }
}
