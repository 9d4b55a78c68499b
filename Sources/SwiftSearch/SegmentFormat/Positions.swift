/// The positions of a term's occurrences; "Positions" in index-format.md.
enum Positions {
  /// Set in the first byte of the last block of a term when it holds fewer than 128 positions.
  static let shortFlag: UInt8 = 0x80

  /// Writes the positions of one term after those of the one before it.
  struct Writer {
    private let block = IntegerBlock()
    private var count = 0
    private var start = 0
    /// The positions of all terms so far.
    private(set) var bytes = ByteWriter()

    /// Where the next position will stand: the offset of its block from the start of the term's
    /// positions, and its index in that block.
    var place: (offset: Int, index: Int) { (bytes.count - start, count) }

    mutating func beginTerm() {
      start = bytes.count
    }

    /// Appends the distance of an occurrence from the one before it in the same document, or from
    /// position 0.
    @inline(__always)
    mutating func append(_ delta: UInt32) {
      block[count] = delta
      count += 1
      if count == IntegerBlock.capacity {
        PackedBlock.encode(block, into: &bytes)
        count = 0
      }
    }

    /// - Returns: how many bytes the term's positions take.
    mutating func endTerm() -> Int {
      if count > 0 {
        let width = Stream.width(of: block, count: count)
        bytes.integer(UInt8(width) | Positions.shortFlag)
        Stream.pack(block, count: count, width: width, into: &bytes)
        count = 0
      }
      return bytes.count - start
    }

    /// Forgets the positions of the term, of which there are fewer than a block.
    mutating func discardTerm() { count = 0 }
  }

  /// Reads the positions of one term from a given block on.
  struct Reader {
    private var reader: ByteReader
    private let block = IntegerBlock()
    private var index = 0
    private var count = 0

    /// - Parameters:
    ///   - bytes: the term's positions.
    ///   - offset: where a block of positions starts.
    ///   - index: how many positions of that block to pass over.
    init(_ bytes: MappedBytes, offset: Int, index: Int) throws(FormatError) {
      reader = ByteReader(bytes, at: offset)
      try skip(index)
    }

    @inline(__always)
    mutating func next() throws(FormatError) -> UInt32 {
      if index == count { try decode() }
      index += 1
      return block[index - 1]
    }

    mutating func skip(_ number: Int) throws(FormatError) {
      var number = number
      while number > 0 {
        if index == count {
          if number >= IntegerBlock.capacity {
            try PackedBlock.skip(&reader)
            number -= IntegerBlock.capacity
            continue
          }
          try decode()
        }
        let step = min(number, count - index)
        index += step
        number -= step
      }
    }

    private mutating func decode() throws(FormatError) {
      count = try Positions.decodeBlock(&reader, into: block)
      index = 0
    }
  }

  // MARK: Blocks

  static let blockCapacity = IntegerBlock.capacity

  /// Decodes the block that `reader`, which ends with the term's bytes, stands at.
  ///
  /// - Returns: how many positions are in it.
  static func decodeBlock(
    _ reader: inout ByteReader, into block: IntegerBlock
  ) throws(FormatError) -> Int {
    let start = reader.offset
    let first = try reader.bytes.integer(UInt8.self, at: start)
    guard first & shortFlag != 0 else {
      try PackedBlock.decode(&reader, into: block)
      return blockCapacity
    }
    try reader.skip(1)
    let width = Int(first & ~shortFlag)
    // The run ends with the term's bytes; the last byte may leave bits over, which the
    // frequencies never ask for.
    let count = width == 0 ? 127 : min(127, reader.remaining * 8 / width)
    guard count > 0 else {
      throw reader.bytes.invalid("fewer positions than frequencies", at: start)
    }
    try Stream.unpack(&reader, count: count, width: width, into: block)
    try reader.skip(reader.remaining)
    return count
  }

  /// Passes over a block of 128 positions.
  static func skipBlock(_ reader: inout ByteReader) throws(FormatError) {
    let first = try reader.bytes.integer(UInt8.self, at: reader.offset)
    guard first & shortFlag == 0 else {
      throw reader.bytes.invalid("fewer positions than frequencies", at: reader.offset)
    }
    try PackedBlock.skip(&reader)
  }
}
