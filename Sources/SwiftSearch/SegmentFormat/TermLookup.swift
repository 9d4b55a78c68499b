/// Looking up one term without opening its block, which every word of every query needs.
///
/// These functions read what ``TermDictionary/Block`` reads, and nothing else. On damaged bytes
/// they give up, and the block says what is wrong.
extension TermDictionary {
  /// What a lookup found.
  enum Found {
    case entry(TermEntry)
    case nothing
    case damage
  }

  /// The head of a block, up to the keys.
  private struct Head {
    let termCount: Int
    var postingsOffset: Int
    var positionsOffset = 0
    let keysEnd: Int

    @inline(__always)
    init?(_ reader: inout SpanReader, hasPositions: Bool) {
      termCount = reader.varint()
      postingsOffset = reader.varint()
      if hasPositions { positionsOffset = reader.varint() }
      let keysLength = reader.varint()
      guard termCount > 0, termCount <= TermDictionary.termsPerBlock, postingsOffset >= 0,
        positionsOffset >= 0, keysLength >= 0, keysLength <= reader.remaining
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
      let skipped = TermEntry.read(
        &reader, hasPositions: hasPositions, &head.postingsOffset, &head.positionsOffset)
      guard skipped != nil else { return .damage }
    }
    let entry = TermEntry.read(
      &reader, hasPositions: hasPositions, &head.postingsOffset, &head.positionsOffset)
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
    var matched = 0
    for index in 0..<head.termCount {
      let shared = index == 0 ? 0 : reader.varint()
      let count = reader.varint()
      let start = reader.offset
      guard shared >= 0, count >= 0, start <= head.keysEnd, count <= head.keysEnd - start else {
        return SpanReader.damaged
      }
      reader.move(to: start + count)
      if shared > matched { continue }
      if shared < matched { return nil }
      var next = 0
      while next < count, matched < term.count, reader.byte(at: start + next) == term[matched] {
        next += 1
        matched += 1
      }
      if matched == term.count { return next == count ? index : nil }
      if next < count, reader.byte(at: start + next) > term[matched] { return nil }
    }
    return nil
  }

  /// Reads the keys of a block one after the other.
  struct Keys: ~Escapable {
    private var reader: SpanReader
    private let end: Int
    private var rest: Int
    private var isFirst = true

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
      let shared = isFirst ? 0 : reader.varint()
      isFirst = false
      let count = reader.varint()
      let start = reader.offset
      guard shared >= 0, count >= 0, start <= end, count <= end - start else {
        return (SpanReader.damaged, 0..<0)
      }
      reader.move(to: start + count)
      return (shared, start..<start + count)
    }

    /// The byte at `offset` of the dictionary, which is in a suffix.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 { UInt8(truncatingIfNeeded: reader.byte(at: offset)) }
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

extension TermEntry {
  /// Reads the next entry of a block; `nil` when it is damaged.
  ///
  /// - Parameters: as those of ``init(_:hasPositions:postingsOffset:positionsOffset:)``.
  @inline(__always)
  static func read(
    _ reader: inout SpanReader, hasPositions: Bool, _ postingsOffset: inout Int,
    _ positionsOffset: inout Int
  ) -> TermEntry? {
    let code = reader.varint()
    guard code >= 0, code <= Int(Int32.max) else { return nil }
    var entry = TermEntry(documentFrequency: max(code, 1))
    entry.postings = postingsOffset..<postingsOffset
    entry.positions = positionsOffset..<positionsOffset
    if code > 1 {
      guard let postings = range(reader.varint(), &postingsOffset) else { return nil }
      entry.postings = postings
      guard hasPositions else { return entry }
      guard let positions = range(reader.varint(), &positionsOffset) else { return nil }
      entry.positions = positions
      return entry
    }
    let document = reader.varint()
    guard document >= 0, document <= Int(Int32.max) else { return nil }
    entry.onlyDocument = UInt32(truncatingIfNeeded: document)
    guard hasPositions else { return code == 0 ? nil : entry }
    let value = reader.varint()
    guard value >= 0, value <= Int(UInt32.max) else { return nil }
    if code == 0 {
      entry.onlyPosition = UInt32(truncatingIfNeeded: value)
      return entry
    }
    guard value > 1, let positions = range(reader.varint(), &positionsOffset) else { return nil }
    entry.onlyFrequency = UInt32(truncatingIfNeeded: value)
    entry.positions = positions
    return entry
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
