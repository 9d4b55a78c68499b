/// Which of some consecutive documents match.
@safe class DocumentBits {
  /// How many documents ``DocumentWindow`` has.
  static let narrow = 4096
  /// How many documents are counted together where nothing but terms is looked for: as many as half
  /// of the nearest cache has bits for, so that blocks are seldom cut.
  static let wide = 1 << 16

  /// The first document.
  final var start: UInt32 = 0
  private final let documentCount: Int
  final let wordCount: Int
  final let words: UnsafeMutablePointer<UInt64>

  /// - Parameter documentCount: of how many documents, a multiple of 512.
  init(_ documentCount: Int) {
    precondition(documentCount > 0 && documentCount % 512 == 0)
    self.documentCount = documentCount
    wordCount = documentCount / 64
    unsafe words = .allocate(capacity: wordCount)
    unsafe words.initialize(repeating: 0, count: wordCount)
  }

  deinit { unsafe words.deallocate() }

  /// How many times as many documents these are as ``DocumentWindow`` has.
  final var partCount: Int { documentCount / Self.narrow }

  /// The first document behind.
  final var end: UInt32 { start &+ UInt32(documentCount) }

  final var count: Int {
    // Vectors count faster where the processor is not known to count bits.
    var counts = SIMD8<UInt64>(repeating: 0)
    for row in 0..<wordCount / 8 {
      counts &+= unsafe UnsafeRawPointer(words + 8 * row).loadUnaligned(
        as: SIMD8<UInt64>.self
      ).nonzeroBitCount
    }
    return Int(counts.wrappedSum())
  }

  final var isEmpty: Bool {
    for word in 0..<wordCount where unsafe words[word] != 0 { return false }
    return true
  }

  /// Forgets the documents, none of which has a score, and moves on.
  final func clear(movingTo start: UInt32) {
    self.start = start
    unsafe words.update(repeating: 0, count: wordCount)
  }

  /// Drops the documents that match in `other`, which are the same documents.
  final func subtract(_ other: DocumentBits) {
    precondition(other.wordCount == wordCount)
    for word in 0..<wordCount { unsafe words[word] &= ~other.words[word] }
  }

  /// Keeps only documents that match in `other` too.
  final func formIntersection(_ other: DocumentBits) {
    precondition(other.wordCount == wordCount)
    for word in 0..<wordCount { unsafe words[word] &= other.words[word] }
  }

  /// Drops the documents whose bits are set; the bits are those of a whole segment.
  final func subtract(_ bits: [UInt64]) {
    let first = Int(start) / 64
    for word in 0..<wordCount where first + word < bits.count {
      unsafe words[word] &= ~bits[first + word]
    }
  }

  /// Sets the bits of these documents among those of a whole segment.
  final func insert(into bits: inout [UInt64]) {
    let first = Int(start) / 64
    for word in 0..<wordCount where first + word < bits.count {
      bits[first + word] |= unsafe words[word]
    }
  }

  // MARK: Adding

  /// Adds the documents of `other`, which lie among these.
  final func formUnion(_ other: DocumentBits) {
    let offset = (Int(other.start) - Int(start)) / 64
    precondition(offset >= 0 && offset + other.wordCount <= wordCount && other.start % 64 == 0)
    for word in 0..<other.wordCount { unsafe words[offset + word] |= other.words[word] }
  }

  /// Adds a document that lies among these.
  @inline(__always)
  final func insert(_ document: UInt32) {
    precondition(Int(document &- start) < documentCount)
    insertUnchecked(document)
  }

  /// Adds postings of a block, whose documents must lie among these.
  final func insert(_ documents: IntegerBlock, _ range: Range<Int>) {
    guard let document = unsafe slots(documents, range) else { return }
    // From four places at a time: neighbours are often in one word, and would wait for each other.
    let quarter = range.count &>> 2
    let first = range.lowerBound
    for index in first..<first + quarter {
      unsafe insertUnchecked(document[index])
      unsafe insertUnchecked(document[index &+ quarter])
      unsafe insertUnchecked(document[index &+ 2 &* quarter])
      unsafe insertUnchecked(document[index &+ 3 &* quarter])
    }
    for index in first + 4 * quarter..<range.upperBound {
      unsafe insertUnchecked(document[index])
    }
  }

  @inline(__always)
  private final func insertUnchecked(_ document: UInt32) {
    let slot = Int(document &- start)
    unsafe words[slot &>> 6] |= 1 &<< UInt64(slot & 63)
  }

  /// Adds those documents of a block that lie among these.
  ///
  /// - Parameters:
  ///   - sourceCount: how many words of bits there are at `place` of `bytes`.
  ///   - first: the document of the first bit.
  final func insert(
    bitsOf bytes: MappedBytes, at place: Int, wordCount sourceCount: Int, from first: UInt32
  ) throws(FormatError) {
    precondition(sourceCount >= 0)
    try bytes.check(place, 8 &* sourceCount)
    guard sourceCount > 0 else { return }
    let source = unsafe bytes.unsafeStart + place
    // Word `i` begins at bit `shift` of word `i + offset` here and ends in the word behind.
    let distance = Int(first) - Int(start)
    let (offset, shift) = (distance >> 6, UInt64(distance & 63))
    @inline(__always) func word(_ index: Int) -> UInt64 {
      UInt64(littleEndian: unsafe source.loadUnaligned(fromByteOffset: 8 &* index, as: UInt64.self))
    }
    // The first index is that of nothing but a beginning, the last one that of nothing but an end.
    let lower = max(0, -offset)
    let upper = min(sourceCount, wordCount - offset)
    let target = unsafe words + offset
    if lower == 0, offset < wordCount { unsafe target[0] |= word(0) &<< shift }
    var index = max(1, lower)
    let (left, right) = (SIMD4(repeating: shift), SIMD4(repeating: 63 &- shift))
    while index &+ 4 <= upper {
      let (begins, ends) = unsafe (
        source.loadUnaligned(fromByteOffset: 8 &* index, as: SIMD4<UInt64>.self),
        source.loadUnaligned(fromByteOffset: 8 &* index &- 8, as: SIMD4<UInt64>.self)
      )
      let place = unsafe UnsafeMutableRawPointer(target + index)
      let added = begins &<< left | (ends &>> SIMD4(repeating: 1)) &>> right
      unsafe place.storeBytes(
        of: place.loadUnaligned(as: SIMD4<UInt64>.self) | added, as: SIMD4<UInt64>.self)
      index &+= 4
    }
    while index < upper {
      unsafe target[index] |= word(index) &<< shift | (word(index &- 1) &>> 1) &>> (63 &- shift)
      index &+= 1
    }
    if sourceCount >= lower, sourceCount < wordCount - offset {
      unsafe target[sourceCount] |= (word(sourceCount &- 1) &>> 1) &>> (63 &- shift)
    }
  }

  /// The documents, once it is sure that they lie in the window.
  @inline(__always)
  final func slots(
    _ documents: IntegerBlock, _ range: Range<Int>
  ) -> UnsafeMutablePointer<UInt32>? {
    guard !range.isEmpty else { return nil }
    precondition(range.upperBound <= IntegerBlock.capacity)
    // Documents ascend, so the first and the last one decide for all.
    let (first, last) = (documents[range.lowerBound], documents[range.upperBound - 1])
    precondition(first >= start && last >= first && last &- start < UInt32(documentCount))
    return unsafe documents.start
  }
}
