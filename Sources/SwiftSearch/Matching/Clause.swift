/// A part of a query that knows how much it can score, so that documents can be passed over.
///
/// Work goes on a run of documents at a time and never back: the documents of each call lie behind
/// those of the calls before, or overlap with the last ones.
protocol Clause: AnyObject {
  /// About how many documents match.
  var cost: Int { get }

  /// The number of matches, where that is known without looking for them.
  var exactCount: Int? { get }

  /// Adds the matches of a whole window and, if `scored`, their scores.
  func match(into window: DocumentWindow, scored: Bool) throws(FormatError)

  /// Adds the matches among the documents of a window that need not be one of
  /// ``DocumentWindow``, without scores.
  func addDocuments(to bits: DocumentBits) throws(FormatError)

  /// Says for each of some windows how much a document there scores at most, and a negative number
  /// for windows without matches.
  func findBounds(_ bounds: inout WindowBounds) throws(FormatError)

  /// About what matches score at most, without a look at them.
  var scoreLimit: Float { get }

  /// A score that as many matches as `count` reach at least, if one is known without looking at
  /// them.
  func scoreReached(by count: Int) throws(FormatError) -> Float?

  /// The next documents, as many as are worked on at once, that may score above `floor`: all of the
  /// matches of the range or none. `nil` when there are no more below `end`.
  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>?

  /// The most that a document of the last run scores.
  func runBound() throws(FormatError) -> Float

  /// Appends the matches of a run and, if `scored`, of those only what scores above `floor`.
  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError)

  /// Whether ``collect(_:above:scored:into:)`` also appends what may not match, with the most that
  /// it may score, until ``confirm(_:scored:)`` says so. Such clauses come last where they can.
  var isTentative: Bool { get }

  /// Says about how many documents the rarest other part of the query has that they must have: what
  /// is collected goes there before it is confirmed.
  func expect(otherCost: Int)

  /// Drops those of the candidates that were collected last that do not match; the others get their
  /// scores in place of the most they may score.
  func confirm(_ candidates: Candidates, scored: Bool) throws(FormatError)

  /// Finds which of the candidates match and, if `scored`, adds their scores.
  func match(_ candidates: Candidates, scored: Bool) throws(FormatError)

  /// The same, but candidates may be passed over that do not score above `floor` with this clause.
  func match(_ candidates: Candidates, scored: Bool, above floor: Float) throws(FormatError)
}

extension Clause {
  var exactCount: Int? { nil }

  var scoreLimit: Float { .infinity }

  func scoreReached(by count: Int) throws(FormatError) -> Float? { nil }

  func match(
    _ candidates: Candidates, scored: Bool, above floor: Float
  ) throws(FormatError) {
    try match(candidates, scored: scored)
  }

  func runBound() throws(FormatError) -> Float { .infinity }

  var isTentative: Bool { false }

  func expect(otherCost: Int) {}

  func confirm(_ candidates: Candidates, scored: Bool) throws(FormatError) {}
}
