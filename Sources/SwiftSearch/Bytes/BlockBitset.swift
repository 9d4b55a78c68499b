/// The documents of a block as bits.
@safe final class BlockBitset {
  static let wordLimit = 127

  /// The document of the first bit.
  private(set) var start: UInt32 = 0
  private(set) var wordCount = 0
  /// How many bits are set.
  private(set) var count = 0
  let words: UnsafeMutablePointer<UInt64>
  /// How many documents there are before each word, once they were counted.
  private let ranks: UnsafeMutablePointer<UInt8>
  private var hasRanks = false

  init() {
    unsafe ranks = .allocate(capacity: Self.wordLimit + 1)
    unsafe ranks.initialize(repeating: 0, count: Self.wordLimit + 1)
    unsafe words = .allocate(capacity: Self.wordLimit + 1)
    unsafe words.initialize(repeating: 0, count: Self.wordLimit + 1)
  }

  deinit {
    unsafe words.deallocate()
    unsafe ranks.deallocate()
  }

  /// Reads `wordCount` words, at most ``wordLimit``, whose first bit stands for `start`.
  func load(
    _ bytes: MappedBytes, at offset: Int, wordCount: Int, from start: UInt32
  ) throws(FormatError) {
    precondition(wordCount >= 0 && wordCount <= Self.wordLimit)
    try bytes.check(offset, 8 &* wordCount)
    let source = unsafe bytes.unsafeStart + offset
    for index in 0..<wordCount {
      unsafe words[index] = UInt64(
        littleEndian: source.loadUnaligned(fromByteOffset: 8 &* index, as: UInt64.self))
    }
    // Vectors count faster where the processor is not known to count bits.
    let rowCount = (wordCount &+ 7) / 8
    for index in wordCount..<8 &* rowCount { unsafe words[index] = 0 }
    var counts = SIMD8<UInt64>(repeating: 0)
    for row in 0..<rowCount {
      counts &+= unsafe UnsafeRawPointer(words + 8 &* row).loadUnaligned(
        as: SIMD8<UInt64>.self
      ).nonzeroBitCount
    }
    count = Int(counts.wrappedSum())
    self.start = start
    self.wordCount = wordCount
    hasRanks = false
  }

  /// How many documents there are before one of them.
  func rank(of document: UInt32) -> Int {
    if !hasRanks { countRanks() }
    let bit = Int(document &- start)
    precondition(bit >> 6 < wordCount)
    let before = unsafe words[bit &>> 6] & ((1 &<< UInt64(bit & 63)) &- 1)
    return Int(unsafe ranks[bit &>> 6]) &+ before.nonzeroBitCount
  }

  private func countRanks() {
    var sum: UInt8 = 0
    for index in 0..<wordCount {
      unsafe ranks[index] = sum
      sum &+= UInt8(truncatingIfNeeded: unsafe words[index].nonzeroBitCount)
    }
    hasRanks = true
  }

  /// The first document, if there is any.
  var first: UInt32 {
    for index in 0..<wordCount where unsafe words[index] != 0 {
      return start &+ UInt32(64 &* index &+ (unsafe words[index].trailingZeroBitCount))
    }
    return start
  }

  /// The last document, or `nil` when the last word has none.
  var last: UInt32? {
    guard wordCount > 0, unsafe words[wordCount - 1] != 0 else { return nil }
    let bit = 64 &* wordCount &- 1 &- (unsafe words[wordCount - 1].leadingZeroBitCount)
    return start &+ UInt32(bit)
  }
}
