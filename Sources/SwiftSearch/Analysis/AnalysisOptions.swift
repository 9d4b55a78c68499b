/// How text is cut into terms. Recorded in the index; a reader and a writer must agree with it.
public struct AnalysisOptions: Sendable, Equatable {
  /// Whether runs of Han, kana and Hangul become pairs of characters. When false they are words
  /// like any other run of letters.
  public var splitsCJK: Bool

  public init(splitsCJK: Bool = true) {
    self.splitsCJK = splitsCJK
  }
}
