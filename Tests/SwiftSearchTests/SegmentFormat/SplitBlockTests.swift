import Testing

@testable import SwiftSearch

@Suite struct SplitBlockTests {
  @Test(arguments: 0..<80)
  func splitBlocksRoundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var values = random.geometricIntegers(128, bits: seed % 22)
    // Far above all others, but still with room for the quotient.
    if seed > 40 { values[random.below(128)] = 700 << UInt32(seed % 22) }
    let block = IntegerBlock(values)
    let best = try #require(SplitBlock.best(block), "seed \(seed)")
    for shift in best.shift...min(best.shift + 2, Quotients.shiftLimit) {
      var writer = ByteWriter()
      SplitBlock.encode(block, shift: shift, into: &writer)
      #expect(shift != best.shift || writer.count == best.byteCount, "seed \(seed)")
      let bytes = MappedBytes(writer)
      let decoded = IntegerBlock()
      #expect(try PackedBlock.decode(bytes, at: 0, into: decoded) == writer.count)
      #expect(decoded.values() == values, "seed \(seed), shift \(shift)")
      _ = try PackedBlock.decode(bytes, at: 0, adding: 1, into: decoded)
      #expect(decoded.values() == values.map { $0 + 1 }, "seed \(seed), shift \(shift)")
      #expect(try PackedBlock.end(bytes, at: 0) == writer.count)
      let single = try (0..<128).map { try PackedBlock.value(bytes, at: 0, index: $0) }
      #expect(single == values, "seed \(seed), shift \(shift)")
      let start = random.below(129)
      let range = start..<start + random.below(129 - start)
      let part = IntegerBlock([UInt32](repeating: 5, count: 128))
      try PackedBlock.decode(bytes, at: 0, range, into: part)
      #expect(
        part.values() == (0..<128).map { range.contains($0) ? values[$0] : 5 },
        "seed \(seed), shift \(shift), \(range)")
    }
  }

  /// Sums are formed of the parts, and what exceeds 32 bits is told.
  @Test(arguments: 0..<60)
  func gapsAreSummedUp(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let shift = seed % 22
    let gaps = random.geometricIntegers(128, bits: shift)
    let previous = random.pick([-1, 0, Int64(random.integer()), Int64(UInt32.max) - 200])
    var writer = ByteWriter()
    SplitBlock.encode(IntegerBlock(gaps), shift: shift, into: &writer)
    let block = IntegerBlock()
    let (end, last) = try SplitBlock.decodeSums(
      MappedBytes(writer), at: 0, shift: shift, after: previous, into: block)
    #expect(end == writer.count)
    let sums = gaps.indices.map {
      previous + Int64($0) + 1 + gaps[...$0].reduce(0) { $0 + Int64($1) }
    }
    #expect(last == sums[127], "seed \(seed)")
    #expect(block.values() == sums.map { UInt32(truncatingIfNeeded: $0) }, "seed \(seed)")
  }

  @Test func integersThatAreTooLargeAreNotSplit() {
    #expect(SplitBlock.best(IntegerBlock([UInt32](repeating: .max, count: 128))) == nil)
    #expect(SplitBlock.best(IntegerBlock((0..<128).map { $0 == 7 ? .max : 0 })) == nil)
  }

  /// Too few and too many quotients, another length, more low bits than there may be.
  @Test func damageThrows() {
    let quotients = [UInt8](repeating: 0xFF, count: 16)
    func isRead(_ bytes: [UInt8]) -> Bool {
      let bytes = MappedBytes(bytes, section: "test")
      return (try? PackedBlock.decode(bytes, at: 0, into: IntegerBlock())) != nil
    }
    func isSummed(_ bytes: [UInt8]) -> Bool {
      let bytes = MappedBytes(bytes, section: "test")
      return (try? Postings.decodePacked(bytes, at: 0, after: -1, into: IntegerBlock())) != nil
    }
    for check in [isRead, isSummed] {
      #expect(check([64, 16] + quotients))
      #expect(!check([64, 16] + quotients.dropLast()))
      #expect(!check([64, 15] + quotients))
      #expect(!check([64, 17] + quotients + [0]))
      #expect(!check([64, 17] + quotients + [1]))
      #expect(!check([64, 16] + [0x7F] + quotients.dropFirst()))
      #expect(!check([64, 17] + [0x7F] + quotients.dropFirst() + [3]))
      #expect(check([64, 17] + [0x7F] + quotients.dropFirst() + [2]))
      let low = [UInt8](repeating: 1, count: 16 * 32)
      #expect(check([64 + 21, 16] + low.prefix(16 * 21) + quotients))
      for shift in 22...63 {
        #expect(!check([64 + UInt8(shift), 16] + low.prefix(16 * shift) + quotients + low))
      }
    }
  }

  /// Nothing traps, and what can be decoded has the same single values and the same end.
  @Test(arguments: 0..<200)
  func damageIsTheSameForAllWaysToRead(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var writer = ByteWriter()
    let block = IntegerBlock(random.geometricIntegers(128, bits: seed % 7))
    SplitBlock.encode(block, shift: seed % 7, into: &writer)
    for _ in 0..<20 {
      var damaged = writer.bytes
      for _ in 0..<1 + random.below(3) {
        let place = random.pick([0, 1, random.below(damaged.count), damaged.count - 1])
        damaged[place] = UInt8(truncatingIfNeeded: random.next())
      }
      damaged.removeLast(random.oneIn(4) ? random.below(damaged.count) : 0)
      let bytes = MappedBytes(damaged, section: "test")
      let decoded = IntegerBlock()
      let end = try? PackedBlock.decode(bytes, at: 0, into: decoded)
      let single = (0..<128).map { try? PackedBlock.value(bytes, at: 0, index: $0) }
      _ = try? PackedBlock.decode(bytes, at: 0, 3..<90, into: IntegerBlock())
      _ = try? Postings.decodePacked(bytes, at: 0, after: -1, into: IntegerBlock())
      let found = try? PackedBlock.end(bytes, at: 0)
      guard let end else { continue }
      #expect(single == decoded.values(), "seed \(seed)")
      #expect(found == end, "seed \(seed)")
    }
  }

  @Test(arguments: 1...127)
  func shortRunsRoundTrip(count: Int) throws {
    var random = SeededGenerator(seed: count)
    for bits in 0...21 {
      let values = random.geometricIntegers(count, bits: bits)
      let block = IntegerBlock(values)
      let form = ShortRun.form(block, count: count)
      var writer = ByteWriter()
      writer.integer(form.first)
      ShortRun.encode(block, count: count, form, into: &writer)
      #expect(writer.count == 1 + form.byteCount)
      let decoded = IntegerBlock()
      let bytes = MappedBytes(writer)
      let end = try ShortRun.decode(bytes, at: 1, first: form.first, count: count, into: decoded)
      #expect(end == writer.count && decoded.values(count) == values, "\(bits) bits")
      for _ in 0..<20 {
        var damaged = writer.bytes
        damaged[random.below(damaged.count)] = UInt8(truncatingIfNeeded: random.next())
        damaged.removeLast(random.oneIn(2) ? random.below(damaged.count) : 0)
        let other = MappedBytes(damaged, section: "test")
        guard let first = damaged.first else { continue }
        _ = try? ShortRun.decode(other, at: 1, first: first & 127, count: count, into: decoded)
        _ = try? Positions.decodeShort(other, at: 0, into: decoded)
      }
    }
  }
}
