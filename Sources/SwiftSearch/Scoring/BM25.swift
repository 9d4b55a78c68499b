/// The parameters of the BM25 ranking function.
///
/// A term that occurs `frequency` times in a field of `length` terms scores
/// `idf * frequency / (frequency + k1 * (1 - b + b * length / averageLength))`, where
/// `idf = ln(1 + (N - df + 0.5) / (df + 0.5))`; `N` counts the documents that have the field, `df`
/// those that have the term in it. This is Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond" (2009), without the constant factor `k1 + 1`. The scores of the
/// terms of a query are rounded to steps of about 10^-7 of the most that a document could score, so
/// that their sum is exact whatever its order.
public struct BM25: Sendable, Equatable {
  /// How soon more occurrences of a term stop counting; 0 or more.
  public var k1: Float
  /// How much long documents are held back, from 0 (not at all) to 1.
  public var b: Float

  public init(k1: Float = 1.2, b: Float = 0.75) {
    self.k1 = k1
    self.b = b
  }

  /// What ranked best over ten judged collections in English, Chinese, Japanese and Korean, with
  /// the forms of words and a title that counts twice.
  public static let measured = BM25(k1: 1, b: 0.5)
}

extension AnalysisOptions {
  /// The BM25 parameters for an index of these options, unless a search names others.
  var ranking: BM25 { expectsVariants ? .measured : BM25() }
}
