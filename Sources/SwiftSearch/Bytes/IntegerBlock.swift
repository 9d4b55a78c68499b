/// Room for the 128 integers of a block, aligned for vector instructions.
///
/// A class, so that cursors that hold one stay small and cheap to move.
@safe final class IntegerBlock {
  static let capacity = 128
  /// Room behind the last integer for what ``fill(with:)`` writes too much.
  private static let slack = 64

  private let storage: UnsafeMutableRawPointer
  var start: UnsafeMutablePointer<UInt32> {
    unsafe storage.assumingMemoryBound(to: UInt32.self)
  }

  init() {
    unsafe storage = .allocate(
      byteCount: (Self.capacity + Self.slack) * 4, alignment: 64)
    unsafe storage.initializeMemory(as: UInt32.self, repeating: 0, count: Self.capacity)
  }

  deinit { unsafe storage.deallocate() }

  @inline(__always)
  subscript(index: Int) -> UInt32 {
    get {
      precondition(index >= 0 && index < Self.capacity)
      return unsafe start[index]
    }
    set {
      precondition(index >= 0 && index < Self.capacity)
      unsafe start[index] = newValue
    }
  }

  /// The index of the first of the first `count` ascending values that is at least `target`, or
  /// `count` when there is none.
  func firstIndex(atLeast target: UInt32, from index: Int, count: Int) -> Int {
    precondition(index >= 0 && index <= count && count <= Self.capacity)
    // Who walks over single values wants the next one.
    if index < count, unsafe start[index] >= target { return index }
    var low = index
    var length = count &- index
    while length > 0 {
      let half = length &>> 1
      let isBelow = unsafe start[low &+ half] < target
      low = isBelow ? low &+ half &+ 1 : low
      length = isBelow ? length &- half &- 1 : half
    }
    return low
  }
}

extension UInt32 {
  /// The bits without the zeros above the highest one.
  @inline(__always)
  var usedBitCount: Int { 32 - leadingZeroBitCount }
}
