/// The positions of a term in some documents.
@safe final class PositionRuns {
  let places = PositionPlaces()
  let buffer = PositionBuffer()

  /// How many positions are held in a vector, to be looked for together.
  private static let fewLimit = 4
  /// Up to how many positions a few are looked for in, and up to how many as many are.
  private static let longLimit = 256
  private static let vectorLimit = 40
  /// As many positions that differ by less than this many bits from the one before stay below 2^30.
  private static let safeBits: UInt32 = 22

  /// Finds in which of some documents `other` stands at the right distance from this term.
  ///
  /// - Parameters:
  ///   - documents: whose places are loaded.
  ///   - scored: whether to add the number of positions to the scores.
  ///   - found: the documents.
  /// - Returns: false when a position overflows.
  func match(
    _ documents: Range<Int>, at distance: Int, _ other: PositionRuns, scored: Bool,
    into found: Candidates
  ) -> Bool {
    let step = UInt32(truncatingIfNeeded: distance)
    let isNear = abs(distance) < 1 << 30
    // Not loaded again behind each document that is stored.
    let (ranges, otherRanges) = unsafe (places.ranges(documents), other.places.ranges(documents))
    let (buffer, otherBuffer) = (buffer.loaded, other.buffer.loaded)
    for index in 0..<documents.count {
      let (count, otherCount) = unsafe (Int(ranges[index].y), Int(otherRanges[index].y))
      let run = unsafe buffer.run(Int(ranges[index].x), count)
      let otherRun = unsafe otherBuffer.run(Int(otherRanges[index].x), otherCount)
      let isLonger = count > otherCount
      let (few, many) = isLonger ? (otherCount, count) : (count, otherCount)
      var result: Int?
      if isNear, few > 0, many <= (few <= Self.fewLimit ? Self.longLimit : Self.vectorLimit) {
        // At a distance both ways, so that either can be looked for in the other.
        result = unsafe Self.count(
          isLonger ? otherRun : run, few, moved: isLonger ? 0 &- step : step,
          in: isLonger ? run : otherRun, many)
      }
      if result == nil {
        result = unsafe Self.merge(run, count, distance, otherRun, otherCount) { _ in }
      }
      guard let result else { return false }
      found.addMatch(
        documents.lowerBound &+ index,
        score: scored ? Float(Int32(truncatingIfNeeded: result)) : 0, if: result > 0)
    }
    return true
  }

  /// Appends the positions of a document that `other` stands at the right distance from to those of
  /// the documents before.
  ///
  /// - Returns: false when a position overflows.
  func keep(
    _ document: Int, at distance: Int, _ other: PositionRuns, into kept: PositionRuns
  ) -> Bool {
    let (count, otherCount) = (places.length(document), other.places.length(document))
    let run = unsafe buffer.run(places.start(document), count)
    let otherRun = unsafe other.buffer.run(other.places.start(document), otherCount)
    let last = kept.places.count - 1
    let start = last < 0 ? 0 : kept.places.start(last) + kept.places.length(last)
    kept.buffer.reserve(upTo: start + count)
    var (end, before): (Int, UInt32) = (start, 0)
    let result = unsafe Self.merge(run, count, distance, otherRun, otherCount) { position in
      kept.buffer[end] = position &- before
      before = position
      end += 1
    }
    guard result != nil, let first = UInt32(exactly: start) else { return false }
    kept.places.append(origin: 0, start: first, length: UInt32(truncatingIfNeeded: end - start))
    return true
  }

  /// Replaces `positions` by those of a document whose places are loaded.
  ///
  /// - Returns: false when a position overflows.
  func read(_ document: Int, into positions: inout [UInt32]) -> Bool {
    positions.removeAll(keepingCapacity: true)
    var position: UInt32 = 0
    let start = places.start(document)
    for index in start..<start + places.length(document) {
      let (sum, overflow) = position.addingReportingOverflow(buffer[index])
      if overflow { return false }
      position = sum
      positions.append(position)
    }
    return true
  }

  // MARK: Kernels

