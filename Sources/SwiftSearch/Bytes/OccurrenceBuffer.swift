/// The inverted index of documents that are not in a segment yet: for each term of each field the
/// documents and positions where it occurs.
///
/// Each term has a list of bytes in an arena, in chunks of growing size, so that adding an
/// occurrence appends two or three bytes and allocates nothing. The structure is that of Lucene's
/// indexing chain and of Heinz and Zobel, "Efficient Single-Pass Index Construction for Text
/// Databases" (2003).
///
/// Unchecked `Sendable`: it cannot be copied, so it is in one place at a time.
@safe struct OccurrenceBuffer: ~Copyable, @unchecked Sendable {
  /// What is known of a term. Its bytes follow in the arena, and then its first chunk, so that all
  /// of a rare term is close together. A term is known by the place of its record.
  struct Record {
    /// Where the chunk is that bytes are added to, and how many of its bytes are used.
    var chunk: UInt32
    var used: UInt16 = 0
    var chunkSize: UInt16
    var lastDocument: UInt32 = 0
    var lastPosition: UInt32 = 0
    var documentFrequency: UInt32 = 0
    var keyCount: UInt16
    var field: UInt16

    static let byteCount = 24
  }

  static let firstChunkSize = 12
  static let lastChunkSize = 1 << 14
  /// The end of a chunk holds the place of the next one.
  static let linkSize = 4

  private(set) var arena = ByteArena()
  private(set) var slots = TermSlots()
  private var waiting = WaitingTerms()
  private let hash = TermHash()
  // What the occurrences belong to that wait.
  private var field: UInt16 = 0
  private var document: UInt32 = 0
  private var mixture: UInt32 = 0

  var termCount: Int { slots.count }

  init() {
    // There is something at 0, where no term is.
    let start = arena.allocate(Record.byteCount + Self.linkSize)
    unsafe record(start).initialize(to: Record(chunk: 0, chunkSize: 0, keyCount: 0, field: 0))
  }

  /// The bytes of memory in use.
  var byteCount: Int { arena.count + slots.byteCount }

  @inline(__always)
  func record(_ term: UInt32) -> UnsafeMutablePointer<Record> {
    unsafe arena.address(term).assumingMemoryBound(to: Record.self)
  }

  // MARK: Adding

  /// Adds an occurrence. Documents do not descend; within a document, neither do the positions.
  ///
  /// - Returns: the document that had the term last, if this is not the first occurrence.
  @discardableResult
  mutating func append(
    _ term: Span<UInt8>, field: UInt16, document: UInt32, position: UInt32
  ) -> UInt32? {
    settle()
    return unsafe term.withUnsafeBytes { bytes in
      let word = unsafe hash.word(of: bytes)
      let code = hash(word: word, count: bytes.count, field: field)
      let term = unsafe find(bytes, word: word, code, field: field)
      let isNew = unsafe record(term).pointee.documentFrequency == 0
      let last = unsafe record(term).pointee.lastDocument
      append(to: term, document: document, position: position)
      return isNew ? nil : last
    }
  }

  /// Says where the occurrences belong that are given to ``collect(_:position:)``.
  mutating func begin(field: UInt16, document: UInt32) {
    settle()
    self.field = field
    self.document = document
  }

  /// Takes an occurrence of a term of at most 255 bytes, to be added with the next ones.
  @inline(__always)
  mutating func collect(_ term: Span<UInt8>, position: UInt32) {
    unsafe term.withUnsafeBytes { bytes in
      let word = unsafe hash.word(of: bytes)
      guard bytes.count > 8 else {
        return collect(word: word, count: bytes.count, position: position)
      }
      precondition(bytes.count <= WaitingTerms.longestTerm)
      if waiting.isFull { settle() }
      let code = hash(word: word, count: bytes.count, field: field)
      unsafe waiting.append(bytes, word: word, hash: code, position: position)
    }
  }

