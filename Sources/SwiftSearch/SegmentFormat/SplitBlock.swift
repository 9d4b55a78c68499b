/// 128 integers whose lowest bits stand apart from the rest, which is in unary; "Split block" in
/// index-format.md, the second form of a ``PackedBlock``.
///
/// The code is Rice's ("Some practical universal noiseless coding techniques", 1979). Gaps and
/// positions are near to what it is best for; patching costs them a bit more each.
enum SplitBlock {
  /// Set in the first byte, whose other bits are the number of low bits.
  static let flag = 0x40

  /// The number of low bits, if `first` is the first byte of a split block.
  @inline(__always)
  static func shift(_ first: Int) -> Int? {
    first & ~0x3F == flag ? first & 0x3F : nil
  }

  static func byteCount(shift: Int, quotients: Int) -> Int {
    2 + Lanes.byteCount(width: shift) + quotients
  }

  /// The number of low bits that takes the fewest bytes, and those bytes; `nil` when the quotients
  /// take too many.
  static func best(_ block: IntegerBlock) -> (shift: Int, byteCount: Int)? {
    guard let best = Quotients.bestShift(block, count: PackedBlock.valueCount) else { return nil }
    return (best.shift, byteCount(shift: best.shift, quotients: (best.bitCount + 7) / 8))
  }

  static func encode(_ block: IntegerBlock, shift: Int, into writer: inout ByteWriter) {
    let start = writer.count
    writer.integer(UInt8(flag | shift))
    writer.integer(UInt8(0))
    Lanes.pack(block, width: shift, into: &writer)
    let quotients = writer.count
    Quotients.pack(block, count: PackedBlock.valueCount, shift: shift, behind: 0, into: &writer)
    writer.replace(at: start + 1, with: UInt8(writer.count - quotients))
  }

  /// Decodes the block at `offset`, whose quotients take `byteCount` bytes.
  ///
  /// - Returns: where it ends.
  static func decode(
    _ bytes: MappedBytes, at offset: Int, shift: Int, _ byteCount: Int, adding number: UInt32,
    into block: IntegerBlock
  ) throws(FormatError) -> Int {
    try Lanes.unpack(bytes, at: offset + 2, width: shift, adding: number, into: block)
    let quotients = offset + 2 + Lanes.byteCount(width: shift)
    let end = try Quotients.unpack(
      bytes, at: quotients, bit: 0, byteCount: byteCount, count: PackedBlock.valueCount,
      shift: shift, into: block)
    guard end == quotients + byteCount else {
      throw bytes.invalid("bytes behind quotients", at: end)
    }
    return end
  }

  /// Decodes the block at `offset` as gaps less one, into the sums of `previous` and all gaps up to
  /// each.
  ///
  /// - Returns: where it ends, and the last sum.
  static func decodeSums(
    _ bytes: MappedBytes, at offset: Int, shift: Int, after previous: Int64,
    into block: IntegerBlock
  ) throws(FormatError) -> (end: Int, last: Int64) {
    let byteCount = Int(try bytes.integer(UInt8.self, at: offset + 1))
    try Lanes.unpack(bytes, at: offset + 2, width: shift, into: block)
    let quotients = offset + 2 + Lanes.byteCount(width: shift)
    let last = try Quotients.unpackSums(
      bytes, at: quotients, byteCount: byteCount, shift: shift, after: previous, into: block)
    return (quotients + byteCount, last)
  }

  /// The integer with the number `index`, without decoding the others.
  static func value(
    _ bytes: MappedBytes, at offset: Int, shift: Int, _ byteCount: Int, index: Int
  ) throws(FormatError) -> UInt32 {
    var value = try Lanes.value(bytes, at: offset + 2, width: shift, index: index)
    try forEachQuotient(bytes, at: offset, shift: shift, byteCount, index..<index + 1) {
      value |= $1
    }
    return value
  }

  /// Decodes the integers of `range` into their places in `block`, without the others.
  static func decode(
    _ bytes: MappedBytes, at offset: Int, shift: Int, _ byteCount: Int, _ range: Range<Int>,
    into block: IntegerBlock
  ) throws(FormatError) {
    try Lanes.unpack(bytes, at: offset + 2, width: shift, range, into: block)
    try forEachQuotient(bytes, at: offset, shift: shift, byteCount, range) { block[$0] |= $1 }
  }

  /// Calls `body` with the index and the high bits, in their place, of each integer in `range`.
  @inline(__always)
  private static func forEachQuotient(
    _ bytes: MappedBytes, at offset: Int, shift: Int, _ byteCount: Int, _ range: Range<Int>,
    _ body: (Int, UInt32) -> Void
  ) throws(FormatError) {
    guard shift <= Quotients.shiftLimit else { throw bytes.invalidWidth(shift, at: offset) }
    let quotients = offset + 2 + Lanes.byteCount(width: shift)
    try Quotients.forEach(bytes, at: quotients, byteCount: byteCount, range) {
      body($0, $1 << UInt32(shift))
    }
  }
}
