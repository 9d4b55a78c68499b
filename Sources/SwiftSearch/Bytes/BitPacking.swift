/// Packing of unsigned 32-bit integers into `width` bits each, in the two layouts of
/// index-format.md: "lanes" for blocks of 128 and "stream" for shorter runs.
enum BitPacking {
  /// The bytes that 128 integers take in lanes.
  static func lanesByteCount(width: Int) -> Int { 16 * width }

  /// The bytes that `count` integers take as a stream.
  static func streamByteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// The bits needed for `value`.
  @inline(__always)
  static func width(of value: UInt32) -> Int { 32 - value.leadingZeroBitCount }

  /// Appends 128 integers in lanes. Bits above `width` are cut.
  static func packLanes(_ block: IntegerBlock, width: Int, into writer: inout ByteWriter) {
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

  /// Reads 128 integers from lanes.
  @inline(__always)
  static func unpackLanes(
    _ bytes: MappedBytes, at offset: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    guard width <= 32 else { throw bytes.invalid("width of \(width) bits", at: offset) }
    try bytes.check(offset, lanesByteCount(width: width))
    unsafe unpackLanes(bytes.unsafeStart + offset, width: width, into: block.start)
  }

  /// The kernel: `source` must have `16 * width` bytes and `target` room for 128 integers, aligned
  /// to 16 bytes.
  private static func unpackLanes(
    _ source: UnsafeRawPointer, width: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    let rows = UnsafeMutableRawPointer(target)
    guard width > 0 else {
      unsafe target.update(repeating: 0, count: 128)
      return
    }
    let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 << UInt32(width)) - 1)
    var bit = 0
    for row in 0..<32 {
      let shift = bit & 31
      let word = unsafe source.loadUnaligned(
        fromByteOffset: (bit >> 5) << 4, as: SIMD4<UInt32>.self)
      var values = word &>> SIMD4(repeating: UInt32(shift))
      if shift + width > 32 {
        let next = unsafe source.loadUnaligned(
          fromByteOffset: ((bit >> 5) + 1) << 4, as: SIMD4<UInt32>.self)
        values |= next &<< SIMD4(repeating: UInt32(32 - shift))
      }
      unsafe rows.storeBytes(of: values & mask, toByteOffset: row * 16, as: SIMD4<UInt32>.self)
      bit += width
    }
  }

  /// Appends the first `count` integers of `block` as a stream: each follows the one before it
  /// without a gap, low bits first.
  static func packStream(
    _ block: IntegerBlock, count: Int, width: Int, into writer: inout ByteWriter
  ) {
    var buffer: UInt64 = 0
    var used = 0
    for index in 0..<count {
      buffer |= UInt64(block[index]) << UInt64(used)
      used += width
      while used >= 8 {
        writer.integer(UInt8(truncatingIfNeeded: buffer))
        buffer >>= 8
        used -= 8
      }
    }
    if used > 0 { writer.integer(UInt8(truncatingIfNeeded: buffer)) }
  }

  /// Reads `count` integers, at most 128, from a stream.
  static func unpackStream(
    _ bytes: MappedBytes, at offset: Int, count: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    precondition(count <= IntegerBlock.capacity)
    guard width <= 32 else { throw bytes.invalid("width of \(width) bits", at: offset) }
    let length = streamByteCount(count, width: width)
    try bytes.check(offset, length)
    let mask: UInt64 = (1 << UInt64(width)) - 1
    // Eight bytes are loaded at once where the whole section has them, else one by one.
    let wide = bytes.count - offset - 8
    for index in 0..<count {
      let bit = index * width
      let byte = bit >> 3
      var word: UInt64 = 0
      if byte <= wide {
        word = UInt64(
          littleEndian: unsafe bytes.unsafeStart.loadUnaligned(
            fromByteOffset: offset + byte, as: UInt64.self))
      } else {
        for next in 0..<min(8, length - byte) {
          let value = unsafe bytes.unsafeStart.load(
            fromByteOffset: offset + byte + next, as: UInt8.self)
          word |= UInt64(value) << UInt64(8 * next)
        }
      }
      unsafe block.start[index] = UInt32(word >> UInt64(bit & 7) & mask)
    }
  }
}
