/// The terms of a field in blocks of 16, each term as its difference from the one before;
/// "Term dictionary" in index-format.md.
enum TermDictionary {
  static let termsPerBlock = 16

  /// Writes a dictionary and its index, from terms in ascending order of their bytes.
  struct Writer {
    private let hasPositions: Bool
    private(set) var dictionary = ByteWriter()
    private var prefixes = ByteWriter()
    private var offsets = ByteWriter()
    private var termCount = 0
    private var blockCount = 0
    // The block that is being filled.
    private var keys = ByteWriter()
    private var entries = ByteWriter()
    private var previous: [UInt8] = []
    private var inBlock = 0
    private var blockPostings = 0
    private var blockPositions = 0

    init(hasPositions: Bool) {
      self.hasPositions = hasPositions
    }

    mutating func append(_ term: [UInt8], _ entry: TermEntry) {
      if inBlock == 0 {
        prefixes.integer(TermIndex.prefix(of: term.span))
        offsets.integer(UInt32(dictionary.count))
        blockCount += 1
        blockPostings = entry.postings.lowerBound
        blockPositions = entry.positions.lowerBound
        keys.varint(term.count)
        keys.append(term)
      } else {
        var shared = 0
        let limit = min(previous.count, term.count)
        while shared < limit, previous[shared] == term[shared] { shared += 1 }
        keys.varint(shared)
        keys.varint(term.count - shared)
        keys.append(term.span.extracting(shared...))
      }
      entry.write(to: &entries, hasPositions: hasPositions)
      // Not the array itself, which its owner goes on to fill.
      previous.removeAll(keepingCapacity: true)
      previous.append(contentsOf: term)
      termCount += 1
      inBlock += 1
      if inBlock == TermDictionary.termsPerBlock { endBlock() }
    }

    private mutating func endBlock() {
      guard inBlock > 0 else { return }
      dictionary.varint(inBlock)
      dictionary.varint(blockPostings)
      if hasPositions { dictionary.varint(blockPositions) }
      dictionary.varint(keys.count)
      dictionary.append(keys)
      dictionary.append(entries)
      keys.removeAll()
      entries.removeAll()
      inBlock = 0
    }

    /// - Returns: the bytes of the term index; those of the dictionary are in ``dictionary``.
    mutating func finish() -> ByteWriter {
      endBlock()
      var index = ByteWriter()
      index.integer(UInt64(termCount))
      index.integer(UInt32(blockCount))
      index.integer(UInt32(0))
      index.append(prefixes)
      index.append(offsets)
      return index
    }
  }

  /// A block of the dictionary, opened: its keys can be compared, its entries read.
  struct Block {
    private let hasPositions: Bool
    let termCount: Int
    /// Where the postings and positions of the next entry start.
    private(set) var postingsOffset: Int
    private(set) var positionsOffset = 0
    private(set) var keys: ByteReader
    private var entries: ByteReader

    init(_ dictionary: MappedBytes, at offset: Int, hasPositions: Bool) throws(FormatError) {
      self.hasPositions = hasPositions
      var reader = ByteReader(dictionary, at: offset)
      termCount = try reader.varint(atMost: TermDictionary.termsPerBlock, "terms in a block")
      postingsOffset = try reader.varint(atMost: Int.max, "postings offset")
      if hasPositions { positionsOffset = try reader.varint(atMost: Int.max, "positions offset") }
      let keysLength = try reader.varint(atMost: reader.remaining, "length of the keys")
      keys = ByteReader(try reader.slice(keysLength))
      entries = ByteReader(
        try dictionary.slice(
          at: reader.offset, count: reader.remaining, section: "term entry"))
      guard termCount > 0 else { throw dictionary.invalid("block without terms", at: offset) }
    }

    /// Reads the next entry; entries come in the order of the keys.
    mutating func nextEntry() throws(FormatError) -> TermEntry {
      try TermEntry(
        &entries, hasPositions: hasPositions, postingsOffset: &postingsOffset,
        positionsOffset: &positionsOffset)
    }

    /// Reads the next key, whose predecessor is in `key`.
    mutating func nextKey(isFirst: Bool, _ key: inout [UInt8]) throws(FormatError) {
      let start = keys.offset
      let shared = isFirst ? 0 : try keys.varint(atMost: key.count, "length shared")
      let suffix = try keys.slice(try keys.varint(atMost: keys.remaining, "length of a term"))
      if !isFirst {
        let first = try suffix.integer(UInt8.self, at: 0)
        guard shared == key.count || first > key[shared] else {
          throw keys.bytes.invalid("terms out of order", at: start)
        }
      }
      key.removeSubrange(shared...)
      for index in 0..<suffix.count { key.append(try suffix.integer(at: index)) }
    }

    /// The entry of `term`, or `nil` when the block does not have it.
    mutating func entry(for term: Span<UInt8>) throws(FormatError) -> TermEntry? {
      guard let index = try index(of: term) else { return nil }
      for _ in 0..<index { _ = try nextEntry() }
      return try nextEntry()
    }

    /// Compares without rebuilding the keys: only a key that shares exactly as much with its
    /// predecessor as the term does can decide.
    private mutating func index(of term: Span<UInt8>) throws(FormatError) -> Int? {
      var matched = 0
      for index in 0..<termCount {
        let shared = index == 0 ? 0 : try keys.varint(atMost: Int.max, "length shared")
        let count = try keys.varint(atMost: keys.remaining, "length of a term")
        let start = keys.offset
        try keys.skip(count)
        if shared > matched { continue }
        if shared < matched { return nil }
        var next = 0
        while next < count, matched < term.count,
          try keys.bytes.integer(UInt8.self, at: start + next) == term[matched]
        {
          next += 1
          matched += 1
        }
        if matched == term.count { return next == count ? index : nil }
        guard next < count else { continue }
        if try keys.bytes.integer(UInt8.self, at: start + next) > term[matched] { return nil }
      }
      return nil
    }
  }
}
