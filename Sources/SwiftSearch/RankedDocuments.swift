/// What a search found, without the contents of the documents.
///
/// It belongs to the commit that was searched and stays valid while writers go on.
public struct RankedDocuments: Sendable {
  /// One document that a search found.
  public struct Element: Sendable, Equatable {
    /// The BM25 score. Scores of one query can be compared, scores of two queries cannot.
    public let score: Float
    /// Where the document is in the snapshot.
    let place: ScoredDocument.Place
  }

  /// How many documents match.
  public let total: SearchResults.Total
  /// The best matches, best first.
  public let elements: [Element]
  /// Whether the search ended before it had looked everywhere; see ``SearchOptions/timeLimit``.
  public let isPartial: Bool
  /// What the search did to find them.
  public let work: SearchWork
  let directory: String
  let snapshot: IndexSnapshot

  /// The document of ``elements`` at `index`, with every stored field.
  ///
  /// - Throws: ``IndexError`` when the index turns out to be damaged.
  public func document(at index: Int) throws(IndexError) -> Document {
    do {
      return try snapshot.document(at: elements[index].place)
    } catch {
      throw IndexError(error, directory: directory)
    }
  }
}
