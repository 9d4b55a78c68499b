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
  /// What is known of one term. Offsets are into the arena.
  private struct Term {
    var key: UInt32
    var keyCount: UInt16
    var field: UInt16
    var firstChunk: UInt32
    /// Where the next byte goes, and where the chunk ends.
    var next: UInt32
    var end: UInt32
    var chunkSize: UInt32
    var lastDocument: UInt32
    var lastPosition: UInt32
    var documentFrequency: UInt32
  }

  private static let firstChunkSize: UInt32 = 12
  private static let lastChunkSize: UInt32 = 1 << 14
  /// The end of a chunk holds the offset of the next one.
  private static let linkSize: UInt32 = 4

  private var arena = ByteArena()
  private var terms: UnsafeMutablePointer<Term>
  private var termCapacity = 1 << 10
  private(set) var termCount = 0
  /// Open addressing: the upper half of a slot is part of the hash, the lower half the number of
  /// the term plus one, and 0 is an empty slot.
  private var slots: UnsafeMutablePointer<UInt64>
  private var slotMask = (1 << 12) - 1

  init() {
    unsafe terms = .allocate(capacity: termCapacity)
    unsafe slots = .allocate(capacity: slotMask + 1)
    unsafe slots.initialize(repeating: 0, count: slotMask + 1)
  }

  deinit {
    unsafe terms.deallocate()
    unsafe slots.deallocate()
  }

  /// The bytes of memory in use.
  var byteCount: Int {
    arena.count + termCapacity * MemoryLayout<Term>.stride + (slotMask + 1) * 8
  }

  // MARK: Adding

  /// Adds an occurrence. Documents do not descend; within a document, neither do the positions.
  ///
  /// - Returns: the document that had the term last, if this is not the first occurrence.
  @inline(__always)
  @discardableResult
  mutating func append(
    _ term: Span<UInt8>, field: UInt16, document: UInt32, position: UInt32
  ) -> UInt32? {
    let number = find(term, field: field)
    let state = unsafe terms + number
    let isFirst = unsafe state.pointee.documentFrequency == 0
    let last = unsafe state.pointee.lastDocument
    if isFirst || last != document {
      // A document's first occurrence is an odd number, the gap; its position follows.
      let gap = UInt64(isFirst ? document : document - last)
      append(gap << 1 | 1, to: number)
      append(UInt64(position), to: number)
      unsafe (terms + number).pointee.lastDocument = document
      unsafe (terms + number).pointee.documentFrequency += 1
    } else {
      append(UInt64(position - (unsafe state.pointee.lastPosition)) << 1, to: number)
    }
    unsafe (terms + number).pointee.lastPosition = position
    return isFirst ? nil : last
  }

  @inline(__always)
  private mutating func append(_ value: UInt64, to number: Int) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80, to: number)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest), to: number)
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8, to number: Int) {
    let state = unsafe terms + number
    if unsafe state.pointee.next == state.pointee.end { growList(number) }
    unsafe arena.base.storeBytes(
      of: byte, toByteOffset: Int(state.pointee.next), as: UInt8.self)
    unsafe state.pointee.next += 1
  }

  private mutating func growList(_ number: Int) {
    let state = unsafe terms + number
    let size = unsafe min(state.pointee.chunkSize * 2, Self.lastChunkSize)
    let chunk = arena.allocate(Int(size + Self.linkSize))
    unsafe arena.base.storeBytes(
      of: chunk, toByteOffset: Int(state.pointee.end), as: UInt32.self)
    unsafe state.pointee.next = chunk
    unsafe state.pointee.end = chunk + size
    unsafe state.pointee.chunkSize = size
  }

  // MARK: Finding terms

  /// The document that had the term last, or `nil` when none has it.
  func lastDocument(_ term: Span<UInt8>, field: UInt16) -> UInt32? {
    let hash = Self.hash(term, field: field)
    let slot = probe(term, field: field, hash: hash)
    let entry = unsafe slots[slot]
    guard entry != 0 else { return nil }
    return unsafe terms[Int(entry & 0xFFFF_FFFF) - 1].lastDocument
  }

  @inline(__always)
  private mutating func find(_ term: Span<UInt8>, field: UInt16) -> Int {
    let hash = Self.hash(term, field: field)
    let slot = probe(term, field: field, hash: hash)
    let entry = unsafe slots[slot]
    if entry != 0 { return Int(entry & 0xFFFF_FFFF) - 1 }
    return insert(term, field: field, hash: hash, slot: slot)
  }

  /// The slot of the term, or the empty one where it belongs.
  @inline(__always)
  private func probe(_ term: Span<UInt8>, field: UInt16, hash: UInt64) -> Int {
    let tag = hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & slotMask
    while true {
      let entry = unsafe slots[slot]
      if entry == 0 { return slot }
      if entry >> 32 == tag, isTerm(Int(entry & 0xFFFF_FFFF) - 1, term, field) { return slot }
      slot = (slot + 1) & slotMask
    }
  }

  @inline(__always)
  private func isTerm(_ number: Int, _ term: Span<UInt8>, _ field: UInt16) -> Bool {
    let state = unsafe terms + number
    guard unsafe Int(state.pointee.keyCount) == term.count, unsafe state.pointee.field == field
    else { return false }
    let key = unsafe UnsafeRawPointer(arena.base) + Int(state.pointee.key)
    return unsafe term.withUnsafeBytes { bytes in
      guard let other = bytes.baseAddress else { return true }
      return unsafe areEqual(key, other, bytes.count)
    }
  }

  private mutating func insert(
    _ term: Span<UInt8>, field: UInt16, hash: UInt64, slot: Int
  ) -> Int {
    if termCount == termCapacity { growTerms() }
    let number = termCount
    termCount += 1
    let key = arena.allocate(term.count)
    unsafe term.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (arena.base + Int(key)).copyMemory(from: start, byteCount: bytes.count)
    }
    let chunk = arena.allocate(Int(Self.firstChunkSize + Self.linkSize))
    unsafe (terms + number).initialize(
      to: Term(
        key: key, keyCount: UInt16(term.count), field: field, firstChunk: chunk, next: chunk,
        end: chunk + Self.firstChunkSize, chunkSize: Self.firstChunkSize, lastDocument: 0,
        lastPosition: 0, documentFrequency: 0))
    unsafe slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    if termCount * 2 > slotMask { growSlots() }
    return number
  }

  private mutating func growTerms() {
    let larger = UnsafeMutablePointer<Term>.allocate(capacity: termCapacity * 2)
    unsafe larger.moveInitialize(from: terms, count: termCount)
    unsafe terms.deallocate()
    unsafe terms = larger
    termCapacity *= 2
  }

  private mutating func growSlots() {
    let mask = (slotMask + 1) * 2 - 1
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: mask + 1)
    unsafe larger.initialize(repeating: 0, count: mask + 1)
    for number in 0..<termCount {
      let hash = hash(ofTerm: number)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while unsafe larger[slot] != 0 { slot = (slot + 1) & mask }
      unsafe larger[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    }
    unsafe slots.deallocate()
    unsafe slots = larger
    slotMask = mask
  }

  private func hash(ofTerm number: Int) -> UInt64 {
    let state = unsafe terms[number]
    let key = unsafe Span<UInt8>(
      _unsafeStart: UnsafePointer(
        (arena.base + Int(state.key)).assumingMemoryBound(to: UInt8.self)),
      count: Int(state.keyCount))
    return Self.hash(key, field: state.field)
  }

  /// Multiplies eight bytes at a time; the quality that an open table needs, not that of a
  /// cryptographic hash. The seed differs from process to process, against chosen collisions.
  @inline(__always)
  private static func hash(_ term: Span<UInt8>, field: UInt16) -> UInt64 {
    unsafe term.withUnsafeBytes { bytes in
      let count = bytes.count
      var hash = seed ^ UInt64(field) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
      if count >= 8 {
        var index = 0
        while index < count - 8 {
          let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          hash = mix(hash ^ word)
          index += 8
        }
        // The last word overlaps the one before it, which saves a loop over single bytes.
        return mix(
          hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)))
      }
      var rest: UInt64 = 0
      if count >= 4 {
        let first = unsafe bytes.loadUnaligned(as: UInt32.self)
        let last = unsafe bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
        rest = UInt64(first) << 32 | UInt64(last)
      } else if count > 0 {
        let middle = unsafe bytes[count / 2]
        rest = unsafe UInt64(bytes[0]) << 16 | UInt64(middle) << 8 | UInt64(bytes[count - 1])
      }
      return mix(hash ^ rest)
    }
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  private static let seed = UInt64.random(in: .min ... .max)
}

