/// Finds a place among ascending integers that is mostly near the one to begin at.
///
/// A search that branches guesses at each step which way to go on, and half of the guesses are
/// wrong. Here eight integers are compared at once, and where there are fewer, nothing branches.
enum AscendingSearch {
  /// The first index from `first` on whose integer is at least `target`, or `count`. Where the
  /// integers do not ascend, it may be any from `first` to `count`.
  ///
  /// - Parameters:
  ///   - integers: `count` of them, at any address.
  ///   - first: at most `count`.
  @inline(__always)
  static func firstIndex(
    atLeast target: UInt32, in integers: UnsafeRawPointer, from first: Int, count: Int
  ) -> Int {
    if first < count, unsafe integer(integers, first) >= target { return first }
    var (low, rest) = (first, count &- first)
    if rest >= 8 {
      let near = unsafe below(target, integers, first)
      if near < 8 { return first &+ near }
      // Steps double until one is too far, in which the place is then.
      var step = 8
      low &+= 8
      while low &+ step < count, unsafe integer(integers, low &+ step &- 1) < target {
        low &+= step
        step &*= 2
      }
      rest = min(step, count &- low)
    }
    while rest > 0 {
      let half = rest &>> 1
      let isBelow = unsafe integer(integers, low &+ half) < target
      low = isBelow ? low &+ half &+ 1 : low
      rest = isBelow ? rest &- half &- 1 : half
    }
    return low
  }

  @inline(__always)
  private static func integer(_ integers: UnsafeRawPointer, _ index: Int) -> UInt32 {
    unsafe integers.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self)
  }

  /// How many of eight integers are below `target`.
  @inline(__always)
  private static func below(_ target: UInt32, _ integers: UnsafeRawPointer, _ index: Int) -> Int {
    // Of eight lanes at once each is compared on its own.
    let counts = unsafe four(target, integers, index) &+ four(target, integers, index &+ 4)
    return Int(0 &- counts.wrappedSum())
  }

  /// -1 for each of four integers that is below `target`.
  @inline(__always)
  private static func four(
    _ target: UInt32, _ integers: UnsafeRawPointer, _ index: Int
  ) -> SIMD4<Int32> {
    let four = unsafe integers.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD4<UInt32>.self)
    return SIMD4<Int32>(repeating: 0).replacing(with: -1, where: four .< SIMD4(repeating: target))
  }
}

extension MappedBytes {
  /// ``AscendingSearch/firstIndex(atLeast:in:from:count:)`` among `count` integers of four bytes
  /// from `offset` on.
  func firstIndex(
    atLeast target: UInt32, from first: Int, at offset: Int, count: Int
  ) throws(FormatError) -> Int {
    guard first < count else { return count }
    let (length, overflow) = count.multipliedReportingOverflow(by: 4)
    try check(offset, overflow || first < 0 ? .max : length)
    return unsafe AscendingSearch.firstIndex(
      atLeast: target, in: unsafeStart + offset, from: first, count: count)
  }
}
