/// Looking up one term without opening its block, which every word of every query needs.
///
/// These functions read what ``TermDictionary/Block`` reads, and of the entries before the one that
/// is looked for only where they end. On damaged bytes they give up, and the block says what is
/// wrong.
extension TermDictionary {
  /// What a lookup found.
  enum Found {
    case entry(TermEntry)
    case nothing
    case damage
  }

  /// The head of a block, up to the keys.
  struct Head {
    let termCount: Int
    var place = TermEntry.Place()
    let keysEnd: Int

    @inline(__always)
    init?(_ reader: inout SpanReader, hasPositions: Bool) {
      termCount = reader.varint()
      place.postings = reader.varint()
      if hasPositions { place.positions = reader.varint() }
      let keysLength = reader.varint()
      guard termCount > 0, termCount <= TermDictionary.termsPerBlock, place.postings >= 0,
        place.positions >= 0, keysLength >= 0, keysLength <= reader.remaining
      else { return nil }
      keysEnd = reader.offset + keysLength
    }
  }

  /// The entry of `term` in the block at `offset`.
  static func find(
    _ term: Span<UInt8>, inBlockAt offset: Int, of dictionary: RawSpan, hasPositions: Bool
  ) -> Found {
    var reader = SpanReader(dictionary, at: offset)
    guard var head = Head(&reader, hasPositions: hasPositions) else { return .damage }
    guard let index = index(of: term, &reader, head) else { return .nothing }
    guard index >= 0 else { return .damage }
    reader.move(to: head.keysEnd)
    for _ in 0..<index {
      // Most terms of a text are in one document, once, of which only the length matters here.
      if hasPositions, reader.skipPair() { continue }
      guard TermEntry.skip(&reader, hasPositions: hasPositions, after: &head.place) else {
        return .damage
      }
    }
    let entry = TermEntry.read(&reader, hasPositions: hasPositions, after: &head.place)
    return entry.map { .entry($0) } ?? .damage
  }

  /// Which term of the block is `term`, or ``SpanReader/damaged``.
  ///
  /// Compares without rebuilding the keys: only a key that shares exactly as much with its
  /// predecessor as the term does can decide.
  @inline(__always)
  private static func index(
    of term: Span<UInt8>, _ reader: inout SpanReader, _ head: Head
  ) -> Int? {
    var (index, matched) = (0, 0)
    var (shared, count) = reader.keyLengths(isFirst: true)
    var start = reader.offset
    while true {
      guard shared >= 0, count >= 0, count <= head.keysEnd &- start else {
        return SpanReader.damaged
      }
      let end = start &+ count
      if shared < matched { return nil }
      if shared == matched {
        while start < end, matched < term.count, reader.byte(at: start) == term[matched] {
          start &+= 1
          matched &+= 1
        }
        if matched == term.count { return start == end ? index : nil }
        if start < end, reader.byte(at: start) > term[matched] { return nil }
      }
      index &+= 1
      guard index < head.termCount else { return nil }
      (shared, count, start) = reader.keyLengths(behind: end)
    }
  }

  /// Reads the keys of a block one after the other.
  struct Keys: ~Escapable {
    private var reader: SpanReader
    private let end: Int
    private var rest: Int
    /// Where the key before ends; negative before the first.
    private var place = -1

    /// `nil` when the block is damaged.
    @_lifetime(copy dictionary)
    init?(ofBlockAt offset: Int, in dictionary: RawSpan, hasPositions: Bool) {
      var reader = SpanReader(dictionary, at: offset)
      guard let head = Head(&reader, hasPositions: hasPositions) else { return nil }
      self.reader = reader
      end = head.keysEnd
      rest = head.termCount
    }

    /// Moves on to the next key.
    ///
    /// - Returns: how many bytes it shares with the one before, and where the others are; a
    ///   number of ``SpanReader/damaged`` when it is damaged; `nil` after the last key.
    @inline(__always)
    mutating func next() -> (shared: Int, suffix: Range<Int>)? {
      guard rest > 0 else { return nil }
      rest &-= 1
      let (shared, count, start) = place < 0 ? firstLengths() : reader.keyLengths(behind: place)
      guard shared >= 0, count >= 0, count <= end &- start else {
        return (SpanReader.damaged, 0..<0)
      }
      place = start &+ count
      return (shared, start..<place)
    }

