/// How the terms of a form stand in a document that has its parts near each other.
final class ProximityRule: Hashable, Sendable {
  /// A part: terms that stand together.
  struct Part: Hashable, Sendable {
    /// Which terms of the form they are.
    var terms: Range<Int>
    /// How many positions it takes up.
    var length: UInt32
    /// How many parts of the rule before it are the same.
    var copiesBefore: Int
    /// How many parts of the rule are the same, itself among them.
    var copies: Int
  }

  let parts: [Part]
  /// How many positions may lie between the parts in all.
  let distance: UInt32
  let isOrdered: Bool
  /// How many positions the parts take up.
  let length: Int

  /// - Parameter parts: the terms of each part, from its first position on, and its length.
  init(_ parts: [(terms: [PlannedQuery.Term], length: UInt32)], distance: UInt32, isOrdered: Bool) {
    var (made, start): ([Part], Int) = ([], 0)
    var copies: [[PlannedQuery.Term]: Int] = [:]
    for part in parts {
      made.append(
        Part(
          terms: start..<start + part.terms.count, length: part.length,
          copiesBefore: copies[part.terms, default: 0], copies: 0))
      copies[part.terms, default: 0] += 1
      start += part.terms.count
    }
    for (number, part) in parts.enumerated() { made[number].copies = copies[part.terms] ?? 1 }
    self.parts = made
    self.distance = distance
    self.isOrdered = isOrdered
    length = parts.reduce(0) { $0 + Int($1.length) }
  }

  static func == (left: ProximityRule, right: ProximityRule) -> Bool {
    left.parts == right.parts && left.distance == right.distance
      && left.isOrdered == right.isOrdered
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
    hasher.combine(distance)
    hasher.combine(isOrdered)
  }
}
