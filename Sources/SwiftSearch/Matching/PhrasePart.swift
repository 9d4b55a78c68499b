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

  /// Finds where the term stands in those candidates that match; the candidates are all of a run.
  func locateMatches(of candidates: Candidates, in run: Range<UInt32>) throws(FormatError) {
    runs.places.removeAll()
    let postings = try matcher.cursor.postings(from: run.lowerBound, below: run.upperBound)
    try matcher.cursor.appendPlaces(
      of: candidates, firstPosting: postings.lowerBound, to: runs.places)
  }

  /// Loads positions of documents that were located; see ``PositionsCursor/load(_:)``.
  func load(_ documents: Range<Int>) throws(FormatError) -> Int { try cursor.load(documents) }
}
