/// Unsigned integers of `width` bits each, one after the other without a gap, low bits first;
/// "Stream" in index-format.md.
enum Stream {
  /// The bytes that `count` integers take.
  static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// The fewest bits that each of the first `count` integers fits in.
  static func width(of block: IntegerBlock, count: Int) -> Int {
    var all: UInt32 = 0
    for index in 0..<count { all |= block[index] }
    return all.usedBitCount
  }

  /// Appends the first `count` integers of `block`.
  static func pack(
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

  /// Reads `count` integers, at most 128.
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, count: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    precondition(count <= IntegerBlock.capacity)
    guard width <= 32 else { throw bytes.invalid("width of \(width) bits", at: offset) }
    let length = byteCount(count, width: width)
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

  /// Reads `count` integers, at most 128, and leaves `reader` behind them.
  static func unpack(
    _ reader: inout ByteReader, count: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    try unpack(reader.bytes, at: reader.offset, count: count, width: width, into: block)
    try reader.skip(byteCount(count, width: width))
  }
}
