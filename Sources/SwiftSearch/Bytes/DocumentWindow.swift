/// Which of 4,096 consecutive documents match, and their scores so far.
///
/// Queries are answered window by window, so that all parts of a query work on flat memory that
/// stays in the cache.
@safe final class DocumentWindow {
  static let documentCount = 4096
  static let wordCount = documentCount / 64

  /// The first document of the window.
  var start: UInt32 = 0
  let words: UnsafeMutablePointer<UInt64>
  let scores: UnsafeMutablePointer<Float>

  init() {
    unsafe words = .allocate(capacity: Self.wordCount)
    unsafe scores = .allocate(capacity: Self.documentCount)
    unsafe words.initialize(repeating: 0, count: Self.wordCount)
    unsafe scores.initialize(repeating: 0, count: Self.documentCount)
  }

  deinit {
    unsafe words.deallocate()
    unsafe scores.deallocate()
  }

  /// Where the window begins that has `document`.
  static func start(of document: UInt32) -> UInt32 {
    document / UInt32(documentCount) * UInt32(documentCount)
  }

  /// The score of a document of the window, or `nil` when it does not match.
  func score(of document: UInt32) -> Float? {
    let slot = Int(document &- start)
    precondition(slot < Self.documentCount)
    let isMatch = unsafe words[slot >> 6] >> UInt64(slot & 63) & 1 == 1
    return isMatch ? unsafe scores[slot] : nil
  }

  /// The first document behind the window.
  var end: UInt32 { start &+ UInt32(Self.documentCount) }

  var count: Int {
    // Vectors count faster where the processor is not known to count bits.
    var counts = SIMD8<UInt64>(repeating: 0)
    for row in 0..<Self.wordCount / 8 {
      counts &+= unsafe UnsafeRawPointer(words + 8 * row).loadUnaligned(
        as: SIMD8<UInt64>.self
      ).nonzeroBitCount
    }
    return Int(counts.wrappedSum())
  }

  var isEmpty: Bool {
    for word in 0..<Self.wordCount where unsafe words[word] != 0 { return false }
    return true
  }

  /// Forgets the documents, none of which has a score, and moves the window.
  func clear(movingTo start: UInt32) {
    self.start = start
    unsafe words.update(repeating: 0, count: Self.wordCount)
  }

  /// Moves the window, which is empty.
  func move(to start: UInt32) { self.start = start }

  /// Empties the window and moves it.
  func reset(to start: UInt32) {
    self.start = start
    unsafe words.update(repeating: 0, count: Self.wordCount)
    unsafe scores.update(repeating: 0, count: Self.documentCount)
  }

  /// Adds a matching document that lies in the window.
  @inline(__always)
  func insert(_ document: UInt32, score: Float) {
    let slot = Int(document &- start)
    precondition(slot < Self.documentCount)
    unsafe words[slot >> 6] |= 1 << UInt64(slot & 63)
    unsafe scores[slot] += score
  }

  /// Makes every document below `limit` match.
  func insertAll(below limit: UInt32) {
    for slot in 0..<min(Self.documentCount, Int(limit) - Int(start)) {
      unsafe words[slot >> 6] |= 1 << UInt64(slot & 63)
    }
  }

  /// Keeps only documents that match in `other` too and, if `scored`, adds its scores to theirs.
  func formIntersection(_ other: DocumentWindow, scored: Bool) {
    for word in 0..<Self.wordCount { unsafe words[word] &= other.words[word] }
    if scored { addScores(of: other) }
  }

  /// Adds the documents and scores of `other`.
  func formUnion(_ other: DocumentWindow) {
    for word in 0..<Self.wordCount { unsafe words[word] |= other.words[word] }
    addScores(of: other)
  }

  /// Adds the documents of `other` and their scores, and nothing of documents that it has dropped:
  /// their scores are still there, but must not count where another part of a query matches them.
  func formUnion(matchesOf other: DocumentWindow) {
    for word in 0..<Self.wordCount {
      var bits = unsafe other.words[word]
      unsafe words[word] |= bits
      while bits != 0 {
        let slot = word << 6 | bits.trailingZeroBitCount
        unsafe scores[slot] += other.scores[slot]
        bits &= bits - 1
      }
    }
  }

