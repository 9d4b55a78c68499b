/// A term of a phrase.
final class PhrasePart {
  let matcher: TermMatcher
  /// Where the term stands in the phrase.
  let offset: Int
  /// The positions of the documents that were located, and those that the phrase may start from,
  /// as far as it has been checked up to this term.
  let runs: PositionRuns
  let kept: PositionRuns
  private let cursor: PositionsCursor

  init(_ cursor: PostingsCursor, offset: UInt32, scoring: TermScoring) {
    matcher = TermMatcher(cursor, scoring: scoring)
    self.offset = Int(offset)
    self.cursor = cursor.positionsCursor()
    runs = cursor.blocks.runs
    kept = cursor.blocks.kept
  }

  /// Finds which of the candidates have the term, and where.
  func locate(_ candidates: Candidates) throws(FormatError) {
    runs.places.removeAll()
    try matcher.locate(candidates, into: runs.places)
  }

  /// Loads positions of documents that were located; see ``PositionsCursor/load(_:)``.
  func load(_ documents: Range<Int>) throws(FormatError) -> Int { try cursor.load(documents) }
}
