/// 128 integers in as few bits as most of them need, the others patched; "Packed block" in
/// index-format.md.
///
/// Patching is from Zukowski et al., "Super-Scalar RAM-CPU Cache Compression" (2006); the lanes are
/// those of Lemire and Boytsov, "Decoding billions of integers per second through vectorization"
/// (2015).
enum PackedBlock {
  static let valueCount = IntegerBlock.capacity

  /// The width that takes the fewest bytes, and those bytes.
  static func bestWidth(_ block: IntegerBlock) -> (width: Int, byteCount: Int) {
    var counts = [Int](repeating: 0, count: 33)
    for index in 0..<valueCount { counts[block[index].usedBitCount] += 1 }
    var best = (width: 32, byteCount: 2 + Lanes.byteCount(width: 32))
    for width in 0..<32 {
      var byteCount = 2 + Lanes.byteCount(width: width)
      for wider in width + 1...32 { byteCount += counts[wider] * (1 + (wider - width + 6) / 7) }
      if byteCount < best.byteCount { best = (width, byteCount) }
    }
    return best
  }

  static func encode(_ block: IntegerBlock, width: Int, into writer: inout ByteWriter) {
    var exceptions = ByteWriter()
    var exceptionCount = 0
    for index in 0..<valueCount where block[index].usedBitCount > width {
      exceptions.integer(UInt8(index))
      exceptions.varint(UInt64(block[index]) >> UInt64(width))
      exceptionCount += 1
    }
    writer.integer(UInt8(width))
    writer.integer(UInt8(exceptionCount))
    Lanes.pack(block, width: width, into: &writer)
    writer.append(exceptions)
  }

  static func encode(_ block: IntegerBlock, into writer: inout ByteWriter) {
    encode(block, width: bestWidth(block).width, into: &writer)
  }

  /// Decodes the block that `reader` stands at and leaves `reader` behind it.
  @inline(__always)
  static func decode(
    _ reader: inout ByteReader, into block: IntegerBlock
  ) throws(FormatError) {
    let width = Int(try reader.integer(UInt8.self))
    let exceptionCount = Int(try reader.integer(UInt8.self))
    try Lanes.unpack(reader.bytes, at: reader.offset, width: width, into: block)
    try reader.skip(Lanes.byteCount(width: width))
    if exceptionCount > 0 { try patch(&reader, exceptionCount, width: width, block) }
  }

  private static func patch(
    _ reader: inout ByteReader, _ count: Int, width: Int, _ block: IntegerBlock
  ) throws(FormatError) {
    var last = -1
    for _ in 0..<count {
      let start = reader.offset
      let index = Int(try reader.integer(UInt8.self))
      let high = try reader.varint()
      guard index > last, index < valueCount, width < 32, high > 0,
        high <= UInt64(UInt32.max) >> UInt64(width)
      else { throw reader.bytes.invalid("exception of a packed block out of range", at: start) }
      last = index
      block[index] |= UInt32(high << UInt64(width))
    }
  }

  /// Moves `reader` behind a block without decoding it.
  static func skip(_ reader: inout ByteReader) throws(FormatError) {
    let width = Int(try reader.integer(UInt8.self))
    let exceptionCount = Int(try reader.integer(UInt8.self))
    guard width <= 32 else {
      throw reader.bytes.invalid("width of \(width) bits", at: reader.offset - 2)
    }
    try reader.skip(Lanes.byteCount(width: width))
    for _ in 0..<exceptionCount {
      try reader.skip(1)
      _ = try reader.varint()
    }
  }
}
