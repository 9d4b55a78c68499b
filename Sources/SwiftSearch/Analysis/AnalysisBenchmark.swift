/// What the benchmarks, a package of their own, measure of the analysis.
@_spi(Benchmarks)
public struct AnalysisBenchmark: Sendable {
  private let analyzer: TextAnalyzer

  public init(options: AnalysisOptions) {
    analyzer = TextAnalyzer(options: options)
  }

  /// Analyzes texts and looks at every byte of every term, as an index does.
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
    for index in term.indices { mixture = mixture &* 31 &+ UInt64(term[index]) }
  }
}
