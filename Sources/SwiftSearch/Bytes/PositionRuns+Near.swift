/// How near two terms must be to each other.
struct PairDistance {
  /// How many positions each takes up.
  var lengths: (first: Int, second: Int)
  /// How many positions both may take up with what is between them.
  var room: Int
  /// Whether the first one must end before the second begins.
  var isOrdered: Bool
}

extension PositionRuns {
  /// Counts the places in a document where `other` is near this term. No position counts for more
  /// than one of them.
  ///
  /// - Parameters:
  ///   - document: whose places are loaded.
  ///   - stopsAtFirst: whether one place is enough.
  /// - Returns: `nil` when a position overflows.
  func countNear(
    _ document: Int, _ other: PositionRuns, _ distance: PairDistance, stopsAtFirst: Bool
  ) -> Int? {
    let (count, otherCount) = (places.length(document), other.places.length(document))
    let run = unsafe buffer.run(places.start(document), count)
    let otherRun = unsafe other.buffer.run(other.places.start(document), otherCount)
    let limit = stopsAtFirst ? 1 : Int.max
    var (first, second) = unsafe (Walk(run, count), Walk(otherRun, otherCount))
    guard first.advance(), second.advance() else { return 0 }
    let found =
      distance.isOrdered
      ? Self.countInOrder(&first, &second, distance, limit)
      : Self.countInAnyOrder(&first, &second, distance, limit)
    return max(first.position, second.position) <= UInt32.max ? found : nil
  }

  /// Counts the places in a document where some terms are near each other, in any order. No
  /// position counts for more than one of them.
  ///
  /// - Parameters:
  ///   - document: whose places are loaded.
  ///   - runs: those of the terms.
  ///   - lengths: how many positions each takes up.
  ///   - room: how many positions all may take up with what is between them.
  ///   - stopsAtFirst: whether one place is enough.
  /// - Returns: `nil` when a position overflows.
  static func countNear(
    _ document: Int, _ runs: [PositionRuns], lengths: [Int], room: Int, stopsAtFirst: Bool
  ) -> Int? {
    precondition(runs.count == lengths.count)
    return unsafe withUnsafeTemporaryAllocation(of: Walk.self, capacity: runs.count) { walks in
      for (index, term) in runs.enumerated() {
        let count = term.places.length(document)
        var walk = unsafe Walk(term.buffer.run(term.places.start(document), count), count)
        guard walk.advance() else { return 0 }
        unsafe walks.initializeElement(at: index, to: walk)
      }
      var found = 0
      while true {
        var (start, last, end) = (Int.max, 0, 0)
        for index in lengths.indices {
          let position = unsafe walks[index].position
          (start, last) = (min(start, position), max(last, position))
          end = max(end, position &+ lengths[index])
        }
        guard last <= UInt32.max else { return nil }
        let isNear = end &- start <= room
        if isNear {
          found &+= 1
          if stopsAtFirst { return found }
        }
        // What is taken is gone; else what starts first is in no place.
        for index in lengths.indices where unsafe isNear || walks[index].position == start {
          guard unsafe walks[index].advance() else { return found }
        }
      }
    }
  }

  /// The positions of a document, one after the other.
  @safe private struct Walk {
    private let run: UnsafePointer<UInt32>
    private let count: Int
    private var next = 0
    private(set) var position = 0

    @inline(__always)
    init(_ run: UnsafePointer<UInt32>, _ count: Int) {
      unsafe self.run = unsafe run
      self.count = count
    }

    /// - Returns: false behind the last one.
    @inline(__always)
    mutating func advance() -> Bool {
      guard next < count else { return false }
      position &+= Int(unsafe run[next])
      next &+= 1
      return true
    }
  }

  /// From each position of both the nearest one of the other is taken, so what starts first is in
  /// no place if it is too far away.
  @inline(__always)
  private static func countInAnyOrder(
    _ first: inout Walk, _ second: inout Walk, _ distance: PairDistance, _ limit: Int
  ) -> Int {
    var found = 0
    while true {
      let (start, other) = (first.position, second.position)
      let end = max(start &+ distance.lengths.first, other &+ distance.lengths.second)
      let isNear = end &- min(start, other) <= distance.room
      if isNear {
        found &+= 1
        if found == limit { return found }
      }
      if isNear || start <= other, !first.advance() { return found }
      if isNear || other <= start, !second.advance() { return found }
    }
  }

  /// For each position of the first the next one of the second is taken.
  @inline(__always)
  private static func countInOrder(
    _ first: inout Walk, _ second: inout Walk, _ distance: PairDistance, _ limit: Int
  ) -> Int {
    var found = 0
    while true {
      let start = first.position
      while second.position < start &+ distance.lengths.first {
        if !second.advance() { return found }
      }
      let end = second.position &+ distance.lengths.second
      let isNear = end &- start <= distance.room
      if isNear {
        found &+= 1
        if found == limit { return found }
      }
      // A later start may be nearer to the same end; behind a place all starts are later.
      repeat {
        if !first.advance() { return found }
      } while isNear && first.position < end
    }
  }
}
