/// Matches what a part of a query matches, with the same score for each document.
final class ConstantMatcher: Matcher {
  private let part: any Matcher
  private let score: Float
  private let window: DocumentWindow

  init(_ part: any Matcher, score: Float, in scratch: MatchingScratch) {
    self.part = part
    self.score = score
    window = scratch.window()
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try part.nextCandidate(from: target)
  }

  func match(into target: DocumentWindow, scored: Bool) throws(FormatError) {
    window.reset(to: target.start)
    try part.match(into: window, scored: false)
    window.forEachMatch { document, _ in target.insert(document, score: score) }
  }
}
