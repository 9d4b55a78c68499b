/// Collects where several terms stand, and puts that in one order.
struct OccurrenceRuns {
  /// How many are worked on until it is asked again whether to end.
  private static let share = 1 << 12

  private let signal: StopSignal?
  /// Each has its document in the upper half and its position in the lower one.
  private var occurrences: [UInt64] = []
  /// Where the occurrences of each term begin, which ascend.
  private var starts: [Int] = []
  private var left = share
  /// Whether it ended early.
  private(set) var isOver = false

  init(until signal: StopSignal?) {
    self.signal = signal
  }

  /// Appends all occurrences of a term.
  mutating func append(_ cursor: PostingsCursor) throws(FormatError) {
    starts.append(occurrences.count)
    var buffer: [UInt32] = []
    var next = try cursor.advance(to: 0)
    while let document = next {
      // A posting is found and read in the time in which many are moved.
      guard allows(64) else { return }
      try cursor.positions(into: &buffer)
      for position in buffer { occurrences.append(UInt64(document) << 32 | UInt64(position)) }
      next = try cursor.advance(to: document + 1)
    }
  }

  /// All occurrences in ascending order, or none when it ended early.
  mutating func merged() -> [UInt64] {
    var other = occurrences
    while starts.count > 1, !isOver {
      var merged: [Int] = []
      for run in stride(from: 0, to: starts.count, by: 2) {
        merged.append(starts[run])
        let middle = run + 1 < starts.count ? starts[run + 1] : occurrences.count
        let end = run + 2 < starts.count ? starts[run + 2] : occurrences.count
        merge(starts[run]..<middle, middle..<end, into: &other)
      }
      starts = merged
      swap(&occurrences, &other)
    }
    return isOver ? [] : occurrences
  }

  private mutating func merge(_ left: Range<Int>, _ right: Range<Int>, into target: inout [UInt64])
  {
    var (first, second) = (left.lowerBound, right.lowerBound)
    var place = first
    while place < right.upperBound {
      guard allows(Self.share) else { return }
      for next in place..<min(place + Self.share, right.upperBound) {
        let takesFirst =
          second == right.upperBound
          || first < left.upperBound && occurrences[first] <= occurrences[second]
        target[next] = occurrences[takesFirst ? first : second]
        if takesFirst { first += 1 } else { second += 1 }
      }
      place = min(place + Self.share, right.upperBound)
    }
  }

  private mutating func allows(_ work: Int) -> Bool {
    guard let signal else { return true }
    left -= work
    guard left < 0, !isOver else { return !isOver }
    left = Self.share
    isOver = signal.isRaised
    return !isOver
  }
}
