import Testing

@testable import SwiftSearch

@Suite struct BlockTests {
  @Test(arguments: 0..<120)
  func fullBlocksRoundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var documents = random.documents(128, gapBits: [0, 1, 2, 6, 20][seed % 5])
    if seed % 3 == 2 {
      // Gaps that are rather split than patched.
      let gaps = random.geometricIntegers(128, bits: 5 + seed % 16)
      documents = gaps.indices.map { documents[0] + UInt32($0) + gaps[...$0].reduce(0, +) }
    }
    let frequencies = (0..<128).map { _ in 1 + random.integer(bits: seed % 31) }
    let previous = seed % 3 == 0 ? -1 : Int64(documents[0]) - 1 - Int64(random.integer(bits: 9))
    for hasFrequencies in [true, false] {
      var writer = ByteWriter()
      Postings.encodeFull(
        documents: IntegerBlock(documents),
        frequencies: hasFrequencies ? IntegerBlock(frequencies) : nil, after: max(-1, previous),
        scratch: IntegerBlock(), into: &writer)
      var reader = ByteReader(MappedBytes(writer))
      let (found, counts) = (IntegerBlock(), IntegerBlock())
      try Postings.decodeDocuments(&reader, after: max(-1, previous), into: found)
      #expect(found.values() == documents, "seed \(seed)")
      if hasFrequencies {
        let (bytes, offset) = (reader.bytes, reader.offset)
        let single = try (0..<128).map {
          try Postings.frequency(bytes, at: offset, index: $0)
        }
        #expect(single == frequencies, "seed \(seed)")
        try Postings.decodeFrequencies(&reader, into: counts)
        #expect(counts.values() == frequencies, "seed \(seed)")
      }
      #expect(reader.remaining == 0, "seed \(seed)")
    }
  }

  /// A bitset is taken where it is hardly larger than the gaps.
  @Test func denseBlocksAreBitsets() throws {
    var next: UInt32 = 0
    let documents = (0..<128).map { index in
      next += [1, 1, 2, 4][index % 4]
      return next - 1
    }
    for previous in [Int64(-1), -65, -129, -193, -257] {
      var writer = ByteWriter()
      Postings.encodeFull(
        documents: IntegerBlock(documents), frequencies: nil, after: previous,
        scratch: IntegerBlock(), into: &writer)
      let isBitset = writer.bytes[0] & Postings.bitsetFlag != 0
      #expect(isBitset == (previous >= -129), "\(previous)")
      var reader = ByteReader(MappedBytes(writer))
      let found = IntegerBlock()
      try Postings.decodeDocuments(&reader, after: previous, into: found)
      #expect(found.values() == documents)
    }
  }

  @Test(arguments: 1...127)
  func shortBlocksRoundTrip(count: Int) throws {
    var random = SeededGenerator(seed: count)
    let documents = random.documents(count, gapBits: count % 24)
    for bits in [0, 3, 31, 40] {
      let frequencies =
        bits > 32
        ? random.geometricIntegers(count, bits: count % 5).map { $0 + 1 }
        : (0..<count).map { _ in 1 + random.integer(bits: bits) }
      var writer = ByteWriter()
      Postings.encodeShort(
        documents: IntegerBlock(documents), frequencies: IntegerBlock(frequencies), count: count,
        after: -1, scratch: IntegerBlock(), into: &writer)
      var reader = ByteReader(MappedBytes(writer))
      let (found, counts) = (IntegerBlock(), IntegerBlock())
      try Postings.decodeShort(
        &reader, count: count, after: -1, hasFrequencies: true, documents: found,
        frequencies: counts)
      #expect(found.values(count) == documents && counts.values(count) == frequencies)
      #expect(reader.remaining == 0)
    }
  }

  @Test func outOfRangeThrows() {
    // Gaps that lead past the largest doc ID, from a hostile "previous" too.
    for previous in [Int64(UInt32.max) - 100, Int64(UInt32.max)] {
      var gaps = ByteWriter()
      PackedBlock.encode(IntegerBlock(), width: 0, into: &gaps)
      var bits = ByteWriter()
      bits.integer(Postings.bitsetFlag | 2)
      bits.integer(UInt64.max)
      bits.integer(UInt64.max)
      for writer in [gaps, bits] {
        var reader = ByteReader(MappedBytes(writer))
        #expect(throws: FormatError.self) {
          try Postings.decodeDocuments(&reader, after: previous, into: IntegerBlock())
        }
      }
    }
    // A frequency less one of 2^32 - 1.
    var writer = ByteWriter()
    PackedBlock.encode(
      IntegerBlock([UInt32](repeating: .max, count: 128)), width: 32, into: &writer)
    var reader = ByteReader(MappedBytes(writer))
    #expect(throws: FormatError.self) {
      try Postings.decodeFrequencies(&reader, into: IntegerBlock())
    }
    #expect(throws: FormatError.self) {
      _ = try Postings.frequency(MappedBytes(writer), at: 0, index: 5)
    }
  }
}