  /// Takes an occurrence of a term of at most eight bytes.
  ///
  /// - Parameter word: the bytes, the first in the lowest bits, with zeros behind them.
  @inline(__always)
  mutating func collect(word: UInt64, count: Int, position: UInt32) {
    if waiting.isFull { settle() }
    waiting.append(
      word: word, count: count, hash: hash(word: word, count: count, field: field),
      position: position)
  }

  /// Adds what was collected.
  @inline(never)
  mutating func settle() {
    // Nothing comes of these loads but that what they load is near when it is needed.
    let count = waiting.count
    let (entries, places) = unsafe (waiting.entries, waiting.places)
    for index in 0..<count { unsafe places[index] = slots.firstRecord(entries[index].hash) }
    for index in 0..<count { unsafe places[index] = touch(places[index]) }
    for index in 0..<count {
      let byte = unsafe arena.address(places[index]).load(as: UInt8.self)
      mixture ^= UInt32(byte)
    }
    for index in 0..<count {
      let entry = unsafe entries[index]
      let bytes = unsafe UnsafeRawBufferPointer(
        start: waiting.bytes + Int(entry.start), count: Int(entry.count))
      let term = unsafe find(bytes, word: entry.word, entry.hash, field: field)
      append(to: term, document: document, position: entry.position)
    }
    waiting.removeAll()
  }

  /// Loads the record of a term and the beginning of its key, which may not be in one line of the
  /// cache.
  ///
  /// - Returns: the place of the next byte, rounded down.
  @inline(__always)
  private mutating func touch(_ term: UInt32) -> UInt32 {
    let state = unsafe record(term)
    let byte = unsafe UnsafeRawPointer(state).load(
      fromByteOffset: Record.byteCount, as: UInt8.self)
    mixture ^= UInt32(byte)
    return unsafe state.pointee.chunk &+ UInt32(state.pointee.used >> 2)
  }

  @inline(__always)
  private mutating func append(to term: UInt32, document: UInt32, position: UInt32) {
    let state = unsafe record(term)
    let frequency = unsafe state.pointee.documentFrequency
    let (last, lastPosition) = unsafe (state.pointee.lastDocument, state.pointee.lastPosition)
    // A document's first occurrence is an odd number, the gap; its position follows. Which one it
    // is cannot be predicted, so that both are made, without a branch.
    let isFirst: UInt32 = (frequency == 0 ? 1 : 0) | (last != document ? 1 : 0)
    let mask = 0 &- isFirst
    let before = lastPosition ^ ((lastPosition ^ last) & mask)
    let distance = (position ^ ((position ^ document) & mask)) - before
    let value = UInt64(distance) << 1 | UInt64(isFirst)
    let head = ShortVarint(value)
    let tail = ShortVarint(UInt64(position))
    let count = head.count &+ (tail.count & mask)
    let used = unsafe state.pointee.used
    let room = unsafe UInt32(state.pointee.chunkSize &- used)
    unsafe state.pointee.lastDocument = document
    unsafe state.pointee.lastPosition = position
    unsafe state.pointee.documentFrequency = frequency &+ isFirst
    if (value | UInt64(position)) >> 28 == 0, max(count, UInt32(Self.linkSize)) <= room {
      // Eight bytes at once; what is too much lies in the link, which is made later.
      unsafe arena.address(state.pointee.chunk).storeBytes(
        of: (head.bytes | tail.bytes &<< UInt64(8 &* head.count)).littleEndian,
        toByteOffset: Int(used), as: UInt64.self)
      unsafe state.pointee.used = used &+ UInt16(truncatingIfNeeded: count)
    } else {
      appendSlowly(value, position: isFirst == 1 ? position : nil, to: term)
    }
  }

  @inline(never)
  private mutating func appendSlowly(_ value: UInt64, position: UInt32?, to term: UInt32) {
    append(value, to: term)
    if let position { append(UInt64(position), to: term) }
  }

