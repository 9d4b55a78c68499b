/// Combines the matches of several parts.
final class BooleanMatcher: Matcher {
  private let must: [any Matcher]
  private let should: [any Matcher]
  private let mustNot: [any Matcher]
  private let documentCount: UInt32
  private let matches: DocumentWindow
  private let part: DocumentWindow

  /// - Parameter documentCount: of the segment; where everything but `mustNot` matches.
  init(
    must: [any Matcher], should: [any Matcher], mustNot: [any Matcher], documentCount: UInt32,
    in scratch: MatchingScratch
  ) {
    (matches, part) = (scratch.window(), scratch.window())
    self.must = must
    self.should = should
    self.mustNot = mustNot
    self.documentCount = documentCount
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    if must.isEmpty {
      guard !should.isEmpty else { return target < documentCount ? target : nil }
      var nearest: UInt32?
      for matcher in should {
        guard let next = try matcher.nextCandidate(from: target) else { continue }
        nearest = min(nearest ?? next, next)
      }
      return nearest
    }
    var furthest = target
    for matcher in must {
      guard let next = try matcher.nextCandidate(from: furthest) else { return nil }
      furthest = next
    }
    return furthest
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    matches.reset(to: window.start)
    for (index, matcher) in must.enumerated() {
      part.reset(to: window.start)
      try matcher.match(into: part, scored: scored)
      if index == 0 {
        matches.formUnion(part)
      } else {
        matches.formIntersection(part, scored: scored)
      }
      if matches.isEmpty { return }
    }
    for matcher in should where scored || must.isEmpty {
      part.reset(to: window.start)
      try matcher.match(into: part, scored: scored)
      if must.isEmpty { matches.formUnion(part) } else { matches.addScores(of: part) }
    }
    if must.isEmpty && should.isEmpty { matches.insertAll(below: documentCount) }
    for matcher in mustNot {
      part.reset(to: window.start)
      try matcher.match(into: part, scored: false)
      matches.subtract(part)
    }
    window.formUnion(matchesOf: matches)
  }
}
