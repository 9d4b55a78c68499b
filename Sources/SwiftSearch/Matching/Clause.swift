/// A part of a query that knows how much it can score, so that documents can be passed over.
///
/// Work goes on a run of documents at a time and never back: `range`, `target` and the candidates
/// of each call lie behind those of the calls before, or overlap with the last ones.
protocol Clause: AnyObject {
  /// About how many documents match.
  var cost: Int { get }

  /// The number of matches, where that is known without looking for them.
  var exactCount: Int? { get }

  /// Adds the matches of a whole window and, if `scored`, their scores.
  func match(into window: DocumentWindow, scored: Bool) throws(FormatError)

  /// The most that a document of `range` scores, or `nil` when none of them matches.
  func maximumScore(in range: Range<UInt32>) throws(FormatError) -> Float?

  /// Where a stretch of documents ends that begins with `target` and may be passed over as a whole.
  func stretchEnd(from target: UInt32) throws(FormatError) -> UInt32

  /// The next documents, as many as are worked on at once, that may score above `floor`: all of the
  /// matches of the range or none. `nil` when there are no more below `end`.
  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>?

  /// Appends the matches of a run and, if `scored`, of those only what scores above `floor`.
  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError)

  /// Finds which of the candidates match and, if `scored`, adds their scores.
  func match(_ candidates: Candidates, scored: Bool) throws(FormatError)
}

extension Clause {
  var exactCount: Int? { nil }
}
