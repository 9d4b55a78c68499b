/// The positions of a term in some documents.
@safe final class PositionRuns {
  let places = PositionPlaces()
  let buffer = PositionBuffer()

  /// Up to how many positions are compared all with all.
  private static let vectorLimit = 40
  /// Positions that differ by less than this many bits from the one before stay below 2^30.
  private static let safeBits: UInt32 = 24

  /// Finds in which of some documents `other` stands at the right distance from this term.
  ///
  /// - Parameters:
  ///   - documents: whose places are loaded.
  ///   - countsAll: whether to count the positions rather than stop at one.
  ///   - scored: whether to add the number of positions to the scores.
  ///   - found: the documents.
  /// - Returns: false when a position overflows.
  func match(
    _ documents: Range<Int>, at distance: Int, _ other: PositionRuns, countsAll: Bool,
    scored: Bool, into found: Candidates
  ) -> Bool {
    let step = UInt32(truncatingIfNeeded: distance)
    let isNear = abs(distance) < 1 << 30
    for document in documents {
      let (count, otherCount) = (places.length(document), other.places.length(document))
      let run = unsafe buffer.run(places.start(document), count)
      let otherRun = unsafe other.buffer.run(other.places.start(document), otherCount)
      var result: Int?
      if isNear, max(count, otherCount) <= Self.vectorLimit, min(count, otherCount) > 0 {
        // That there is one can be seen from either side: the shorter one is walked over.
        let isSwapped = !countsAll && count < otherCount
        result = unsafe Self.compare(
          isSwapped ? otherRun : run, isSwapped ? otherCount : count,
          isSwapped ? 0 &- step : step,
          isSwapped ? run : otherRun, isSwapped ? count : otherCount, countsAll)
      }
      if result == nil {
        result = unsafe Self.merge(run, count, distance, otherRun, otherCount) { _ in }
      }
      guard let result else { return false }
      found.addMatch(
        document, score: scored ? Float(Int32(truncatingIfNeeded: result)) : 0, if: result > 0)
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

  /// Compares all with all: without guesses, which for the few positions that there mostly are is
  /// better than fewer comparisons.
  ///
  /// - Parameters:
  ///   - count: at least 1, as is `otherCount`.
  ///   - step: the distance at which `other` is looked for.
  /// - Returns: `nil` when positions may be too large for it.
  @inline(__always)
  private static func compare(
    _ run: UnsafePointer<UInt32>, _ count: Int, _ step: UInt32,
    _ other: UnsafePointer<UInt32>, _ otherCount: Int, _ countsAll: Bool
  ) -> Int? {
    var (before, bits) = (SIMD4(repeating: step), SIMD4<UInt32>.zero)
    var result = 0
    var first = 0
    repeat {
      let (lowLanes, highLanes) = (lanes(below: count, first), lanes(below: count, first &+ 4))
      let (low, high) = unsafe (row(run, first), row(run, first &+ 4))
      let lowSums = low.runningSums &+ before
      let highSums = high.runningSums &+ SIMD4(repeating: lowSums[3])
      before = SIMD4(repeating: highSums[3])
      bits |= low & lowLanes | high & highLanes
      var (lowHits, highHits) = (SIMD4<UInt32>.zero, SIMD4<UInt32>.zero)
      var (otherFirst, otherBefore) = (0, SIMD4<UInt32>.zero)
      repeat {
        // Lanes that are left over repeat the last position, which changes nothing.
        let four = unsafe row(other, otherFirst) & lanes(below: otherCount, otherFirst)
        let sums = four.runningSums &+ otherBefore
        otherBefore = SIMD4(repeating: sums[3])
        bits |= four
        lowHits |= equal(lowSums, sums[0]) | equal(lowSums, sums[1])
        highHits |= equal(highSums, sums[0]) | equal(highSums, sums[1])
        lowHits |= equal(lowSums, sums[2]) | equal(lowSums, sums[3])
        highHits |= equal(highSums, sums[2]) | equal(highSums, sums[3])
        otherFirst &+= 4
      } while otherFirst < otherCount
      let hits = (lowHits & lowLanes) &+ (highHits & highLanes)
      result &-= Int(Int32(truncatingIfNeeded: hits.wrappedSum()))
      first &+= 8
    } while first < count && (countsAll || result == 0)
    return (bits[0] | bits[1] | bits[2] | bits[3]) >> safeBits == 0 ? result : nil
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

  /// All bits of the lanes whose number, counted from `first`, is below `count`.
  @inline(__always)
  private static func lanes(below count: Int, _ first: Int) -> SIMD4<UInt32> {
    let left = SIMD4(repeating: Int32(truncatingIfNeeded: count &- first))
    return SIMD4<UInt32>.zero.replacing(with: .max, where: SIMD4<Int32>(0, 1, 2, 3) .< left)
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