// MARK: - Reading

extension OccurrenceBuffer {
  /// The numbers of all terms, by field and then in the order of their bytes.
  func sortedTerms() -> [UInt32] {
    var order = (0..<UInt32(termCount)).map { number in
      let state = unsafe terms[Int(number)]
      return (field: state.field, prefix: prefix(Int(number)), number: number)
    }
    order.sort { left, right in
      if left.field != right.field { return left.field < right.field }
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      return precedes(Int(left.number), Int(right.number))
    }
    return order.map(\.number)
  }

  private func prefix(_ number: Int) -> UInt64 {
    let state = unsafe terms[number]
    var prefix: UInt64 = 0
    for index in 0..<8 {
      let byte =
        index < Int(state.keyCount)
        ? unsafe arena.base.load(fromByteOffset: Int(state.key) + index, as: UInt8.self) : 0
      prefix = prefix << 8 | UInt64(byte)
    }
    return prefix
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = unsafe (terms[left], terms[right])
    for index in 0..<Int(min(first.keyCount, second.keyCount)) {
      let one = unsafe arena.base.load(fromByteOffset: Int(first.key) + index, as: UInt8.self)
      let other = unsafe arena.base.load(fromByteOffset: Int(second.key) + index, as: UInt8.self)
      if one != other { return one < other }
    }
    return first.keyCount < second.keyCount
  }

