import Testing

@testable import SwiftSearch

@Suite struct IntegerBlockTests {
  /// Sums that stay within 32 bits, sums that just leave them, and sums that are far beyond.
  @Test(arguments: 0..<60)
  func gapsAreSummedUp(seed: Int) {
    var random = SeededGenerator(seed: seed)
    for count in 0...128 {
      let gaps =
        seed < 40
        ? (0..<count).map { _ in random.integer(bits: seed) }
        : random.skewedIntegers(count)
      let previous = random.pick([-1, 0, Int64(random.integer()), Int64(UInt32.max)])
      var sums: [Int64] = []
      for gap in gaps { sums.append((sums.last ?? previous) + Int64(gap) + 1) }
      let block = IntegerBlock(gaps)
      let last = block.sumGaps(count: count, after: previous)
      #expect(last == sums.last ?? previous, "seed \(seed), count \(count)")
      if last <= Int64(UInt32.max) {
        #expect(block.values(count).map(Int64.init) == sums, "seed \(seed), count \(count)")
      }
    }
  }

  @Test func theLargestSumIsTold() {
    // The sums of 32 bits cannot tell these apart; all gaps are ones of 32 bits.
    for gap in [UInt32.max, UInt32.max - 1, 0x8000_0000, 0x200_0000, 0x100_0000] {
      for count in [1, 7, 8, 9, 127, 128] {
        let block = IntegerBlock([UInt32](repeating: gap, count: count))
        let last = block.sumGaps(count: count, after: -1)
        let expected = Int64(count) * (Int64(gap) + 1) - 1
        #expect(last == expected, "gap \(gap), count \(count)")
      }
    }
  }

  @Test func whatIsBehindTheCountDoesNotMatter() {
    for count in 1..<128 {
      let values = [UInt32](repeating: 1, count: count)
      let block = IntegerBlock(values + [UInt32](repeating: .max, count: 128 - count))
      #expect(block.increment(count: count), "count \(count)")
      #expect(block.sumGaps(count: count, after: -1) == Int64(3 * count) - 1, "count \(count)")
      #expect(block.values(count) == (0..<count).map { UInt32(3 * $0 + 2) }, "count \(count)")
      block.fill(with: 9, count: count)
      #expect(block.values(count) == [UInt32](repeating: 9, count: count), "count \(count)")
    }
  }

  @Test(arguments: 0..<20)
  func valuesAreIncremented(seed: Int) {
    var random = SeededGenerator(seed: seed)
    for count in 0...128 {
      var values = random.skewedIntegers(count).map { min($0, .max - 1) }
      let block = IntegerBlock(values)
      #expect(block.increment(count: count), "seed \(seed), count \(count)")
      #expect(block.values(count) == values.map { $0 + 1 }, "seed \(seed), count \(count)")
      guard count > 0 else { continue }
      values[random.below(count)] = .max
      #expect(!IntegerBlock(values).increment(count: count), "seed \(seed), count \(count)")
    }
  }

  @Test(arguments: 0..<60)
  func bitsBecomeIntegers(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let first = random.integer(bits: 31)
    let wordCount = random.below(12)
    var writer = ByteWriter()
    var expected: [UInt32] = []
    for word in 0..<wordCount {
      // As many bits as come to 128 in the end, or fewer, or more.
      var bits = random.next()
      for _ in 0..<random.below(4) { bits &= random.next() }
      writer.integer(bits)
      for bit in 0..<64 where bits >> UInt64(bit) & 1 == 1 {
        expected.append(first + UInt32(64 * word + bit))
      }
    }
    let bytes = MappedBytes([7] + writer.bytes, section: "test")
    let bitset = BlockBitset()
    try bitset.load(bytes, at: 1, wordCount: wordCount, from: first)
    #expect(bitset.count == expected.count, "seed \(seed)")
    #expect(bitset.first == expected.first ?? first, "seed \(seed)")
    let isLastEmpty = expected.last.map { Int($0 - first) < 64 * (wordCount - 1) } ?? true
    #expect(bitset.last == (isLastEmpty ? nil : expected.last), "seed \(seed)")
    if expected.count <= 128 {
      let block = IntegerBlock()
      block.fill(with: bitset)
      #expect(block.values(expected.count) == expected, "seed \(seed)")
    }
    #expect(throws: FormatError.self) {
      try bitset.load(bytes, at: 1, wordCount: wordCount + 1, from: first)
    }
  }

  @Test func theLargestBitsetFitsInABlock() throws {
    var writer = ByteWriter()
    for word in 0..<127 { writer.integer(word == 126 ? 1 << 63 | 1 : UInt64(1)) }
    let bitset = BlockBitset()
    try bitset.load(MappedBytes(writer.bytes, section: "test"), at: 0, wordCount: 127, from: 5)
    let block = IntegerBlock()
    block.fill(with: bitset)
    #expect(bitset.count == 128 && block[127] == 5 + 64 * 127 - 1 && block[1] == 5 + 64)
  }

  @Test func theTablesOfBitPositionsAreRight() {
    for byte in 0..<256 {
      let positions = (0..<8).filter { byte >> $0 & 1 == 1 }
      var packed: UInt64 = 0
      for (index, position) in positions.enumerated() {
        packed |= UInt64(position) << UInt64(8 * index)
      }
      #expect(BitPositionTables.positions[byte] == packed)
      #expect(Int(BitPositionTables.counts[byte]) == positions.count)
    }
  }
}
