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

  /// Makes the values from `index` on larger than any document, so that a short block can be
  /// searched as a full one.
  func pad(from index: Int) {
    precondition(index >= 0)
    for index in min(index, Self.capacity)..<Self.capacity {
      unsafe start[index] = UInt32(Int32.max)
    }
  }

  /// Makes the values from `index` on the first `count` of another block.
  func replace(from index: Int, with other: IntegerBlock, at start: Int = 0, count: Int) {
    precondition(index >= 0 && count >= 0 && index + count <= Self.capacity)
    precondition(start >= 0 && start + count <= Self.capacity)
    unsafe (self.start + index).update(from: other.start + start, count: count)
  }

  /// How many values are greater than `limit`.
  func count(above limit: UInt32) -> Int {
    let values = UnsafeRawPointer(unsafe start)
    var counts = SIMD4<UInt32>.zero
    for offset in stride(from: 0, to: 4 &* Self.capacity, by: 16) {
      let row = unsafe values.load(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      counts &+= SIMD4(repeating: 0).replacing(with: 1, where: row .> limit)
    }
    return Int(counts.wrappedSum())
  }

  /// How many values have at least so many bits, for 0 to 32 bits; the rest is 0.
  func countsByBits() -> InlineArray<64, UInt16> {
    // Several counters, since each addition to one waits for the one before.
    var even = InlineArray<64, UInt16>(repeating: 0)
    var odd = even
    for index in stride(from: 0, to: Self.capacity, by: 2) {
      unsafe even[start[index].usedBitCount & 63] &+= 1
      unsafe odd[start[index &+ 1].usedBitCount & 63] &+= 1
    }
    var sum: UInt16 = 0
    for bits in (0...32).reversed() {
      sum &+= even[bits] &+ odd[bits]
      even[bits] = sum
    }
    return even
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