    private mutating func firstLengths() -> (shared: Int, count: Int, start: Int) {
      let (shared, count) = reader.keyLengths(isFirst: true)
      return (shared, count, reader.offset)
    }

    /// Makes a key of the one before and the bytes in which it differs.
    ///
    /// - Returns: whether it was possible.
    @inline(__always)
    func copy(_ suffix: Range<Int>, to key: KeyBuffer, behind shared: Int) -> Bool {
      reader.copy(suffix, to: key, behind: shared)
    }

    /// The byte at `offset` of the dictionary, which is in a suffix.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 { UInt8(truncatingIfNeeded: reader.byte(at: offset)) }
  }

  /// A bit for each key of a block that ends as `suffix` does; `nil` when the bytes are damaged.
  ///
  /// - Parameters:
  ///   - suffix: the last one of its bytes in the highest bits.
  ///   - suffixCount: how many bytes it has, 1 to 8.
  static func endings(
    ofBlockAt offset: Int, in dictionary: RawSpan, hasPositions: Bool, _ suffix: UInt64,
    count suffixCount: Int
  ) -> UInt32? {
    var reader = SpanReader(dictionary, at: offset)
    guard let head = Head(&reader, hasPositions: hasPositions) else { return nil }
    var rests = InlineArray<32, KeyRest>(repeating: KeyRest(shared: 0, start: 0))
    var found: UInt32 = 0
    var index = 0
    var (shared, count) = reader.keyLengths(isFirst: true)
    var start = reader.offset
    while true {
      guard shared >= 0, count >= 0, count <= head.keysEnd &- start else { return nil }
      rests[index] = KeyRest(shared: shared, start: start)
      let end = start &+ count
      let compared = min(count, suffixCount)
      let differing = reader.eight(endingAt: end) ^ suffix
      if compared == 0 || differing &>> UInt64(64 &- 8 &* compared) == 0,
        compared == suffixCount
          || sharesEnd(
            rests.span, index, reader, suffix << UInt64(8 &* compared), suffixCount &- compared)
      {
        found |= 1 &<< UInt32(index)
      }
      index &+= 1
      guard index < head.termCount else { return found }
      (shared, count, start) = reader.keyLengths(behind: end)
    }
  }

  /// How many bytes a key shares with the one before, and where the others begin.
  private struct KeyRest {
    var shared: Int
    var start: Int
  }

  /// Whether the bytes that a key shares with the one before end as `suffix` does.
  private static func sharesEnd(
    _ rests: Span<KeyRest>, _ index: Int, _ reader: borrowing SpanReader, _ suffix: UInt64,
    _ suffixCount: Int
  ) -> Bool {
    var (key, place, suffix) = (index - 1, rests[index].shared - 1, suffix)
    for _ in 0..<suffixCount {
      // The last key before that does not share the byte has it.
      while key >= 0, rests[key].shared > place { key -= 1 }
      guard key >= 0, place >= 0 else { return false }
      let rest = rests[key]
      guard reader.byte(at: rest.start + place - rest.shared) == Int(suffix >> 56) else {
        return false
      }
      suffix <<= 8
      place -= 1
    }
    return true
  }

  /// The order of the first term of the block at `offset`, compared with `term`: below 0, 0 or
  /// above; `nil` when the bytes are damaged.
  static func order(
    ofFirstTermAt offset: Int, in dictionary: RawSpan, hasPositions: Bool, to term: Span<UInt8>
  ) -> Int? {
    var reader = SpanReader(dictionary, at: offset)
    guard let head = Head(&reader, hasPositions: hasPositions) else { return nil }
    let count = reader.varint()
    let start = reader.offset
    guard count >= 0, start <= head.keysEnd, count <= head.keysEnd - start else { return nil }
    for index in 0..<min(count, term.count) {
      let difference = reader.byte(at: start + index) - Int(term[index])
      if difference != 0 { return difference }
    }
    return count - term.count
  }
}

extension SpanReader {
  /// How many bytes of a key are those of the one before, and how many follow; numbers of
  /// ``damaged`` where they are not there.
  @inline(__always)
  fileprivate mutating func keyLengths(isFirst: Bool) -> (shared: Int, count: Int) {
    guard !isFirst else { return (0, varint()) }
    let both = byte(at: offset)
    move(to: offset + 1)
    let (shared, count) = (both >> 4, both & 15)
    guard shared == TermDictionary.longLength || count == TermDictionary.longLength else {
      return (shared, count)
    }
    return longKeyLengths(shared, count)
  }

