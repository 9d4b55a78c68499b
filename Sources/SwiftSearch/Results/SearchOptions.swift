/// How to search.
public struct SearchOptions: Sendable, Equatable {
  /// How many hits to return at most; 0 only counts.
  public var limit: Int
  /// How many of the best hits to leave out before the first one returned.
  public var offset: Int
  /// The BM25 parameters.
  public var ranking: BM25
  /// How many snippets to make for a hit at most; 0 makes none.
  public var snippetCount: Int
  /// About how long a snippet is, in characters.
  public var snippetLength: Int
  /// The fields that a term without a field's name is looked for in; `nil` is every text field.
  public var fields: [String]?

  public init(
    limit: Int = 10, offset: Int = 0, ranking: BM25 = BM25(), snippetCount: Int = 2,
    snippetLength: Int = 160, fields: [String]? = nil
  ) {
    self.limit = limit
    self.offset = offset
    self.ranking = ranking
    self.snippetCount = snippetCount
    self.snippetLength = snippetLength
    self.fields = fields
  }
}
