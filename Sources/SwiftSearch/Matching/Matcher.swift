/// Finds the documents of a segment that a part of a query matches, window by window.
///
/// Windows come in ascending order, each one at most once.
protocol Matcher: AnyObject {
  /// The first document of at least `target` that may match, or `nil` when none does any more.
  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32?

  /// Adds the matches in `window` and, if `scored`, their scores.
  func match(into window: DocumentWindow, scored: Bool) throws(FormatError)
}