  /// The same of the key behind one that ends at `end`, and where its bytes begin.
  @inline(__always)
  fileprivate mutating func keyLengths(
    behind end: Int
  ) -> (shared: Int, count: Int, start: Int) {
    let both = byte(at: end)
    let (shared, count) = (both >> 4, both & 15)
    guard shared == TermDictionary.longLength || count == TermDictionary.longLength else {
      return (shared, count, end &+ 1)
    }
    move(to: end)
    let long = keyLengths(isFirst: false)
    return (long.shared, long.count, offset)
  }

  @inline(never)
  private mutating func longKeyLengths(_ shared: Int, _ count: Int) -> (shared: Int, count: Int) {
    var result = (shared, count)
    if shared == TermDictionary.longLength {
      let more = varint()
      result.0 = more < 0 ? Self.damaged : shared + more
    }
    if count == TermDictionary.longLength {
      let more = varint()
      result.1 = more < 0 ? Self.damaged : count + more
    }
    return result
  }
}

extension TermEntry {
  /// Reads the next entry of a block; `nil` when it is damaged.
  ///
  /// - Parameters: as those of ``init(_:hasPositions:after:)``.
  @inline(__always)
  static func read(
    _ reader: inout SpanReader, hasPositions: Bool, after place: inout Place
  ) -> TermEntry? {
    let head = reader.varint()
    guard head >= 0 else { return nil }
    var entry = TermEntry(documentFrequency: 1)
    entry.postings = place.postings..<place.postings
    entry.positions = place.positions..<place.positions
    if head & 1 != 0, head > 1 {
      entry.documentFrequency = head / 2 + 1
      guard entry.documentFrequency <= Int(Int32.max),
        let postings = range(reader.varint(), &place.postings)
      else { return nil }
      entry.postings = postings
      guard hasPositions else { return entry }
      guard let positions = range(reader.varint(), &place.positions) else { return nil }
      entry.positions = positions
      return entry
    }
    guard hasPositions else {
      guard head != 1, let only = only(document(head / 2, from: place.document)) else { return nil }
      entry.onlyDocument = only
      place.document = only
      return entry
    }
    guard let only = only(head == 1 ? reader.varint() : head / 2) else { return nil }
    entry.onlyDocument = only
    let value = reader.varint()
    guard value >= 0, value <= Int(UInt32.max) else { return nil }
    if head != 1 {
      entry.onlyPosition = UInt32(truncatingIfNeeded: value)
      return entry
    }
    guard value > 1, let positions = range(reader.varint(), &place.positions) else { return nil }
    entry.onlyFrequency = UInt32(truncatingIfNeeded: value)
    entry.positions = positions
    return entry
  }

  /// Passes over the next entry of a block; false when it is damaged so that what follows it
  /// cannot be found.
  ///
  /// - Parameters: as those of ``init(_:hasPositions:after:)``.
  static func skip(
    _ reader: inout SpanReader, hasPositions: Bool, after place: inout Place
  ) -> Bool {
    let head = reader.varint()
    guard head >= 0 else { return false }
    if head & 1 != 0, head > 1 {
      guard range(reader.varint(), &place.postings) != nil else { return false }
      return !hasPositions || range(reader.varint(), &place.positions) != nil
    }
    guard hasPositions else {
      guard head != 1, let only = only(document(head / 2, from: place.document)) else {
        return false
      }
      place.document = only
      return true
    }
    guard head == 1 else { return reader.varint() >= 0 }
    return reader.varint() >= 0 && reader.varint() >= 0
      && range(reader.varint(), &place.positions) != nil
  }

  @inline(__always)
  private static func only(_ document: Int) -> UInt32? {
    document >= 0 && document <= Int(Int32.max) ? UInt32(truncatingIfNeeded: document) : nil
  }

  @inline(__always)
  private static func range(_ count: Int, _ offset: inout Int) -> Range<Int>? {
    guard count >= 0, count <= Int(UInt32.max) else { return nil }
    let (end, overflow) = offset.addingReportingOverflow(count)
    guard !overflow else { return nil }
    defer { offset = end }
    return offset..<end
  }
}
