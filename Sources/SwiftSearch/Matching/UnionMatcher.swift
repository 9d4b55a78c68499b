/// Matches the documents that at least some of several parts match.
final class UnionMatcher: Matcher {
  /// What a document scores.
  enum Scoring {
    /// The sum of its parts.
    case sum
    /// The best of its parts, and so much of each of the others.
    case best(tieBreaker: Float)
  }

  private let parts: [any Matcher]
  private let scoring: Scoring
  private let least: UInt16
  private let rounding: Float
  private let window: DocumentWindow
  /// For each document of a window, how many parts match it, and what they score.
  private var counts = [UInt16](repeating: 0, count: DocumentWindow.documentCount)
  private var best = [Float](repeating: 0, count: DocumentWindow.documentCount)
  private var rest = [Float](repeating: 0, count: DocumentWindow.documentCount)

  /// - Parameters:
  ///   - least: how many parts must match.
  ///   - rounding: see ``TermScoring``.
  init(
    _ parts: [any Matcher], _ scoring: Scoring, least: Int, rounding: Float,
    in scratch: MatchingScratch
  ) {
    self.parts = parts
    self.scoring = scoring
    self.least = UInt16(clamping: least)
    self.rounding = rounding
    window = scratch.window()
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    var nearest: UInt32?
    for part in parts {
      guard let next = try part.nextCandidate(from: target) else { continue }
      nearest = min(nearest ?? next, next)
    }
    return nearest
  }

  func match(into target: DocumentWindow, scored: Bool) throws(FormatError) {
    for slot in counts.indices { (counts[slot], best[slot], rest[slot]) = (0, 0, 0) }
    for part in parts {
      window.reset(to: target.start)
      try part.match(into: window, scored: scored)
      window.forEachMatch { document, score in
        let slot = Int(document &- target.start)
        counts[slot] += 1
        switch scoring {
        case .sum: best[slot] += score
        case .best(let tieBreaker):
          // Each on the grid of scores, so that their sum does not depend on their order.
          let lower = min(best[slot], score) * tieBreaker
          rest[slot] += (lower + rounding) - rounding
          best[slot] = max(best[slot], score)
        }
      }
    }
    for slot in counts.indices where counts[slot] >= least && counts[slot] > 0 {
      target.insert(target.start + UInt32(slot), score: best[slot] + rest[slot])
    }
  }
}
