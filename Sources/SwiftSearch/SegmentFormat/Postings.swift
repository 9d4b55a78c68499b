/// Up to 128 postings, the unit that is decoded at once; "Postings" in index-format.md.
enum Postings {
  static let postingCount = IntegerBlock.capacity

  /// Set in the first byte of a full block whose doc IDs are a bitset.
  static let bitsetFlag: UInt8 = 0x80
  /// How many bytes more than packed integers a bitset may take. It is many times faster to count,
  /// to intersect and to look into.
  static let bitsetAllowance = 16
  /// Set in the first byte of a short block whose frequencies are not all 1.
  static let frequencyFlag: UInt8 = 0x80

  /// The doc ID "before the first", from which the first gap of a list counts.
  static let beforeFirst: Int64 = -1

  // MARK: Full blocks

  /// Appends 128 postings; `scratch` is overwritten.
  ///
  /// - Parameter frequencies: `nil` in fields that have none.
  static func encodeFull(
    documents: IntegerBlock, frequencies: IntegerBlock?, after previous: Int64,
    scratch: IntegerBlock, into writer: inout ByteWriter
  ) {
    gaps(documents, count: postingCount, after: previous, into: scratch)
    // Patched, even where split would be smaller: these blocks are decoded more than any others,
    // and split ones take twice as long.
    let packed = PackedBlock.bestWidth(scratch)
    let range = Int64(documents[postingCount - 1]) - previous
    let wordCount = Int((range + 63) / 64)
    if wordCount <= BlockBitset.wordLimit,
      1 + 8 * wordCount <= packed.byteCount + bitsetAllowance
    {
      encodeBitset(documents, after: previous, wordCount: wordCount, into: &writer)
    } else {
      PackedBlock.encode(scratch, width: packed.width, into: &writer)
    }
    guard let frequencies else { return }
    for index in 0..<postingCount { scratch[index] = frequencies[index] - 1 }
    PackedBlock.encode(scratch, width: PackedBlock.bestWidth(scratch).width, into: &writer)
  }

  private static func encodeBitset(
    _ documents: IntegerBlock, after previous: Int64, wordCount: Int, into writer: inout ByteWriter
  ) {
    var words = [UInt64](repeating: 0, count: wordCount)
    for index in 0..<postingCount {
      let bit = Int(Int64(documents[index]) - previous - 1)
      words[bit / 64] |= 1 << UInt64(bit % 64)
    }
    writer.integer(bitsetFlag | UInt8(wordCount))
    for word in words { writer.integer(word) }
  }

  /// Where the bits of a full block are.
  struct Bits {
    var offset: Int
    var wordCount: Int
    /// The document of the first bit, and of the last one that is set.
    var start: UInt32
    var last: UInt32

    var end: Int { offset + 8 * wordCount }
  }

  /// Where the bits of the full block at `start` are, or `nil` when it has packed integers.
  static func bits(
    _ bytes: MappedBytes, at start: Int, after previous: Int64
  ) throws(FormatError) -> Bits? {
    let first = try bytes.integer(UInt8.self, at: start)
    guard first & bitsetFlag != 0 else { return nil }
    let wordCount = Int(first & ~bitsetFlag)
    guard wordCount > 0, previous + 1 + Int64(64 * wordCount) <= Int64(UInt32.max) else {
      throw bytes.invalid("bitset of doc IDs out of range", at: start)
    }
    let last = try bytes.integer(UInt64.self, at: start + 1 + 8 * (wordCount - 1))
    guard last != 0 else { throw bytes.invalid("bitset with an empty last word", at: start) }
    let before = UInt32(truncatingIfNeeded: previous)
    return Bits(
      offset: start + 1, wordCount: wordCount, start: before &+ 1,
      last: before &+ UInt32(64 * wordCount - last.leadingZeroBitCount))
  }

  /// Reads the bits of a full block.
  static func read(
    _ bits: Bits, of bytes: MappedBytes, into bitset: BlockBitset
  ) throws(FormatError) {
    try bitset.load(bytes, at: bits.offset, wordCount: bits.wordCount, from: bits.start)
    guard bitset.count == postingCount else {
      throw bytes.invalid("bitset of \(bitset.count) documents", at: bits.offset)
    }
  }

  /// Decodes the packed doc IDs of the full block at `start`.
  ///
  /// - Returns: where the frequencies start.
  static func decodePacked(
    _ bytes: MappedBytes, at start: Int, after previous: Int64, into documents: IntegerBlock
  ) throws(FormatError) -> Int {
    if let shift = SplitBlock.shift(Int(try bytes.integer(UInt8.self, at: start))) {
      let (end, last) = try SplitBlock.decodeSums(
        bytes, at: start, shift: shift, after: previous, into: documents)
      try checkSum(last, bytes, at: start)
      return end
    }
    let end = try PackedBlock.decode(bytes, at: start, into: documents)
    try sumGaps(documents, count: postingCount, after: previous, bytes, at: start)
    return end
  }

