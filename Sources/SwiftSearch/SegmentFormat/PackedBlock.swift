/// 128 integers in as few bits as most of them need; "Packed block" in index-format.md. Either the
/// others are patched, or all are split: ``SplitBlock``.
///
/// Patching is from Zukowski et al., "Super-Scalar RAM-CPU Cache Compression" (2006); the lanes are
/// those of Lemire and Boytsov, "Decoding billions of integers per second through vectorization"
/// (2015).
enum PackedBlock {
  static let valueCount = IntegerBlock.capacity

  /// The width that takes the fewest bytes when integers are patched, and those bytes.
  static func bestWidth(_ block: IntegerBlock) -> (width: Int, byteCount: Int) {
    let counts = block.countsByBits()
    var best = (width: 32, byteCount: 2 &+ Lanes.byteCount(width: 32))
    for width in 0..<32 {
      // An exception takes a byte for its index, one for each seven bits, and one for the rest.
      var exceptions = 2 &* counts[width &+ 1] &+ counts[width &+ 8] &+ counts[width &+ 15]
      exceptions &+= counts[width &+ 22] &+ counts[width &+ 29]
      let byteCount = 2 &+ Lanes.byteCount(width: width) &+ Int(exceptions)
      if byteCount < best.byteCount { best = (width, byteCount) }
      // Wider ones hold all integers too, in more bytes.
      if counts[width &+ 1] == 0 { break }
    }
    return best
  }

  static func encode(_ block: IntegerBlock, width: Int, into writer: inout ByteWriter) {
    let limit = UInt32.max >> UInt32(32 - width)
    let exceptionCount = block.count(above: limit)
    writer.integer(UInt16(width) | UInt16(exceptionCount) << 8)
    Lanes.pack(block, width: width, into: &writer)
    guard exceptionCount > 0 else { return }
    for index in 0..<valueCount where block[index] > limit {
      writer.integer(UInt8(index))
      writer.varint(UInt64(block[index]) >> UInt64(width))
    }
  }

  /// Writes a block in the form that takes the fewest bytes.
  static func encode(_ block: IntegerBlock, into writer: inout ByteWriter) {
    let patched = bestWidth(block)
    if let split = SplitBlock.best(block), split.byteCount < patched.byteCount {
      SplitBlock.encode(block, shift: split.shift, into: &writer)
    } else {
      encode(block, width: patched.width, into: &writer)
    }
  }

  /// Decodes the block that `reader` stands at and leaves `reader` behind it.
  ///
  /// - Parameter number: 0 or 1, what to add to each value; sums of more than 32 bits throw.
  @inline(__always)
  static func decode(
    _ reader: inout ByteReader, adding number: UInt32 = 0, into block: IntegerBlock
  ) throws(FormatError) {
    reader.move(
      to: try decode(reader.bytes, at: reader.offset, adding: number, into: block))
  }

  /// Decodes the block at `offset`.
  ///
  /// - Returns: where it ends.
  @inline(__always)
  static func decode(
    _ bytes: MappedBytes, at offset: Int, adding number: UInt32 = 0, into block: IntegerBlock
  ) throws(FormatError) -> Int {
    let (width, exceptionCount) = try header(bytes, at: offset)
    if let shift = SplitBlock.shift(width) {
      return try SplitBlock.decode(
        bytes, at: offset, shift: shift, exceptionCount, adding: number, into: block)
    }
    try Lanes.unpack(bytes, at: offset + 2, width: width, adding: number, into: block)
    let exceptions = offset + 2 + Lanes.byteCount(width: width)
    if exceptionCount > 0 {
      return try patch(bytes, at: exceptions, exceptionCount, width: width, block)
    }
    if width == 32, number > 0, block.contains(0, count: valueCount) {
      throw bytes.invalid("integer of a packed block out of range", at: offset)
    }
    return exceptions
  }

  /// The integer with the number `index` of the block at `offset`, without decoding the others.
  static func value(
    _ bytes: MappedBytes, at offset: Int, index: Int
  ) throws(FormatError) -> UInt32 {
    let (width, exceptionCount) = try header(bytes, at: offset)
    if let shift = SplitBlock.shift(width) {
      return try SplitBlock.value(bytes, at: offset, shift: shift, exceptionCount, index: index)
    }
    var value = try Lanes.value(bytes, at: offset + 2, width: width, index: index)
    let exceptions = offset + 2 + Lanes.byteCount(width: width)
    try forEachException(bytes, at: exceptions, exceptionCount, width: width, index..<index + 1) {
      value |= $1
    }
    return value
  }

