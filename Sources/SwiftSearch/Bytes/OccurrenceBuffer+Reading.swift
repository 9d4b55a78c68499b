extension OccurrenceBuffer {
  func field(ofTerm term: UInt32) -> UInt16 {
    check(term)
    return unsafe record(term).pointee.field
  }

  func documentFrequency(ofTerm term: UInt32) -> Int {
    check(term)
    return Int(unsafe record(term).pointee.documentFrequency)
  }

  func bytes(ofTerm term: UInt32, into key: inout [UInt8]) {
    check(term)
    key.removeAll(keepingCapacity: true)
    unsafe key.append(
      contentsOf: UnsafeRawBufferPointer(
        start: arena.address(term) + Record.byteCount, count: Int(record(term).pointee.keyCount)))
  }

  /// Loads what of the terms is read first, so that it is near when they are read in turn.
  ///
  /// - Returns: nothing that means anything, but the loads are for it.
  func touch(_ terms: ArraySlice<UInt32>) -> UInt32 {
    var mixture: UInt32 = 0
    for term in terms {
      check(term)
      mixture ^= unsafe record(term).pointee.chunk
      // Somewhere in the first chunk, which is behind the key.
      mixture ^= unsafe UInt32(
        arena.address(term).load(
          fromByteOffset: Record.byteCount + Self.firstChunkSize, as: UInt8.self))
    }
    return mixture
  }

  private func check(_ term: UInt32) {
    precondition(ByteArena.offset(term) + Record.byteCount <= arena.count)
  }

  /// Reads the occurrences of a term in the order in which they were added.
  func occurrences(ofTerm term: UInt32) -> OccurrenceIterator {
    check(term)
    let state = unsafe record(term).pointee
    let start = ByteArena.offset(Self.firstChunk(of: term, keyCount: Int(state.keyCount)))
    return OccurrenceIterator(
      next: start, chunkEnd: start + Self.firstChunkSize, chunkSize: Self.firstChunkSize,
      end: ByteArena.offset(state.chunk) + Int(state.used))
  }

  /// Where the reading of a term's occurrences stands.
  struct OccurrenceIterator {
    // In bytes from the start of the arena.
    fileprivate var next: Int
    fileprivate var chunkEnd: Int
    fileprivate var chunkSize: Int
    fileprivate let end: Int
    fileprivate(set) var document: UInt32 = 0
    fileprivate(set) var position: UInt32 = 0

    fileprivate init(next: Int, chunkEnd: Int, chunkSize: Int, end: Int) {
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
    iterator.document += UInt32(truncatingIfNeeded: value >> 1)
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
        fromByteOffset: iterator.chunkEnd, as: UInt32.self)
      iterator.chunkSize = Self.sizeOfChunk(after: iterator.chunkSize)
      iterator.next = ByteArena.offset(chunk)
      iterator.chunkEnd = iterator.next + iterator.chunkSize
    }
    let byte = unsafe arena.base.load(fromByteOffset: iterator.next, as: UInt8.self)
    iterator.next += 1
    return byte
  }

  // MARK: Many at a time

  /// Reads occurrences until `run` has `limit` of them, or the term no more.
  func read(_ iterator: inout OccurrenceIterator, limit: Int, into run: OccurrenceRun) {
    precondition(limit <= OccurrenceRun.capacity)
    run.removeAll()
    while run.count < limit, iterator.next != iterator.end {
      readChunk(&iterator, limit: limit, into: run)
      guard run.count < limit else { return }
      // What the end of the chunk cuts, or what is too close to it.
      let before = iterator.position
      guard let isFirst = advance(&iterator) else { return }
      run.append(
        isFirst, document: iterator.document,
        distance: isFirst ? iterator.position : iterator.position - before)
    }
  }

  /// Reads the occurrences that are a whole in this chunk, but for the last few bytes.
  private func readChunk(
    _ iterator: inout OccurrenceIterator, limit: Int, into run: OccurrenceRun
  ) {
    let chunkEnd = iterator.chunkEnd
    // Eight bytes can be loaded here, for a link lies behind the chunk.
    let lastLoad = chunkEnd &- 8 &+ Self.linkSize
    let end = iterator.end
    let isLastChunk = end >= iterator.next && end <= chunkEnd
    let stop = isLastChunk ? min(lastLoad &+ 1, end) : lastLoad &+ 1
    let base = UnsafeRawPointer(unsafe arena.base)
    var next = iterator.next
    var (document, position) = (iterator.document, iterator.position)
    var (count, documentCount) = (run.count, run.documentCount)
    let distances = unsafe run.distances.start
    let (documents, starts) = unsafe (run.documents.start, run.starts.start)
    while count < limit, next < stop {
      var after = next
      let first = unsafe Self.varint(base, &after)
      if first & 1 == 0 {
        guard after <= chunkEnd else { break }
        let distance = UInt32(truncatingIfNeeded: first >> 1)
        position &+= distance
        unsafe distances[count] = distance
      } else {
        guard after <= lastLoad else { break }
        let value = UInt32(truncatingIfNeeded: unsafe Self.varint(base, &after))
        guard after <= chunkEnd else { break }
        document &+= UInt32(truncatingIfNeeded: first >> 1)
        position = value
        unsafe distances[count] = value
        unsafe documents[documentCount] = document
        unsafe starts[documentCount] = UInt32(truncatingIfNeeded: count)
        documentCount &+= 1
      }
      count &+= 1
      next = after
    }
    iterator.next = next
    (iterator.document, iterator.position) = (document, position)
    run.set(count: count, documentCount: documentCount)
  }

  /// Reads a varint of at most five bytes. Of one that has no end, it passes eight.
  ///
  /// - Precondition: eight bytes can be loaded at `offset`.
  @inline(__always)
  private static func varint(_ base: UnsafeRawPointer, _ offset: inout Int) -> UInt64 {
    let word = UInt64(
      littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    if word & 0x80 == 0 {
      offset &+= 1
      return word & 0x7F
    }
    if word & 0x8000 == 0 {
      offset &+= 2
      return word & 0x7F | word >> 1 & 0x3F80
    }
    let stops = ~word & 0x80_8080_8080
    offset &+= (stops.trailingZeroBitCount &+ 1) >> 3
    let kept = word & (stops ^ (stops &- 1))
    return kept & 0x7F | kept >> 1 & 0x3F80 | kept >> 2 & 0x1F_C000 | kept >> 3 & 0xFE0_0000
      | kept >> 4 & 0x7_F000_0000
  }
}