  /// Decodes the doc IDs of a full block and leaves `reader` at its frequencies.
  static func decodeDocuments(
    _ reader: inout ByteReader, after previous: Int64, into documents: IntegerBlock
  ) throws(FormatError) {
    guard let bits = try bits(reader.bytes, at: reader.offset, after: previous) else {
      reader.move(
        to: try decodePacked(
          reader.bytes, at: reader.offset, after: previous, into: documents))
      return
    }
    let bitset = BlockBitset()
    try read(bits, of: reader.bytes, into: bitset)
    documents.fill(with: bitset)
    reader.move(to: bits.end)
  }

  /// Decodes the frequencies of a full block.
  static func decodeFrequencies(
    _ reader: inout ByteReader, into frequencies: IntegerBlock
  ) throws(FormatError) {
    try PackedBlock.decode(&reader, adding: 1, into: frequencies)
  }

  /// One frequency of the full block whose frequencies begin at `offset`, without the others.
  static func frequency(
    _ bytes: MappedBytes, at offset: Int, index: Int
  ) throws(FormatError) -> UInt32 {
    let less = try PackedBlock.value(bytes, at: offset, index: index)
    guard less < .max else { throw bytes.invalid("frequency out of range", at: offset) }
    return less + 1
  }

  // MARK: Short blocks

  /// Appends 1 to 127 postings.
  static func encodeShort(
    documents: IntegerBlock, frequencies: IntegerBlock?, count: Int, after previous: Int64,
    scratch: IntegerBlock, into writer: inout ByteWriter
  ) {
    gaps(documents, count: count, after: previous, into: scratch)
    let gaps = ShortRun.form(scratch, count: count)
    var hasFrequencies = false
    if let frequencies {
      for index in 0..<count where frequencies[index] > 1 { hasFrequencies = true }
    }
    writer.integer(gaps.first | (hasFrequencies ? frequencyFlag : 0))
    ShortRun.encode(scratch, count: count, gaps, into: &writer)
    guard hasFrequencies, let frequencies else { return }
    for index in 0..<count { scratch[index] = frequencies[index] - 1 }
    let form = ShortRun.form(scratch, count: count)
    writer.integer(form.first)
    ShortRun.encode(scratch, count: count, form, into: &writer)
  }

  /// Decodes a short block of `count` postings; frequencies that are not stored become 1.
  ///
  /// - Parameter hasFrequencies: whether the field has any.
  static func decodeShort(
    _ reader: inout ByteReader, count: Int, after previous: Int64, hasFrequencies: Bool,
    documents: IntegerBlock, frequencies: IntegerBlock
  ) throws(FormatError) {
    let start = reader.offset
    let first = try reader.integer(UInt8.self)
    reader.move(
      to: try ShortRun.decode(
        reader.bytes, at: reader.offset, first: first & ~frequencyFlag, count: count,
        into: documents))
    try sumGaps(documents, count: count, after: previous, reader.bytes, at: start)
    guard first & frequencyFlag != 0 else {
      frequencies.fill(with: 1, count: count)
      return
    }
    guard hasFrequencies else {
      throw reader.bytes.invalid("frequencies in a field without any", at: start)
    }
    let form = try reader.integer(UInt8.self)
    reader.move(
      to: try ShortRun.decode(
        reader.bytes, at: reader.offset, first: form, count: count, into: frequencies))
    try increment(frequencies, count: count, reader.bytes, at: start)
  }

  // MARK: Parts

  private static func gaps(
    _ documents: IntegerBlock, count: Int, after previous: Int64, into gaps: IntegerBlock
  ) {
    // Modulo 2^32, which loses nothing: the documents ascend.
    var last = UInt32(truncatingIfNeeded: previous)
    for index in 0..<count {
      let document = documents[index]
      gaps[index] = document &- last &- 1
      last = document
    }
  }

  private static func sumGaps(
    _ block: IntegerBlock, count: Int, after previous: Int64, _ bytes: MappedBytes, at start: Int
  ) throws(FormatError) {
    try checkSum(block.sumGaps(count: count, after: previous), bytes, at: start)
  }

  private static func checkSum(
    _ last: Int64, _ bytes: MappedBytes, at start: Int
  ) throws(FormatError) {
    guard last < Int64(UInt32.max) else {
      throw bytes.invalid("doc ID \(last) out of range", at: start)
    }
  }

  private static func increment(
    _ block: IntegerBlock, count: Int, _ bytes: MappedBytes, at start: Int
  ) throws(FormatError) {
    guard block.increment(count: count) else {
      throw bytes.invalid("frequency out of range", at: start)
    }
  }
}
