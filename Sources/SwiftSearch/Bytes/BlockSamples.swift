/// Finds values in a full block of ascending ones by comparing vectors of them.
///
/// A search by halves would be as short, but each of its steps waits for the one before or guesses
/// it, and half of the guesses are wrong. Here nothing is guessed and searches overlap.
@safe struct BlockSamples {
  private let values: UnsafeRawPointer
  /// Every sixteenth value.
  private let low: SIMD4<Int32>
  private let high: SIMD4<Int32>

  /// - Parameter block: values below 2^31; it must outlive this.
  @inline(__always)
  init(_ block: IntegerBlock) {
    let start = unsafe UnsafeRawPointer(block.start)
    unsafe values = start
    func sample(_ number: Int) -> Int32 {
      unsafe start.load(fromByteOffset: 64 &* number &+ 60, as: Int32.self)
    }
    low = SIMD4(sample(0), sample(1), sample(2), sample(3))
    high = SIMD4(sample(4), sample(5), sample(6), sample(7))
  }

  /// The first slot whose value is at least `target`; the last slot where there is none.
  @inline(__always)
  func firstSlot(atLeast target: UInt32) -> Int {
    let wanted = SIMD4<Int32>(repeating: Int32(truncatingIfNeeded: target))
    let row = min(7, Self.count(Self.below(low, wanted) &+ Self.below(high, wanted)))
    let first = unsafe values + row &* 64
    func quad(_ number: Int) -> SIMD4<Int32> {
      unsafe first.load(fromByteOffset: 16 &* number, as: SIMD4<Int32>.self)
    }
    let counts =
      (Self.below(quad(0), wanted) &+ Self.below(quad(1), wanted))
      &+ (Self.below(quad(2), wanted) &+ Self.below(quad(3), wanted))
    return min(127, row &* 16 &+ Self.count(counts))
  }

  /// -1 in each lane whose value is below the one wanted.
  @inline(__always)
  private static func below(_ values: SIMD4<Int32>, _ wanted: SIMD4<Int32>) -> SIMD4<Int32> {
    SIMD4<Int32>(repeating: 0).replacing(with: -1, where: values .< wanted)
  }

  @inline(__always)
  private static func count(_ lanes: SIMD4<Int32>) -> Int {
    Int(0 &- lanes.wrappedSum())
  }
}