  /// Decodes the integers of `range` of the block at `offset` into their places in `block`, without
  /// the others: some times as fast as a whole block where they are few.
  static func decode(
    _ bytes: MappedBytes, at offset: Int, _ range: Range<Int>, into block: IntegerBlock
  ) throws(FormatError) {
    let (width, exceptionCount) = try header(bytes, at: offset)
    if let shift = SplitBlock.shift(width) {
      return try SplitBlock.decode(
        bytes, at: offset, shift: shift, exceptionCount, range, into: block)
    }
    try Lanes.unpack(bytes, at: offset + 2, width: width, range, into: block)
    let exceptions = offset + 2 + Lanes.byteCount(width: width)
    try forEachException(bytes, at: exceptions, exceptionCount, width: width, range) {
      block[$0] |= $1
    }
  }

  /// Calls `body` with the index and the high bits of each exception in `range`.
  @inline(__always)
  private static func forEachException(
    _ bytes: MappedBytes, at offset: Int, _ count: Int, width: Int, _ range: Range<Int>,
    _ body: (Int, UInt32) -> Void
  ) throws(FormatError) {
    var place = offset
    var last = -1
    for _ in 0..<count {
      let (index, high) = try exception(bytes, at: &place, after: last, width: width)
      // They ascend.
      guard index < range.upperBound else { return }
      if index >= range.lowerBound { body(index, high) }
      last = index
    }
  }

  /// Where the block ends that begins at `offset`.
  static func end(_ bytes: MappedBytes, at offset: Int) throws(FormatError) -> Int {
    let (width, exceptionCount) = try header(bytes, at: offset)
    if let shift = SplitBlock.shift(width) {
      let byteCount = SplitBlock.byteCount(shift: shift, quotients: exceptionCount)
      try bytes.check(offset, byteCount)
      return offset + byteCount
    }
    guard width <= 32 else { throw bytes.invalidWidth(width, at: offset) }
    var place = offset + 2 + Lanes.byteCount(width: width)
    try bytes.check(offset, place - offset)
    var left = exceptionCount
    // Each is the index and a varint, which is nearly always one byte.
    while left >= 4, place + 8 <= bytes.count {
      let four = try bytes.integer(UInt64.self, at: place)
      guard four & 0x8000_8000_8000_8000 == 0 else { break }
      place += 8
      left -= 4
    }
    for _ in 0..<left {
      let both = try bytes.integer(UInt16.self, at: place)
      place += 2
      if both >> 8 >= 0x80 { place = try longVarint(bytes, at: place).end }
    }
    return place
  }

  // MARK: Parts

  @inline(__always)
  private static func header(
    _ bytes: MappedBytes, at offset: Int
  ) throws(FormatError) -> (width: Int, exceptionCount: Int) {
    // Both bytes at once, which takes one check.
    let both = try bytes.integer(UInt16.self, at: offset)
    return (Int(both & 0xFF), Int(both >> 8))
  }

  /// - Returns: where the exceptions end.
  private static func patch(
    _ bytes: MappedBytes, at offset: Int, _ count: Int, width: Int, _ block: IntegerBlock
  ) throws(FormatError) -> Int {
    var place = offset
    var last = -1
    for _ in 0..<count {
      let start = place
      let (index, high) = try exception(bytes, at: &place, after: last, width: width)
      // The bits of `high` are above those of the value there, less what was added.
      let (sum, overflow) = block[index].addingReportingOverflow(high)
      guard !overflow else { throw bytes.invalidException(at: start) }
      block[index] = sum
      last = index
    }
    return place
  }

  /// Reads an exception: the index of its integer and the bits above the lanes, in their place.
  @inline(__always)
  private static func exception(
    _ bytes: MappedBytes, at place: inout Int, after last: Int, width: Int
  ) throws(FormatError) -> (index: Int, high: UInt32) {
    let start = place
    // Nearly always the varint is one byte; then one check is enough for both.
    let both = try bytes.integer(UInt16.self, at: start)
    place += 2
    let index = Int(both & 0xFF)
    var high = UInt64(both >> 8)
    if high >= 0x80 { (high, place) = try longVarint(bytes, at: place) }
    guard index > last, index < valueCount, width < 32, high > 0,
      high <= UInt64(UInt32.max) >> UInt64(width)
    else { throw bytes.invalidException(at: start) }
    return (index, UInt32(truncatingIfNeeded: high << UInt64(width)))
  }

  /// Reads a varint of more than one byte, the first of which ends at `place`.
  @inline(never)
  private static func longVarint(
    _ bytes: MappedBytes, at place: Int
  ) throws(FormatError) -> (value: UInt64, end: Int) {
    var reader = ByteReader(bytes, at: place - 1)
    let value = try reader.varint()
    return (value, reader.offset)
  }
}

extension MappedBytes {
  @inline(never)
  fileprivate func invalidException(at offset: Int) -> FormatError {
    invalid("exception of a packed block out of range", at: offset)
  }
}
