/// Finds in one document the places where the parts of a ``ProximityRule`` are near each other.
///
/// From each start of a part on, the nearest occurrences of all others behind it are taken; where
/// they are near enough they make up a place, and count for no other. Pointers into the lists only
/// move on, so that the time is linear in the number of positions. The places are the minimal
/// intervals of Clarke, Cormack and Burkowski, "An Algebra for Structured Text Search" (1995).
struct ProximityScan {
  private let rule: ProximityRule
  /// By part, where it starts, ascending.
  private var starts: [[UInt32]]
  /// By part, which of its starts is the first that may be taken.
  private var next: [Int]
  /// The starts of the parts at the place that was found last.
  private var place: [UInt32] = []
  /// By term of a part, how far it was looked for.
  private var reached: [Int] = []

  init(_ rule: ProximityRule) {
    self.rule = rule
    starts = rule.parts.map { _ in [] }
    next = rule.parts.map { _ in 0 }
  }

  /// - Parameters:
  ///   - positions: by term of the form, the ascending positions of the document.
  ///   - offsets: by term, its place in the part.
  ///   - stopsAtFirst: whether one place is enough.
  ///   - body: receives each place as the starts of the parts.
  /// - Returns: how many places there are.
  mutating func run(
    _ positions: [[UInt32]], offsets: [UInt32], stopsAtFirst: Bool = false,
    _ body: ([UInt32]) -> Void = { _ in }
  ) -> Int {
    for (number, part) in rule.parts.enumerated() {
      next[number] = 0
      find(part, number, positions, offsets)
      guard !starts[number].isEmpty else { return 0 }
    }
    var count = 0
    while rule.isOrdered ? findInOrder() : findInAnyOrder() {
      count += 1
      body(place)
      if stopsAtFirst { return count }
    }
    return count
  }

  /// Finds where the terms of a part stand together.
  private mutating func find(
    _ part: ProximityRule.Part, _ number: Int, _ positions: [[UInt32]], _ offsets: [UInt32]
  ) {
    let first = part.terms.lowerBound
    guard part.terms.count > 1 else {
      starts[number] = positions[first]
      return
    }
    starts[number].removeAll(keepingCapacity: true)
    reached.removeAll(keepingCapacity: true)
    reached.append(contentsOf: repeatElement(0, count: part.terms.count))
    scan: for start in positions[first] {
      for term in part.terms.dropFirst() {
        let (wanted, overflow) = start.addingReportingOverflow(offsets[term])
        if overflow { break scan }
        let list = positions[term]
        var index = reached[term - first]
        while index < list.count, list[index] < wanted { index += 1 }
        reached[term - first] = index
        if index == list.count { break scan }
        if list[index] != wanted { continue scan }
      }
      starts[number].append(start)
    }
  }

  /// Moves a part on to its first start of at least `position`.
  private mutating func advance(_ part: Int, to position: Int) -> Int? {
    while next[part] < starts[part].count, Int(starts[part][next[part]]) < position {
      next[part] += 1
    }
    return next[part] < starts[part].count ? Int(starts[part][next[part]]) : nil
  }

  /// Finds the next ``place``.
  private mutating func findInOrder() -> Bool {
    let room = rule.length + Int(rule.distance)
    while next[0] < starts[0].count {
      let start = Int(starts[0][next[0]])
      var end = start + Int(rule.parts[0].length)
      place.removeAll(keepingCapacity: true)
      place.append(UInt32(start))
      for part in 1..<rule.parts.count {
        guard let found = advance(part, to: end) else { return false }
        place.append(UInt32(found))
        end = found + Int(rule.parts[part].length)
      }
      // A later start may be nearer to the same end, but then it is found here too.
      next[0] += 1
      guard end - start <= room else { continue }
      _ = advance(0, to: end)
      return true
    }
    return false
  }

  /// Finds the next ``place``.
  private mutating func findInAnyOrder() -> Bool {
    let room = rule.length + Int(rule.distance)
    while true {
      var (first, end) = (Int.max, 0)
      place.removeAll(keepingCapacity: true)
      for (number, part) in rule.parts.enumerated() {
        // Parts that are the same take one start each.
        let index = next[number] + part.copiesBefore
        guard index < starts[number].count else { return false }
        let start = starts[number][index]
        place.append(start)
        first = min(first, Int(start))
        end = max(end, Int(start) + Int(part.length))
      }
      let isNear = end - first <= room
      for (number, part) in rule.parts.enumerated() {
        // What is taken is gone; else what starts first is in no place.
        if isNear {
          next[number] += part.copies
        } else if Int(starts[number][next[number]]) == first {
          next[number] += 1
        }
      }
      if isNear { return true }
    }
  }
}