  private mutating func append(_ value: UInt64, to term: UInt32) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80, to: term)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest), to: term)
  }

  private mutating func append(_ byte: UInt8, to term: UInt32) {
    if unsafe record(term).pointee.used == record(term).pointee.chunkSize { growList(term) }
    let state = unsafe record(term)
    unsafe arena.address(state.pointee.chunk).storeBytes(
      of: byte, toByteOffset: Int(state.pointee.used), as: UInt8.self)
    unsafe state.pointee.used += 1
  }

  private mutating func growList(_ term: UInt32) {
    let size = unsafe Self.sizeOfChunk(after: Int(record(term).pointee.chunkSize))
    let chunk = arena.allocate(size + Self.linkSize)
    let state = unsafe record(term)
    unsafe arena.address(state.pointee.chunk).storeBytes(
      of: chunk, toByteOffset: Int(state.pointee.chunkSize), as: UInt32.self)
    unsafe state.pointee.chunk = chunk
    unsafe state.pointee.used = 0
    unsafe state.pointee.chunkSize = UInt16(size)
  }

  static func sizeOfChunk(after size: Int) -> Int { min(size * 2, lastChunkSize) }

  /// The first chunk follows the key.
  static func firstChunk(of term: UInt32, keyCount: Int) -> UInt32 {
    term + UInt32((Record.byteCount + keyCount + 3) / 4)
  }

  // MARK: Finding terms

  /// The document that had the term last, or `nil` when none has it.
  mutating func lastDocument(_ term: Span<UInt8>, field: UInt16) -> UInt32? {
    settle()
    return unsafe term.withUnsafeBytes { bytes in
      let word = unsafe hash.word(of: bytes)
      let code = hash(word: word, count: bytes.count, field: field)
      let term = slots.find(code) { unsafe isTerm($0, bytes, word, field) }.record
      return term == 0 ? nil : unsafe record(term).pointee.lastDocument
    }
  }

  @inline(__always)
  private mutating func find(
    _ bytes: UnsafeRawBufferPointer, word: UInt64, _ hash: UInt32, field: UInt16
  ) -> UInt32 {
    let (slot, term) = slots.find(hash) { unsafe isTerm($0, bytes, word, field) }
    return term == 0 ? unsafe insert(bytes, hash, field: field, slot: slot) : term
  }

  @inline(__always)
  private func isTerm(
    _ term: UInt32, _ bytes: UnsafeRawBufferPointer, _ word: UInt64, _ field: UInt16
  ) -> Bool {
    let state = unsafe record(term)
    guard unsafe Int(state.pointee.keyCount) == bytes.count, unsafe state.pointee.field == field
    else { return false }
    let key = unsafe UnsafeRawPointer(arena.address(term) + Record.byteCount)
    if bytes.count <= 8 {
      // A chunk follows the key, so that eight bytes can be loaded.
      let differing = unsafe UInt64(littleEndian: key.loadUnaligned(as: UInt64.self)) ^ word
      return bytes.count == 8 ? differing == 0 : differing << UInt64(64 - 8 * bytes.count) == 0
    }
    guard let other = bytes.baseAddress else { return false }
    return unsafe areEqual(key, other, bytes.count)
  }

  @inline(never)
  private mutating func insert(
    _ bytes: UnsafeRawBufferPointer, _ hash: UInt32, field: UInt16, slot: Int
  ) -> UInt32 {
    let chunk = Self.firstChunk(of: 0, keyCount: bytes.count)
    let term = arena.allocate(ByteArena.offset(chunk) + Self.firstChunkSize + Self.linkSize)
    if let start = bytes.baseAddress {
      unsafe (arena.address(term) + Record.byteCount).copyMemory(
        from: start, byteCount: bytes.count)
    }
    unsafe record(term).initialize(
      to: Record(
        chunk: term + chunk, chunkSize: UInt16(Self.firstChunkSize),
        keyCount: UInt16(bytes.count), field: field))
    slots.insert(hash, record: term, into: slot)
    return term
  }
}

/// Whether `count` bytes, more than eight, are the same. Terms are short: comparing words beats a
/// call of the C library.
private func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  let last = count &- 8
  var index = 0
  while index < last {
    let one = unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let other = unsafe right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if one != other { return false }
    index &+= 8
  }
  // The last word overlaps the one before it, which saves a loop over single bytes.
  return unsafe left.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    == right.loadUnaligned(fromByteOffset: last, as: UInt64.self)
}
