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
  // Not the runs': what is reached by way of another object is counted each time. So is what the
  // matcher does for those who have this part.
  private let places: PositionPlaces

  init(_ cursor: PostingsCursor, offset: UInt32, scoring: TermScoring) {
    matcher = TermMatcher(cursor, scoring: scoring)
    self.offset = Int(offset)
    self.cursor = cursor.positionsCursor()
    let runs = cursor.blocks.runs
    self.runs = runs
    kept = cursor.blocks.kept
    places = runs.places
  }

  // MARK: Documents

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    try matcher.nextRun(from: target, below: end, above: floor)
  }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    try matcher.collect(run, above: floor, scored: scored, into: candidates)
  }

  /// Finds which of the candidates have the term, and where.
  func locate(_ candidates: Candidates) throws(FormatError) {
    places.removeAll()
    try matcher.locate(candidates, into: places)
  }

  /// Finds where the term stands in those candidates that match; the candidates are all of a run.
  func locateMatches(of candidates: Candidates, in run: Range<UInt32>) throws(FormatError) {
    places.removeAll()
    try matcher.locateMatches(of: candidates, in: run, into: places)
  }

  // MARK: Positions

  /// Loads positions of documents that were located; see ``PositionsCursor/load(_:)``.
  func load(_ documents: Range<Int>) throws(FormatError) -> Int { try cursor.load(documents) }

  /// Finds in which of the documents the term stands where the parts before it want it.
  ///
  /// - Parameters:
  ///   - first: the first part, and `before` the one before, if that is another.
  ///   - isLast: whether all documents with this term too have the phrase.
  func compare(
    with first: PhrasePart, _ before: PhrasePart?, in found: Candidates, isLast: Bool
  ) throws(FormatError) {
    let starts = before?.kept ?? first.runs
    let distance = offset - first.offset
    kept.places.removeAll()
    found.beginMatching()
    var (loadedEnd, startsEnd, next) = (0, before == nil ? 0 : found.count, 0)
    while next < found.count {
      if next == loadedEnd { loadedEnd = try load(next..<found.count) }
      if next == startsEnd { startsEnd = try first.load(next..<found.count) }
      let documents = next..<min(loadedEnd, startsEnd)
      let matchCount = found.matchCount
      var isSane = starts.match(documents, at: distance, runs, scored: isLast, into: found)
      if !isLast {
        for match in matchCount..<found.matchCount where isSane {
          isSane = starts.keep(
            found.candidate(ofMatch: match), at: distance, runs, into: kept)
        }
      }
      guard isSane else {
        throw FormatError(.invalid("position overflows"), section: "positions", offset: 0)
      }
      next = documents.upperBound
    }
  }
}
