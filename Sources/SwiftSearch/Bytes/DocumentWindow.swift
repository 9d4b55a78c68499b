/// Which of 4,096 consecutive documents match, and their scores so far.
///
/// Queries are answered window by window, so that all parts of a query work on flat memory that
/// stays in the cache.
@safe final class DocumentWindow: DocumentBits {
  static let documentCount = DocumentBits.narrow
  static let wordCount = documentCount / 64

  let scores: UnsafeMutablePointer<Float>

  init() {
    unsafe scores = .allocate(capacity: Self.documentCount)
    unsafe scores.initialize(repeating: 0, count: Self.documentCount)
    super.init(Self.documentCount)
  }

  deinit { unsafe scores.deallocate() }

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
}
