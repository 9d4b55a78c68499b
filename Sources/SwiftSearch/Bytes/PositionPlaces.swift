/// Where the positions of some documents stand, one place for each document.
///
/// The positions of a term are one list; the places of documents in the same block of postings are
/// counted from the same point of it.
@safe final class PositionPlaces {
  /// Where the list begins that a place is counted from, or a negative number for positions in
  /// memory.
  private var origins: UnsafeMutablePointer<Int>
  private var ranges: UnsafeMutablePointer<SIMD2<UInt32>>
  private(set) var count = 0
  private var capacity = 128

  init() {
    unsafe origins = .allocate(capacity: capacity)
    unsafe ranges = .allocate(capacity: capacity)
    unsafe origins.initialize(repeating: 0, count: capacity)
    unsafe ranges.initialize(repeating: .zero, count: capacity)
  }

  deinit {
    unsafe origins.deallocate()
    unsafe ranges.deallocate()
  }

  @inline(__always)
  func origin(_ place: Int) -> Int {
    precondition(place >= 0 && place < count)
    return unsafe origins[place]
  }

  /// The first of the positions, counted from the origin.
  @inline(__always)
  func start(_ place: Int) -> Int {
    precondition(place >= 0 && place < count)
    return Int(unsafe ranges[place].x)
  }

  /// How many positions there are.
  @inline(__always)
  func length(_ place: Int) -> Int {
    precondition(place >= 0 && place < count)
    return Int(unsafe ranges[place].y)
  }

  /// The starts and lengths of some places, until others are appended.
  @inline(__always)
  func ranges(_ places: Range<Int>) -> UnsafePointer<SIMD2<UInt32>> {
    precondition(places.lowerBound >= 0 && places.upperBound <= count)
    return unsafe UnsafePointer(ranges + places.lowerBound)
  }

  /// The places from `range.lowerBound` on that are counted from the same origin: of the first one,
  /// and of those behind it whose positions lie less than `limit` behind its first one.
  ///
  /// - Returns: where the places and their positions end, or `nil` when positions do not ascend.
  func neighbours(_ range: Range<Int>, limit: Int) -> (end: Int, positionEnd: Int)? {
    precondition(range.lowerBound >= 0 && !range.isEmpty && range.upperBound <= count)
    let origin = unsafe origins[range.lowerBound]
    let first = Int(unsafe ranges[range.lowerBound].x)
    var (end, next) = (range.lowerBound, first)
    repeat {
      let (start, length) = unsafe (Int(ranges[end].x), Int(ranges[end].y))
      guard start >= next else { return nil }
      next = start &+ length
      end &+= 1
    } while end < range.upperBound && (unsafe origins[end] == origin)
      && Int(unsafe ranges[end].x) &+ Int(unsafe ranges[end].y) &- first < limit
    return (end, next)
  }

  func removeAll() { count = 0 }

  func append(origin: Int, start: UInt32, length: UInt32) {
    reserve(count + 1)
    unsafe origins[count] = origin
    unsafe ranges[count] = SIMD2(start, length)
    count += 1
  }

  /// Appends the places of postings of one block.
  ///
  /// - Parameters:
  ///   - candidates: of which the matches from `first` on are in the block.
  ///   - lengths: how many positions each posting of the block has.
  ///   - starts: how many positions the postings before have.
  ///   - start: where the positions of the block start.
  /// - Precondition: `start` and all of `starts` and `lengths` add up to less than 2^32.
  func append(
    _ candidates: Candidates, from first: Int, lengths: IntegerBlock, starts: IntegerBlock,
    origin: Int, start: Int
  ) {
    let added = candidates.matchCount - first
    reserve(count + added)
    let (length, before) = unsafe (lengths.start, starts.start)
    let start = UInt32(truncatingIfNeeded: start)
    for index in 0..<max(0, added) {
      let slot = candidates.slot(ofMatch: first + index)
      precondition(slot < IntegerBlock.capacity)
      unsafe origins[count &+ index] = origin
      unsafe ranges[count &+ index] = SIMD2(start &+ before[slot], length[slot])
    }
    count += max(0, added)
  }

  /// Appends the places of the candidates that match, which are the postings of a block from
  /// `first` on; see ``append(_:from:lengths:starts:origin:start:)``.
  func append(
    _ candidates: Candidates, firstPosting: Int, lengths: IntegerBlock, starts: IntegerBlock,
    origin: Int, start: Int
  ) {
    let added = candidates.matchCount
    precondition(firstPosting >= 0 && firstPosting + candidates.count <= IntegerBlock.capacity)
    reserve(count + added)
    let (length, before) = unsafe (lengths.start, starts.start)
    let start = UInt32(truncatingIfNeeded: start)
    for match in 0..<added {
      let slot = candidates.candidate(ofMatch: match) &+ firstPosting
      unsafe origins[count &+ match] = origin
      unsafe ranges[count &+ match] = SIMD2(start &+ before[slot], length[slot])
    }
    count += added
  }

  /// Keeps the places of the candidates that match.
  func keepMatches(of candidates: Candidates) {
    for match in 0..<candidates.matchCount {
      let place = candidates.candidate(ofMatch: match)
      precondition(place >= match && place < count)
      unsafe origins[match] = unsafe origins[place]
      unsafe ranges[match] = unsafe ranges[place]
    }
    count = candidates.matchCount
  }

  private func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    let larger = max(needed, 2 * capacity)
    let newOrigins = UnsafeMutablePointer<Int>.allocate(capacity: larger)
    let newRanges = UnsafeMutablePointer<SIMD2<UInt32>>.allocate(capacity: larger)
    unsafe newOrigins.initialize(repeating: 0, count: larger)
    unsafe newRanges.initialize(repeating: .zero, count: larger)
    unsafe newOrigins.update(from: origins, count: count)
    unsafe newRanges.update(from: ranges, count: count)
    unsafe origins.deallocate()
    unsafe ranges.deallocate()
    unsafe origins = unsafe newOrigins
    unsafe ranges = unsafe newRanges
    capacity = larger
  }
}