  func field(ofTerm number: UInt32) -> UInt16 {
    precondition(number < termCount)
    return unsafe terms[Int(number)].field
  }

  func documentFrequency(ofTerm number: UInt32) -> Int {
    precondition(number < termCount)
    return Int(unsafe terms[Int(number)].documentFrequency)
  }

  func bytes(ofTerm number: UInt32, into key: inout [UInt8]) {
    precondition(number < termCount)
    let state = unsafe terms[Int(number)]
    key.removeAll(keepingCapacity: true)
    unsafe key.append(
      contentsOf: UnsafeRawBufferPointer(
        start: arena.base + Int(state.key), count: Int(state.keyCount)))
  }

  /// Reads the occurrences of a term in the order in which they were added.
  func occurrences(ofTerm number: UInt32) -> OccurrenceIterator {
    precondition(number < termCount)
    let state = unsafe terms[Int(number)]
    return OccurrenceIterator(
      next: state.firstChunk, chunkEnd: state.firstChunk + Self.firstChunkSize,
      chunkSize: Self.firstChunkSize, end: state.next)
  }

  /// Where the reading of a term's occurrences stands.
  struct OccurrenceIterator {
    fileprivate var next: UInt32
    fileprivate var chunkEnd: UInt32
    fileprivate var chunkSize: UInt32
    fileprivate let end: UInt32
    fileprivate(set) var document: UInt32 = 0
    fileprivate(set) var position: UInt32 = 0
    fileprivate var isFirst = true

    fileprivate init(next: UInt32, chunkEnd: UInt32, chunkSize: UInt32, end: UInt32) {
      self.next = next
      self.chunkEnd = chunkEnd
      self.chunkSize = chunkSize
      self.end = end
    }
  }

  /// Moves on to the next occurrence.
  ///
  /// - Returns: whether it is the first one of its document, or `nil` at the end.
  @inline(__always)
  func advance(_ iterator: inout OccurrenceIterator) -> Bool? {
    guard iterator.next != iterator.end else { return nil }
    let value = number(&iterator)
    guard value & 1 == 1 else {
      iterator.position += UInt32(truncatingIfNeeded: value >> 1)
      return false
    }
    let gap = UInt32(truncatingIfNeeded: value >> 1)
    iterator.document = iterator.isFirst ? gap : iterator.document + gap
    iterator.isFirst = false
    iterator.position = UInt32(truncatingIfNeeded: number(&iterator))
    return true
  }

  @inline(__always)
  private func number(_ iterator: inout OccurrenceIterator) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = byte(&iterator)
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  @inline(__always)
  private func byte(_ iterator: inout OccurrenceIterator) -> UInt8 {
    if iterator.next == iterator.chunkEnd {
      let chunk = unsafe arena.base.loadUnaligned(
        fromByteOffset: Int(iterator.chunkEnd), as: UInt32.self)
      iterator.chunkSize = min(iterator.chunkSize * 2, Self.lastChunkSize)
      iterator.next = chunk
      iterator.chunkEnd = chunk + iterator.chunkSize
    }
    let byte = unsafe arena.base.load(fromByteOffset: Int(iterator.next), as: UInt8.self)
    iterator.next += 1
    return byte
  }
}

/// Terms are short: comparing words beats a call of the C library.
@inline(__always)
private func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  var index = 0
  while count - index >= 8 {
    let one = unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let other = unsafe right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if one != other { return false }
    index += 8
  }
  while index < count {
    if unsafe left.load(fromByteOffset: index, as: UInt8.self)
      != right.load(fromByteOffset: index, as: UInt8.self)
    {
      return false
    }
    index += 1
  }
  return true
}
