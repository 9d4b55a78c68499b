import Testing

@testable import SwiftSearch

@Suite struct BlockBitsetTests {
  private func bytes(_ words: [UInt64]) -> MappedBytes {
    var writer = ByteWriter()
    for word in words { writer.integer(word) }
    return MappedBytes(writer)
  }

  private func documents(_ words: [UInt64], from start: UInt32) -> [UInt32] {
    words.indices.flatMap { index in
      (0..<64).filter { words[index] >> UInt64($0) & 1 == 1 }.map {
        start + UInt32(64 * index + $0)
      }
    }
  }

  @Test(arguments: 0..<60)
  func bitsAreDocuments(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var words = [UInt64](repeating: 0, count: random.below(128))
    for _ in 0..<random.below(300) where !words.isEmpty {
      words[random.below(words.count)] |= 1 << UInt64(random.below(64))
    }
    let start = random.integer(bits: 30)
    let bitset = BlockBitset()
    try bitset.load(bytes(words), at: 0, wordCount: words.count, from: start)
    let expected = documents(words, from: start)
    #expect(bitset.count == expected.count && bitset.wordCount == words.count, "seed \(seed)")
    #expect(bitset.first == expected.first ?? start, "seed \(seed)")
    let hasLast = words.last ?? 0 != 0
    #expect(bitset.last == (hasLast ? expected.last : nil), "seed \(seed)")
    guard expected.count <= IntegerBlock.capacity else { return }
    let block = IntegerBlock()
    block.fill(with: bitset)
    #expect(block.values(expected.count) == expected, "seed \(seed)")
    #expect(expected.map { bitset.rank(of: $0) } == Array(expected.indices), "seed \(seed)")
  }

  @Test func bytesThatEndTooSoonThrow() {
    let bitset = BlockBitset()
    for (offset, count) in [(0, 4), (17, 1), (24, 1), (25, 0), (8, 3), (Int.max, 1)] {
      #expect(throws: FormatError.self) {
        try bitset.load(self.bytes([1, 2, 3]), at: offset, wordCount: count, from: 0)
      }
    }
  }

  /// At every shift, and over both ends of a window.
  @Test func aWindowTakesWhatLiesInIt() throws {
    var random = SeededGenerator(seed: 7)
    for round in 0..<600 {
      let words = (0..<1 + random.below(127)).map { _ in random.next() & random.next() }
      let far = random.pick([0, -64, 4096, 4032, -64 * words.count, random.below(4096), -4000])
      let start = UInt32(8192 + max(-8192, far + round % 64 - 32))
      let window = DocumentWindow()
      window.reset(to: 8192)
      window.insert(8192 + UInt32(round), score: 1)
      try window.insert(bitsOf: bytes(words), at: 0, wordCount: words.count, from: start)
      var found: [UInt32] = []
      window.forEachMatch { document, _ in found.append(document) }
      let expected = documents(words, from: start).filter { (8192..<12_288).contains($0) }
      #expect(found == Set(expected + [8192 + UInt32(round)]).sorted(), "\(round), \(start)")
    }
  }

  @Test(arguments: 0..<40)
  func aWindowTakesPostings(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let documents = random.documents(128, gapBits: 4).map { 4096 + $0 }
    let low = random.below(128)
    let range = low..<low + random.below(129 - low)
    let (scores, block) = (FloatBlock(), IntegerBlock(documents))
    for index in 0..<128 { scores[index] = Float(index) }
    let isScored = random.oneIn(2)
    let window = DocumentWindow()
    window.reset(to: 4096)
    if isScored { window.insert(block, range, scores: scores) } else { window.insert(block, range) }
    var found: [[Float]] = []
    window.forEachMatch { found.append([Float($0), $1]) }
    #expect(
      found == range.map { [Float(documents[$0]), isScored ? Float($0) : 0] }, "seed \(seed)")
  }
}
