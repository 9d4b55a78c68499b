/// 128 unsigned integers of `width` bits each, dealt out to four lanes; "Lanes" in index-format.md.
enum Lanes {
  /// The bytes that 128 integers take.
  static func byteCount(width: Int) -> Int { 16 * width }

  /// Appends 128 integers. Bits above `width` are cut.
  static func pack(_ block: IntegerBlock, width: Int, into writer: inout ByteWriter) {
    precondition(width >= 0 && width <= 32)
    guard width > 0 else { return }
    let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 << UInt32(width)) - 1)
    var word = SIMD4<UInt32>(repeating: 0)
    var used = 0
    for row in 0..<32 {
      let first = 4 * row
      let values =
        SIMD4<UInt32>(block[first], block[first + 1], block[first + 2], block[first + 3]) & mask
      word |= values &<< SIMD4(repeating: UInt32(used))
      used += width
      guard used >= 32 else { continue }
      for lane in 0..<4 { writer.integer(word[lane]) }
      used -= 32
      word = used > 0 ? values &>> SIMD4(repeating: UInt32(width - used)) : .zero
    }
  }

  /// Reads 128 integers and adds `number` to each, modulo 2^32.
  @inline(__always)
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, width: Int, adding number: UInt32 = 0,
    into block: IntegerBlock
  ) throws(FormatError) {
    try check(bytes, at: offset, width: width)
    unsafe unpack(bytes.unsafeStart + offset, width: width, adding: number, into: block.start)
  }

  /// Reads the integers with the numbers in `range` into their places, and none of the others.
  @inline(__always)
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, width: Int, _ range: Range<Int>, into block: IntegerBlock
  ) throws(FormatError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= IntegerBlock.capacity)
    try check(bytes, at: offset, width: width)
    for index in range {
      unsafe block.start[index] = unsafe value(
        bytes.unsafeStart + offset, width: width, index: index)
    }
  }

  /// Reads the integer with the number `index`, and none of the others.
  @inline(__always)
  static func value(
    _ bytes: MappedBytes, at offset: Int, width: Int, index: Int
  ) throws(FormatError) -> UInt32 {
    precondition(index >= 0 && index < IntegerBlock.capacity)
    try check(bytes, at: offset, width: width)
    return unsafe value(bytes.unsafeStart + offset, width: width, index: index)
  }

  /// - Precondition: `source` has `16 * width` bytes; `index` is below 128.
  @inline(__always)
  private static func value(_ source: UnsafeRawPointer, width: Int, index: Int) -> UInt32 {
    guard width > 0 else { return 0 }
    let bit = (index >> 2) &* width
    let shift = bit & 31
    let word = unsafe source + ((bit >> 5) &* 16 &+ (index & 3) &* 4)
    var value = UInt64(UInt32(littleEndian: unsafe word.loadUnaligned(as: UInt32.self)))
    if shift &+ width > 32 {
      let next = unsafe word.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
      value |= UInt64(UInt32(littleEndian: next)) << 32
    }
    return UInt32(truncatingIfNeeded: value >> UInt64(shift)) & .max >> UInt32(32 &- width)
  }

  @inline(__always)
  private static func check(
    _ bytes: MappedBytes, at offset: Int, width: Int
  ) throws(FormatError) {
    guard width >= 0, width <= 32 else { throw bytes.invalidWidth(width, at: offset) }
    try bytes.check(offset, byteCount(width: width))
  }
}
