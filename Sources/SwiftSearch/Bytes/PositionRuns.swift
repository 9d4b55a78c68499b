/// The positions of a term in some documents.
@safe struct PositionRuns {
  let places: PositionPlaces
  let buffer: PositionBuffer

  /// Up to how many positions are compared all with all.
  private static let vectorLimit = (own: 32, other: 64)
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
      if isNear, count <= Self.vectorLimit.own, otherCount <= Self.vectorLimit.other {
        result = unsafe Self.compare(run, count, step, otherRun, otherCount, countsAll)
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

  // MARK: Kernels

  /// Compares all with all: without guesses, which for the few positions that there mostly are is
  /// better than fewer comparisons.
  ///
  /// - Returns: `nil` when positions may be too large for it.
  @inline(__always)
  private static func compare(
    _ run: UnsafePointer<UInt32>, _ count: Int, _ step: UInt32,
    _ other: UnsafePointer<UInt32>, _ otherCount: Int, _ countsAll: Bool
  ) -> Int? {
    let source = unsafe UnsafeRawPointer(run)
    var before = step
    var bits: UInt32 = 0
    var result = 0
    var first = 0
    repeat {
      let left = SIMD4(repeating: Int32(truncatingIfNeeded: count &- first))
      let (lowLanes, highLanes) = (
        mask(SIMD4<Int32>(0, 1, 2, 3), left), mask(SIMD4<Int32>(4, 5, 6, 7), left)
      )
      let lowRow = unsafe source.loadUnaligned(
        fromByteOffset: first &* 4, as: SIMD4<UInt32>.self)
      let highRow = unsafe source.loadUnaligned(
        fromByteOffset: first &* 4 &+ 16, as: SIMD4<UInt32>.self)
      let (low, high) = (lowRow & lowLanes, highRow & highLanes)
      let either = low | high
      bits |= either[0] | either[1] | either[2] | either[3]
      let lowSums = low.runningSums &+ SIMD4(repeating: before)
      let highSums = high.runningSums &+ SIMD4(repeating: lowSums[3])
      before = highSums[3]
      var (lowHits, highHits) = (SIMD4<Int32>.zero, SIMD4<Int32>.zero)
      var position: UInt32 = 0
      for index in 0..<otherCount {
        let delta = unsafe other[index]
        bits |= delta
        position &+= delta
        let wanted = SIMD4(repeating: position)
        lowHits |= equal(lowSums, wanted)
        highHits |= equal(highSums, wanted)
      }
      let hits =
        (lowHits & SIMD4(truncatingIfNeeded: lowLanes))
        &+ (highHits & SIMD4(truncatingIfNeeded: highLanes))
      result &-= Int(hits.wrappedSum())
      first &+= 8
    } while first < count && (countsAll || result == 0)
    return bits >> safeBits == 0 ? result : nil
  }

  @inline(__always)
  private static func equal(_ left: SIMD4<UInt32>, _ right: SIMD4<UInt32>) -> SIMD4<Int32> {
    SIMD4<Int32>(repeating: 0).replacing(with: -1, where: left .== right)
  }

  /// All bits of the lanes that are below.
  @inline(__always)
  private static func mask(_ lanes: SIMD4<Int32>, _ end: SIMD4<Int32>) -> SIMD4<UInt32> {
    SIMD4<UInt32>(repeating: 0).replacing(with: .max, where: lanes .< end)
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
