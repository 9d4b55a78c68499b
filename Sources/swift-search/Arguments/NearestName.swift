/// Guesses which name somebody meant.
enum NearestName {
  /// The candidate that is nearest to `name`, unless even that one is quite different.
  static func find(_ name: String, among candidates: [String]) -> String? {
    // What is much longer than any name is near to none, and would be compared for seconds.
    guard name.utf8.count <= 100 else { return nil }
    let scored = candidates.map { (candidate: $0, distance: distance(name, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(name.count / 3, 1) { return best.candidate }
    // An abbreviation is far from the name in edits, yet plainly meant.
    return candidates.first { name.count >= 2 && $0.hasPrefix(name) }
  }

  /// How many characters must be added, dropped, changed or swapped with their neighbour.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var best = min(
          previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
