/// The terms of a field in blocks of 32, each term as its difference from the one before;
/// "Term dictionary" in index-format.md.
enum TermDictionary {
  static let termsPerBlock = 32
  /// Lengths of keys from this on do not fit into the byte for both.
  static let longLength = 15

  /// Writes a dictionary and its index, from terms in ascending order of their bytes.
  struct Writer {
    private let hasPositions: Bool
    private(set) var dictionary = ByteWriter()
    private var removedByteCount = 0
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
    private var place = TermEntry.Place()

    init(hasPositions: Bool) {
      self.hasPositions = hasPositions
    }

    mutating func append(_ term: [UInt8], _ entry: TermEntry) {
      if inBlock == 0 {
        prefixes.integer(TermIndex.prefix(of: term.span))
        offsets.integer(UInt32(removedByteCount + dictionary.count))
        blockCount += 1
        blockPostings = entry.postings.lowerBound
        blockPositions = entry.positions.lowerBound
        place = TermEntry.Place()
        keys.varint(term.count)
        keys.append(term)
      } else {
        var shared = 0
        let limit = min(previous.count, term.count)
        while shared < limit, previous[shared] == term[shared] { shared += 1 }
        let count = term.count - shared
        keys.integer(
          UInt8(min(shared, TermDictionary.longLength) << 4 | min(count, TermDictionary.longLength))
        )
        if shared >= TermDictionary.longLength { keys.varint(shared - TermDictionary.longLength) }
        if count >= TermDictionary.longLength { keys.varint(count - TermDictionary.longLength) }
        keys.append(term.span.extracting(shared...))
      }
      entry.write(to: &entries, hasPositions: hasPositions, after: &place)
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

    /// Forgets the bytes of the dictionary so far, which are kept elsewhere.
    mutating func removeBytes() {
      removedByteCount += dictionary.count
      dictionary.removeAll()
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
    /// What the next entry goes on from.
    private(set) var place = TermEntry.Place()
    private(set) var keys: ByteReader
    private var entries: ByteReader

    init(_ dictionary: MappedBytes, at offset: Int, hasPositions: Bool) throws(FormatError) {
      self.hasPositions = hasPositions
      var reader = ByteReader(dictionary, at: offset)
      termCount = try reader.varint(atMost: TermDictionary.termsPerBlock, "terms in a block")
      place.postings = try reader.varint(atMost: Int.max, "postings offset")
      if hasPositions { place.positions = try reader.varint(atMost: Int.max, "positions offset") }
      let keysLength = try reader.varint(atMost: reader.remaining, "length of the keys")
      keys = ByteReader(try reader.slice(keysLength))
      entries = ByteReader(
        try dictionary.slice(
          at: reader.offset, count: reader.remaining, section: "term entry"))
      guard termCount > 0 else { throw dictionary.invalid("block without terms", at: offset) }
    }

    /// Reads the next entry; entries come in the order of the keys.
    mutating func nextEntry() throws(FormatError) -> TermEntry {
      try TermEntry(&entries, hasPositions: hasPositions, after: &place)
    }

    /// Reads the next key, whose predecessor is in `key`.
    mutating func nextKey(isFirst: Bool, _ key: inout [UInt8]) throws(FormatError) {
      let start = keys.offset
      let (shared, count) = try lengths(isFirst: isFirst)
      guard shared <= key.count else {
        throw keys.bytes.invalid("\(shared) bytes shared with \(key.count)", at: start)
      }
      let suffix = try keys.slice(count)
      if !isFirst {
        let first = try suffix.integer(UInt8.self, at: 0)
        guard shared == key.count || first > key[shared] else {
          throw keys.bytes.invalid("terms out of order", at: start)
        }
      }
      key.removeSubrange(shared...)
      for index in 0..<suffix.count { key.append(try suffix.integer(at: index)) }
    }

    /// Reads how many bytes of the next key are those of the one before, and how many follow.
    private mutating func lengths(isFirst: Bool) throws(FormatError) -> (shared: Int, count: Int) {
      let limit = TermDictionary.longLength
      guard !isFirst else {
        return (0, try keys.varint(atMost: keys.remaining, "length of a term"))
      }
      let both = try keys.integer(UInt8.self)
      var (shared, count) = (Int(both >> 4), Int(both & 15))
      if shared == limit { shared += try keys.varint(atMost: Int.max - limit, "length shared") }
      if count == limit { count += try keys.varint(atMost: keys.remaining, "length of a term") }
      return (shared, count)
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
        let (shared, count) = try lengths(isFirst: index == 0)
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
