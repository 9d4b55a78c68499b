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
    let eight = unsafe integers.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD8<UInt32>.self)
    let counts = SIMD8<Int32>(repeating: 0)
      .replacing(with: -1, where: eight .< SIMD8(repeating: target))
    return Int(0 &- (counts.lowHalf &+ counts.highHalf).wrappedSum())
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