  /// Counts which positions of a run are in a longer one, all compared with all: without guesses,
  /// which for the few positions that there mostly are is better than fewer comparisons.
  ///
  /// - Parameters:
  ///   - few: `fewCount` positions, at least 1.
  ///   - step: what is added to them.
  /// - Returns: `nil` when positions may be too large for it, or when one stands twice in a run,
  ///   which would be counted otherwise in the other one.
  @inline(__always)
  private static func count(
    _ few: UnsafePointer<UInt32>, _ fewCount: Int, moved step: UInt32,
    in many: UnsafePointer<UInt32>, _ manyCount: Int
  ) -> Int? {
    // The first position may be 0, those behind it not, whose bits are those of one less.
    let one = SIMD4<UInt32>(1, 0, 0, 0)
    var (before, bits, hits) = (SIMD4(repeating: step), SIMD4<UInt32>.zero, SIMD4<UInt32>.zero)
    var (first, firstOne) = (0, one)
    repeat {
      let lanes = lanes(below: left(fewCount, first), SIMD4(0, 1, 2, 3))
      let four = unsafe row(few, first) & lanes
      // Lanes that are left over repeat the last position, which changes nothing.
      let wanted = four.runningSums &+ before
      before = SIMD4(repeating: wanted[3])
      bits |= ((four | firstOne) &- 1) & lanes
      firstOne = .zero
      var (place, placeOne, placeBefore) = (0, one, SIMD4<UInt32>.zero)
      repeat {
        let left = left(manyCount, place)
        let lowLanes = Self.lanes(below: left, SIMD4(0, 1, 2, 3))
        let highLanes = Self.lanes(below: left, SIMD4(4, 5, 6, 7))
        let low = unsafe row(many, place) & lowLanes
        let high = unsafe row(many, place &+ 4) & highLanes
        let lowSums = low.runningSums &+ placeBefore
        let highSums = high.runningSums &+ SIMD4(repeating: lowSums[3])
        placeBefore = SIMD4(repeating: highSums[3])
        bits |= ((low | placeOne) &- 1) & lowLanes | (high &- 1) & highLanes
        placeOne = .zero
        var (lowHits, highHits) = (equal(lowSums, wanted[0]), equal(highSums, wanted[0]))
        for lane in 1..<4 {
          lowHits |= equal(lowSums, wanted[lane])
          highHits |= equal(highSums, wanted[lane])
        }
        hits &+= (lowHits & lowLanes) &+ (highHits & highLanes)
        place &+= 8
      } while place < manyCount
      first &+= 4
    } while first < fewCount
    return any(bits &>> safeBits .!= 0)
      ? nil : Int(0 &- Int32(truncatingIfNeeded: hits.wrappedSum()))
  }

  @inline(__always)
  private static func row(_ run: UnsafePointer<UInt32>, _ first: Int) -> SIMD4<UInt32> {
    unsafe UnsafeRawPointer(run).loadUnaligned(fromByteOffset: first &* 4, as: SIMD4<UInt32>.self)
  }

  /// All bits of the lanes that are equal.
  @inline(__always)
  private static func equal(_ left: SIMD4<UInt32>, _ right: UInt32) -> SIMD4<UInt32> {
    SIMD4<UInt32>.zero.replacing(with: .max, where: left .== SIMD4(repeating: right))
  }

  /// How many positions of a run are left from `first` on, in each lane.
  @inline(__always)
  private static func left(_ count: Int, _ first: Int) -> SIMD4<Int32> {
    SIMD4(repeating: Int32(truncatingIfNeeded: count &- first))
  }

  /// All bits of the lanes whose number is below what is left.
  @inline(__always)
  private static func lanes(below left: SIMD4<Int32>, _ numbers: SIMD4<Int32>) -> SIMD4<UInt32> {
    SIMD4<UInt32>.zero.replacing(with: .max, where: numbers .< left)
  }

  /// Calls `body` with each position of a run that `other` stands at the right distance from.
  ///
  /// - Returns: how many there are, or `nil` when a position overflows.
  @inline(__always)
  private static func merge(
    _ run: UnsafePointer<UInt32>, _ count: Int, _ distance: Int,
    _ other: UnsafePointer<UInt32>, _ otherCount: Int, _ body: (UInt32) -> Void
  ) -> Int? {
    var (position, wanted, next, result) = (0, -1, 0, 0)
    for index in 0..<count {
      position += Int(unsafe run[index])
      guard position <= UInt32.max else { return nil }
      let target = position + distance
      while next < otherCount, next == 0 || wanted < target {
        wanted = (next == 0 ? 0 : wanted) + Int(unsafe other[next])
        guard wanted <= UInt32.max else { return nil }
        next += 1
      }
      guard wanted == target, next > 0 else { continue }
      body(UInt32(truncatingIfNeeded: position))
      result += 1
    }
    return result
  }
}
