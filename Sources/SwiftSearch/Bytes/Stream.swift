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

  /// Appends the first `count` integers of `block`. Bits above `width` are cut.
  static func pack(
    _ block: IntegerBlock, count: Int, width: Int, into writer: inout ByteWriter
  ) {
    precondition(count >= 0 && count <= IntegerBlock.capacity && width >= 0 && width <= 32)
    guard count > 0, width > 0 else { return }
    // Words of 32 bits are stored, of which the last may be too long.
    unsafe writer.append(atMost: byteCount(IntegerBlock.capacity, width: 32)) { target in
      var buffer: UInt64 = 0
      var used = 0
      var end = 0
      let mask = UInt32.max >> UInt32(32 &- width)
      for index in 0..<count {
        unsafe buffer |= UInt64(block.start[index] & mask) &<< UInt64(used)
        used &+= width
        guard used >= 32 else { continue }
        unsafe target.storeBytes(
          of: UInt32(truncatingIfNeeded: buffer).littleEndian, toByteOffset: end, as: UInt32.self)
        end &+= 4
        buffer &>>= 32
        used &-= 32
      }
      if used > 0 {
        unsafe target.storeBytes(
          of: UInt32(truncatingIfNeeded: buffer).littleEndian, toByteOffset: end, as: UInt32.self)
      }
      return byteCount(count, width: width)
    }
  }

  /// Reads `count` integers, at most 128. What follows them in `block` is lost.
  @inline(__always)
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, count: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    precondition(count >= 0 && count <= IntegerBlock.capacity)
    guard width >= 0, width <= 32 else { throw bytes.invalidWidth(width, at: offset) }
    let length = byteCount(count, width: width)
    try bytes.check(offset, length)
    let source = unsafe bytes.unsafeStart + offset
    guard bytes.loadableCount(from: offset) &- length >= slack else {
      return unsafe unpackWithoutSlack(source, length, count: count, width: width, block.start)
    }
    unsafe unpack(source, count: count, width: width, into: block.start)
  }

  /// Reads the integer with the number `index`, and none of the others.
  @inline(__always)
  static func value(
    _ bytes: MappedBytes, at offset: Int, width: Int, index: Int
  ) throws(FormatError) -> UInt32 {
    precondition(index >= 0 && index < IntegerBlock.capacity)
    guard width >= 0, width <= 32 else { throw bytes.invalidWidth(width, at: offset) }
    let bit = index &* width
    let place = offset &+ bit >> 3
    let length = (bit & 7 &+ width &+ 7) >> 3
    try bytes.check(offset, place &- offset &+ length)
    var word: UInt64 = 0
    if bytes.loadableCount(from: place) >= 8 {
      word = unsafe bytes.unsafeStart.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      word = UInt64(littleEndian: word)
    } else {
      for next in (0..<length).reversed() {
        let byte = unsafe bytes.unsafeStart.load(fromByteOffset: place &+ next, as: UInt8.self)
        word = word << 8 | UInt64(byte)
      }
    }
    return UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & ((1 << UInt64(width)) &- 1))
  }

  /// Reads `count` integers, at most 128, and leaves `reader` behind them.
  static func unpack(
    _ reader: inout ByteReader, count: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    try unpack(reader.bytes, at: reader.offset, count: count, width: width, into: block)
    reader.move(to: reader.offset + byteCount(count, width: width))
  }
}
