/// What the benchmarks, a package of their own, measure of the analysis.
@_spi(Benchmarks)
public struct AnalysisBenchmark: Sendable {
  private let analyzer: TextAnalyzer

  public init(options: AnalysisOptions) {
    analyzer = TextAnalyzer(options: options)
  }

  /// Analyzes texts, and looks at the ends of every term, so that no work can be left out.
  ///
  /// - Returns: how many tokens there are, and a value that depends on all terms.
  public func run(_ texts: [String]) -> (tokenCount: Int, mixture: UInt64) {
    var scratch = AnalysisScratch()
    var sink = MixingSink()
    for text in texts { _ = analyzer.analyze(text, scratch: &scratch, into: &sink) }
    return (sink.count, sink.mixture)
  }
}

private struct MixingSink: TokenSink {
  var count = 0
  var mixture: UInt64 = 0

  mutating func receive(
    _ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>
  ) {
    count += 1
    guard term.count > 0 else { return }
    mixture = mixture &* 31 &+ UInt64(term[0]) &+ UInt64(term[term.count - 1]) << 8
  }
}
