/// The parameters of the BM25 ranking function.
///
/// A term that occurs `frequency` times in a field of `length` terms scores
/// `idf * frequency / (frequency + k1 * (1 - b + b * length / averageLength))`, where
/// `idf = ln(1 + (N - df + 0.5) / (df + 0.5))`; `N` counts the documents that have the field, `df`
/// those that have the term in it. This is Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond" (2009), without the constant factor `k1 + 1`.
public struct BM25: Sendable, Equatable {
  /// How soon more occurrences of a term stop counting; 0 or more.
  public var k1: Float
  /// How much long documents are held back, from 0 (not at all) to 1.
  public var b: Float

  public init(k1: Float = 1.2, b: Float = 0.75) {
    self.k1 = k1
    self.b = b
  }
}
