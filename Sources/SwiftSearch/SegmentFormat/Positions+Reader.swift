extension Positions {
  /// Reads the positions of one term from a given block on.
  ///
  /// A block is decoded when it is worth it: who wants the few positions of one document does not
  /// pay for 128.
  struct Reader {
    /// How many positions of a block are read one by one before all are decoded.
    private static let singleLimit = 4

    /// Stands at the current block until that is decoded or passed, then behind it.
    private var reader: ByteReader
    private let block = IntegerBlock()
    private var isDecoded = true
    private var index = 0
    private var count = 0
    /// The width of the current block if it is the short one at the end.
    private var shortWidth: Int?
    private var singleCount = 0

    /// - Parameters:
    ///   - bytes: the term's positions.
    ///   - offset: where a block of positions starts.
    ///   - index: how many positions of that block to pass over.
    init(_ bytes: MappedBytes, offset: Int, index: Int) throws(FormatError) {
      reader = ByteReader(bytes, at: offset)
      try skip(index)
    }

    /// Goes on elsewhere, as a new reader of the same bytes would.
    mutating func move(to offset: Int, index: Int) throws(FormatError) {
      reader.move(to: offset)
      isDecoded = true
      (self.index, count) = (0, 0)
      try skip(index)
    }

    @inline(__always)
    mutating func next() throws(FormatError) -> UInt32 {
      if index == count { try open() }
      if !isDecoded { try decode() }
      index += 1
      return block[index - 1]
    }

    /// Appends the next `number` positions, which are those of one document: each counts from the
    /// one before, the first from 0.
    mutating func append(_ number: Int, to result: inout [UInt32]) throws(FormatError) {
      var position: UInt32 = 0
      var number = number
      while number > 0 {
        if index == count { try open() }
        let end = index + min(number, count - index)
        number -= end - index
        if !isDecoded { try decode(index..<end) }
        while index < end {
          let (sum, overflow) = position.addingReportingOverflow(block[index])
          guard !overflow else { throw reader.bytes.invalid("position overflows", at: 0) }
          position = sum
          index += 1
          result.append(sum)
        }
      }
    }

    mutating func skip(_ number: Int) throws(FormatError) {
      var number = number
      while number > 0 {
        if index == count {
          if number >= IntegerBlock.capacity {
            try pass()
            try PackedBlock.skip(&reader)
            number -= IntegerBlock.capacity
            continue
          }
          try open()
        }
        let step = min(number, count - index)
        index += step
        number -= step
      }
    }

    /// Goes to the next block.
    private mutating func open() throws(FormatError) {
      try pass()
      let start = reader.offset
      let first = try reader.bytes.integer(UInt8.self, at: start)
      shortWidth = nil
      count = IntegerBlock.capacity
      if first & Positions.shortFlag != 0 {
        // The run ends with the term's bytes; the last byte may leave bits over, which the
        // frequencies never ask for.
        let width = Int(first & ~Positions.shortFlag)
        count = width == 0 ? 127 : min(127, (reader.remaining - 1) * 8 / width)
        guard count > 0 else {
          throw reader.bytes.invalid("fewer positions than frequencies", at: start)
        }
        shortWidth = width
      }
      index = 0
      isDecoded = false
      singleCount = 0
    }

    /// Leaves the current block.
    private mutating func pass() throws(FormatError) {
      guard !isDecoded else { return }
      if shortWidth == nil {
        try PackedBlock.skip(&reader)
      } else {
        reader.move(to: reader.bytes.count)
      }
      isDecoded = true
    }

    private mutating func decode() throws(FormatError) {
      if let width = shortWidth {
        try Stream.unpack(
          reader.bytes, at: reader.offset + 1, count: count, width: width, into: block)
        reader.move(to: reader.bytes.count)
      } else {
        try PackedBlock.decode(&reader, into: block)
      }
      isDecoded = true
    }

    /// Decodes a part of the current block, or all of it once the parts come to many.
    private mutating func decode(_ part: Range<Int>) throws(FormatError) {
      singleCount += part.count
      if singleCount > Self.singleLimit || shortWidth != nil {
        try decode()
      } else {
        try PackedBlock.decode(reader.bytes, at: reader.offset, part, into: block)
      }
    }
  }
}
