/// What is left of integers above their lowest bits, each as so many zeros and a one;
/// "Quotients" in index-format.md.
enum Quotients {
  /// The most bytes that those of a block take.
  static let byteLimit = 255
  /// So many low bits leave quotients that cannot exceed 32 bits together with them.
  static let shiftLimit = 21

  /// The number of low bits to leave out of the first `count` integers that takes the fewest bits,
  /// and how many bits the quotients take then; `nil` when that is too many.
  static func bestShift(_ block: IntegerBlock, count: Int) -> (shift: Int, bitCount: Int)? {
    precondition(count > 0 && count <= IntegerBlock.capacity)
    let mean = sum(block, count: count, shift: 0) / count
    var shift = min(shiftLimit, max(0, mean.bitWidth - mean.leadingZeroBitCount - 1))
    var bitCount = count + sum(block, count: count, shift: shift)
    // A few large integers make the mean larger than what most have.
    while shift > 0 {
      let next = count + sum(block, count: count, shift: shift - 1)
      // A few bytes less are not worth the time that more bits of quotients take.
      guard next - bitCount < count - count / 8 else { break }
      (shift, bitCount) = (shift - 1, next)
    }
    return bitCount <= 8 * byteLimit - 8 ? (shift, bitCount) : nil
  }

  /// The sum of quotients, those that are large counted for less.
  private static func sum(_ block: IntegerBlock, count: Int, shift: Int) -> Int {
    let values = UnsafeRawPointer(unsafe block.start)
    let limit = SIMD4<UInt32>(repeating: 1 << 24)
    let step = SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
    var sums = SIMD4<UInt32>.zero
    for row in 0..<count / 4 {
      let four = unsafe values.load(fromByteOffset: 16 &* row, as: SIMD4<UInt32>.self) &>> step
      sums &+= four.replacing(with: limit, where: four .> limit)
    }
    var result = Int(sums.wrappedSum())
    for index in count & ~3..<count { result += Int(min(block[index] >> step[0], limit[0])) }
    return result
  }

  /// Appends the quotients of the first `count` integers.
  ///
  /// - Parameter bit: how many bits of the last byte are taken, which they go on behind.
  static func pack(
    _ block: IntegerBlock, count: Int, shift: Int, behind bit: Int, into writer: inout ByteWriter
  ) {
    precondition(count <= IntegerBlock.capacity && bit >= 0 && bit < 8)
    var bytes = InlineArray<256, UInt8>(repeating: 0)
    var place = bit
    for index in 0..<count {
      place += Int(block[index] >> UInt32(shift))
      bytes[place >> 3] |= 1 << UInt8(place & 7)
      place += 1
    }
    if bit > 0 { writer.fillLast(with: bytes[0]) }
    writer.append(bytes.span.extracting((bit > 0 ? 1 : 0)..<(place + 7) / 8))
  }
}