  /// Adds the scores of `other` to documents that match already.
  ///
  /// Scores of documents that do not match are never read, so all can be added.
  func addScores(of other: DocumentWindow) {
    for slot in 0..<Self.documentCount { unsafe scores[slot] += other.scores[slot] }
  }

  /// Drops the documents that match in `other`.
  func subtract(_ other: DocumentWindow) {
    for word in 0..<Self.wordCount { unsafe words[word] &= ~other.words[word] }
  }

  /// Drops the documents whose bits are set; the bits are those of a whole segment.
  func subtract(_ bits: [UInt64]) {
    let first = Int(start) / 64
    for word in 0..<Self.wordCount where first + word < bits.count {
      unsafe words[word] &= ~bits[first + word]
    }
  }

  /// Calls `body` for each matching document in ascending order.
  @inline(__always)
  func forEachMatch(_ body: (UInt32, Float) -> Void) {
    for word in 0..<Self.wordCount {
      var bits = unsafe words[word]
      while bits != 0 {
        let slot = word << 6 | bits.trailingZeroBitCount
        let score = unsafe scores[slot]
        body(start + UInt32(slot), score)
        bits &= bits - 1
      }
    }
  }

  /// Adds postings of a block, whose documents must lie in the window, with their scores.
  func insert(_ documents: IntegerBlock, _ range: Range<Int>, scores block: FloatBlock) {
    guard let document = unsafe slots(documents, range) else { return }
    let score = unsafe block.start
    for index in range {
      let slot = unsafe Int(document[index] &- start)
      unsafe words[slot &>> 6] |= 1 &<< UInt64(slot & 63)
      unsafe scores[slot] += score[index]
    }
  }

  /// Adds postings of a block, whose documents must lie in the window, without scores.
  func insert(_ documents: IntegerBlock, _ range: Range<Int>) {
    guard let document = unsafe slots(documents, range) else { return }
    // From four places at a time: neighbours are often in one word, and would wait for each other.
    let quarter = range.count &>> 2
    let first = range.lowerBound
    for index in first..<first + quarter {
      unsafe insert(document[index])
      unsafe insert(document[index &+ quarter])
      unsafe insert(document[index &+ 2 &* quarter])
      unsafe insert(document[index &+ 3 &* quarter])
    }
    for index in first + 4 * quarter..<range.upperBound { unsafe insert(document[index]) }
  }

  @inline(__always)
  private func insert(_ document: UInt32) {
    let slot = Int(document &- start)
    unsafe words[slot &>> 6] |= 1 &<< UInt64(slot & 63)
  }

  /// Adds those documents of a block that lie in the window, without scores.
  ///
  /// - Parameters:
  ///   - wordCount: how many words of bits there are at `place` of `bytes`.
  ///   - first: the document of the first bit.
  func insert(
    bitsOf bytes: MappedBytes, at place: Int, wordCount: Int, from first: UInt32
  ) throws(FormatError) {
    precondition(wordCount >= 0)
    try bytes.check(place, 8 &* wordCount)
    let source = unsafe bytes.unsafeStart + place
    // Word `i` of the block begins at bit `shift` of word `i + offset` of the window.
    let distance = Int(first) - Int(start)
    let (offset, shift) = (distance >> 6, UInt64(distance & 63))
    for index in 0..<wordCount {
      let bits = UInt64(
        littleEndian: unsafe source.loadUnaligned(fromByteOffset: 8 &* index, as: UInt64.self))
      let word = index &+ offset
      if word >= 0, word < Self.wordCount { unsafe words[word] |= bits &<< shift }
      if shift > 0, word >= -1, word < Self.wordCount - 1 {
        unsafe words[word &+ 1] |= bits &>> (64 &- shift)
      }
    }
  }

  /// The documents, once it is sure that they lie in the window.
  @inline(__always)
  private func slots(
    _ documents: IntegerBlock, _ range: Range<Int>
  ) -> UnsafeMutablePointer<UInt32>? {
    guard !range.isEmpty else { return nil }
    precondition(range.upperBound <= IntegerBlock.capacity)
    // Documents ascend, so the first and the last one decide for all.
    let (first, last) = (documents[range.lowerBound], documents[range.upperBound - 1])
    precondition(first >= start && last >= first && last &- start < UInt32(Self.documentCount))
    return unsafe documents.start
  }
}
