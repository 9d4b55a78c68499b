/// Up to 127 integers, as a stream or split; "Short run" in index-format.md.
enum ShortRun {
  /// How a run is written: what its first byte says of it, and how many bytes follow.
  struct Form {
    var first: UInt8
    var byteCount: Int
    fileprivate var width: Int
    fileprivate(set) var isSplit = false
  }

  /// Set in the first byte when the integers are split, which has the number of low bits then.
  static let splitFlag: UInt8 = 0x40

  /// The form that takes the fewest bytes.
  ///
  /// - Parameter extra: how many bytes more a split run takes where it stands.
  static func form(_ block: IntegerBlock, count: Int, extra: Int = 0) -> Form {
    let width = Stream.width(of: block, count: count)
    let plain = Form(
      first: UInt8(width), byteCount: Stream.byteCount(count, width: width), width: width)
    guard let best = Quotients.bestShift(block, count: count) else { return plain }
    let byteCount = (count * best.shift + best.bitCount + 7) / 8
    guard byteCount + extra < plain.byteCount else { return plain }
    return Form(
      first: splitFlag | UInt8(best.shift), byteCount: byteCount, width: best.shift, isSplit: true)
  }

  /// Appends the integers; their first byte stands before them.
  static func encode(
    _ block: IntegerBlock, count: Int, _ form: Form, into writer: inout ByteWriter
  ) {
    Stream.pack(block, count: count, width: form.width, into: &writer)
    guard form.isSplit else { return }
    Quotients.pack(
      block, count: count, shift: form.width, behind: count * form.width % 8, into: &writer)
  }

  /// Decodes the integers at `offset`. What follows them in `block` is lost.
  ///
  /// - Parameter first: their first byte, without flags of other structures.
  /// - Returns: where they end.
  @inline(__always)
  static func decode(
    _ bytes: MappedBytes, at offset: Int, first: UInt8, count: Int, into block: IntegerBlock
  ) throws(FormatError) -> Int {
    if first & splitFlag != 0 {
      return try decodeSplit(
        bytes, at: offset, shift: Int(first & ~splitFlag), count: count, into: block)
    }
    try Stream.unpack(bytes, at: offset, count: count, width: Int(first), into: block)
    return offset + Stream.byteCount(count, width: Int(first))
  }

  private static func decodeSplit(
    _ bytes: MappedBytes, at offset: Int, shift: Int, count: Int, into block: IntegerBlock
  ) throws(FormatError) -> Int {
    try Stream.unpack(bytes, at: offset, count: count, width: shift, into: block)
    let bits = count * shift
    let start = offset + bits / 8
    return try Quotients.unpack(
      bytes, at: start, bit: bits % 8, byteCount: min(Quotients.byteLimit, bytes.count - start),
      count: count, shift: shift, into: block)
  }
}
