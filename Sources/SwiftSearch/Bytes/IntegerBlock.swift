/// Room for the 128 integers of a block, aligned for vector instructions.
///
/// A class, so that cursors that hold one stay small and cheap to move.
@safe final class IntegerBlock {
  static let capacity = 128

  private let storage: UnsafeMutableRawPointer
  var start: UnsafeMutablePointer<UInt32> {
    unsafe storage.assumingMemoryBound(to: UInt32.self)
  }

  init() {
    unsafe storage = .allocate(byteCount: Self.capacity * 4, alignment: 64)
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
    precondition(index >= 0 && count <= Self.capacity)
    var index = index
    while index < count, unsafe start[index] < target { index += 1 }
    return index
  }
}

extension IntegerBlock {
  /// Replaces each of the first `count` values, a gap less one, by the sum of `previous` and all
  /// gaps up to it.
  ///
  /// - Returns: the last sum; when it exceeds 32 bits the values are meaningless.
  func sumGaps(count: Int, after previous: Int64) -> Int64 {
    precondition(count <= Self.capacity)
    var sum = previous
    for index in 0..<count {
      sum += Int64(unsafe start[index]) + 1
      unsafe start[index] = UInt32(truncatingIfNeeded: sum)
    }
    return sum
  }

  /// Adds one to each of the first `count` values.
  ///
  /// - Returns: false when a value was the largest one.
  func increment(count: Int) -> Bool {
    precondition(count <= Self.capacity)
    var isInRange = true
    for index in 0..<count {
      if unsafe start[index] == .max { isInRange = false }
      unsafe start[index] &+= 1
    }
    return isInRange
  }
}

extension UInt32 {
  /// The bits without the zeros above the highest one.
  @inline(__always)
  var usedBitCount: Int { 32 - leadingZeroBitCount }
}
