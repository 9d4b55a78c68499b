import Testing

@testable import SwiftSearch

@Suite struct PackedBlockTests {
  @Test(arguments: 0..<60)
  func packedBlocksRoundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let values: [UInt32] =
      switch seed {
      case 0: [UInt32](repeating: 0, count: 128)
      case 1: [UInt32](repeating: .max, count: 128)
      case 2: (0..<128).map { $0 == 127 ? .max : 0 }
      default: random.skewedIntegers(128)
      }
    let block = IntegerBlock(values)
    let best = PackedBlock.bestWidth(block)
    for width in 0...32 {
      // Room for 128 exceptions must be there too.
      var writer = ByteWriter()
      PackedBlock.encode(block, width: width, into: &writer)
      #expect(writer.count >= best.byteCount, "seed \(seed), width \(width)")
      #expect(width != best.width || writer.count == best.byteCount, "seed \(seed)")
      let bytes = MappedBytes(writer)
      var reader = ByteReader(bytes)
      let decoded = IntegerBlock()
      try PackedBlock.decode(&reader, into: decoded)
      #expect(decoded.values() == values, "seed \(seed), width \(width)")
      #expect(reader.remaining == 0)
      #expect(try PackedBlock.end(bytes, at: 0) == writer.count)
      let single = try (0..<128).map { try PackedBlock.value(bytes, at: 0, index: $0) }
      #expect(single == values, "seed \(seed), width \(width)")
      let start = random.below(129)
      let range = start..<start + random.below(129 - start)
      let part = IntegerBlock([UInt32](repeating: 5, count: 128))
      try PackedBlock.decode(bytes, at: 0, range, into: part)
      let expected = (0..<128).map { range.contains($0) ? values[$0] : 5 }
      #expect(part.values() == expected, "seed \(seed), width \(width), \(range)")
    }
  }

  @Test(arguments: 0..<40)
  func oneMoreThanEachValueIsDecoded(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var values = random.skewedIntegers(128).map { min($0, .max - 1) }
    for hasLargest in [false, true] {
      if hasLargest { values[random.below(128)] = .max }
      for width in 0...32 {
        var writer = ByteWriter()
        PackedBlock.encode(IntegerBlock(values), width: width, into: &writer)
        var reader = ByteReader(MappedBytes(writer))
        let decoded = IntegerBlock()
        if hasLargest {
          #expect(throws: FormatError.self, "seed \(seed), width \(width)") {
            try PackedBlock.decode(&reader, adding: 1, into: decoded)
          }
        } else {
          try PackedBlock.decode(&reader, adding: 1, into: decoded)
          #expect(decoded.values() == values.map { $0 + 1 }, "seed \(seed), width \(width)")
          #expect(reader.remaining == 0)
        }
      }
    }
  }

  /// Nothing traps, and what can be decoded has the same single values and the same end.
  @Test(arguments: 0..<200)
  func damageIsTheSameForAllWaysToRead(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var writer = ByteWriter()
    PackedBlock.encode(
      IntegerBlock(random.skewedIntegers(128)), width: random.below(33), into: &writer)
    for _ in 0..<20 {
      var damaged = writer.bytes
      // Mostly where the block says how long it is, or in its exceptions.
      for _ in 0..<1 + random.below(3) {
        let place = random.pick([0, 1, random.below(damaged.count), damaged.count - 1])
        damaged[place] = UInt8(truncatingIfNeeded: random.next())
      }
      damaged.removeLast(random.oneIn(4) ? random.below(damaged.count) : 0)
      let bytes = MappedBytes(damaged, section: "test")
      let decoded = IntegerBlock()
      var reader = ByteReader(bytes)
      let isRead = (try? PackedBlock.decode(&reader, into: decoded)) != nil
      let single = (0..<128).map { try? PackedBlock.value(bytes, at: 0, index: $0) }
      let end = try? PackedBlock.end(bytes, at: 0)
      guard isRead else { continue }
      #expect(single == decoded.values(), "seed \(seed)")
      #expect(end == reader.offset, "seed \(seed)")
    }
  }
}
