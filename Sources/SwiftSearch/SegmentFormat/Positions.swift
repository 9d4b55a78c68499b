/// The positions of a term's occurrences; "Positions" in index-format.md.
enum Positions {
  /// Set in the first byte of the last block of a term when it holds fewer than 128 positions.
  static let shortFlag: UInt8 = 0x80
  /// How many bytes the positions of a term may take until blocks are no longer split. Phrases of
  /// frequent terms read most blocks, so that their speed counts for more.
  static let splitLimit = 1 << 16

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

    /// The position that was appended last to a term with fewer than a block.
    var lastOfTerm: UInt32 { count > 0 ? block[count - 1] : 0 }

    /// Forgets all terms so far, whose bytes are kept elsewhere.
    mutating func removeAll() {
      bytes.removeAll()
      start = 0
      count = 0
    }

    /// Forgets the bytes so far, which are kept elsewhere, also amid a term.
    mutating func removeBytes() {
      start -= bytes.count
      bytes.removeAll()
    }

    /// Takes the positions out; those of the next term begin at 0. Not while a term is written.
    mutating func takeBytes() -> [UInt8] {
      defer { bytes = ByteWriter() }
      return bytes.bytes
    }

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
        endBlock()
      }
    }

    private mutating func endBlock() {
      if bytes.count - start < Positions.splitLimit {
        PackedBlock.encode(block, into: &bytes)
      } else {
        PackedBlock.encode(block, width: PackedBlock.bestWidth(block).width, into: &bytes)
      }
      count = 0
    }

    /// Appends the first `count` distances of `distances`, which do not go past the block.
    mutating func append(_ distances: IntegerBlock, count added: Int) {
      append(distances, 0..<added)
    }

    /// Appends some distances of `distances`, which do not go past the block.
    private mutating func append(_ distances: IntegerBlock, _ range: Range<Int>) {
      block.replace(from: count, with: distances, at: range.lowerBound, count: range.count)
      count += range.count
      if count == IntegerBlock.capacity {
        endBlock()
      }
    }

    /// Appends some distances of `distances`.
    mutating func append(all distances: IntegerBlock, _ range: Range<Int>) {
      let first = min(range.count, IntegerBlock.capacity - count)
      let middle = range.lowerBound + first
      append(distances, range.lowerBound..<middle)
      if middle < range.upperBound { append(distances, middle..<range.upperBound) }
    }

    /// - Returns: how many bytes the term's positions take.
    mutating func endTerm() -> Int {
      if count > 0 {
        let form = ShortRun.form(block, count: count, extra: 1)
        bytes.integer(form.first | Positions.shortFlag)
        if form.isSplit { bytes.integer(UInt8(count)) }
        ShortRun.encode(block, count: count, form, into: &bytes)
        count = 0
      }
      return bytes.count - start
    }

    /// Forgets the positions of the term, of which there are fewer than a block.
    mutating func discardTerm() { count = 0 }
  }

  /// Decodes the short block at `offset`, with which the term's positions end.
  ///
  /// - Returns: how many positions there are. Those of a stream may be too many: its last byte may
  ///   leave bits over, which the frequencies never ask for.
  static func decodeShort(
    _ bytes: MappedBytes, at offset: Int, into block: IntegerBlock
  ) throws(FormatError) -> Int {
    let form = try bytes.integer(UInt8.self, at: offset) & ~shortFlag
    var (count, start) = (0, offset + 1)
    if form & ShortRun.splitFlag != 0 {
      count = Int(try bytes.integer(UInt8.self, at: start))
      start += 1
    } else {
      count = form == 0 ? 127 : min(127, (bytes.count - start) * 8 / Int(form))
    }
    guard count > 0, count < IntegerBlock.capacity else {
      throw bytes.invalid("fewer positions than frequencies", at: offset)
    }
    _ = try ShortRun.decode(bytes, at: start, first: form, count: count, into: block)
    return count
  }
}
