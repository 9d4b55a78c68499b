extension Positions {
  /// Reads the positions of one term from the first to the last.
  struct Sequence {
    private let bytes: MappedBytes
    private let block: IntegerBlock
    private var offset = 0
    private var next = 0
    private var count = 0

    /// - Parameter block: memory to work in.
    init(_ bytes: MappedBytes, block: IntegerBlock) {
      self.bytes = bytes
      self.block = block
    }

    /// Appends the next positions to those of another term.
    mutating func copy(_ total: Int, to writer: inout Writer) throws(FormatError) {
      var left = total
      while left > 0 {
        let part = try take(left)
        writer.append(all: block, part)
        left -= part.count
      }
    }

    /// Appends the next positions to an array.
    mutating func append(_ total: UInt32, to array: inout [UInt32]) throws(FormatError) {
      var left = Int(total)
      while left > 0 {
        let part = try take(left)
        for index in part { array.append(block[index]) }
        left -= part.count
      }
    }

    /// Passes over the next positions.
    mutating func skip(_ total: UInt32) throws(FormatError) {
      var left = Int(total)
      while left > 0 { left -= try take(left).count }
    }

    /// Where in the block some of the next positions are, up to `limit` of them.
    private mutating func take(_ limit: Int) throws(FormatError) -> Range<Int> {
      if next == count { try decode() }
      let end = min(count, next + limit)
      defer { next = end }
      return next..<end
    }

    private mutating func decode() throws(FormatError) {
      next = 0
      count = 0
      let first = try bytes.integer(UInt8.self, at: offset)
      guard first & Positions.shortFlag != 0 else {
        offset = try PackedBlock.decode(bytes, at: offset, into: block)
        count = IntegerBlock.capacity
        return
      }
      let found = try Positions.decodeShort(bytes, at: offset, into: block)
      offset = bytes.count
      count = found
    }
  }
}
