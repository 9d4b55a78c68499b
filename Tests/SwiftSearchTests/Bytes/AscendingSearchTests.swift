import Testing

@testable import SwiftSearch

@Suite struct AscendingSearchTests {
  private func mapped(_ integers: [UInt32]) -> MappedBytes {
    var writer = ByteWriter()
    // At an odd address, as in an index.
    writer.integer(UInt8(0))
    for integer in integers { writer.integer(integer) }
    return MappedBytes(writer)
  }

  @Test(arguments: 0..<200)
  func placesAreThoseOfAScan(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let count = random.oneIn(3) ? random.below(9) : random.below(300)
    let integers = random.documents(count, gapBits: random.below(12))
    let bytes = mapped(integers)
    for _ in 0..<40 {
      let first = random.below(count + 1)
      let near = integers.indices.contains(first) ? integers[first] : 0
      let target = near &+ UInt32(random.below(random.oneIn(2) ? 8 : 5000))
      let expected = integers.indices.first { $0 >= first && integers[$0] >= target } ?? count
      let found = try bytes.firstIndex(atLeast: target, from: first, at: 1, count: count)
      #expect(found == expected, "seed \(seed): \(target) from \(first) of \(count)")
    }
  }

  @Test(arguments: 0..<100)
  func noPlaceIsOutsideOfDisorderedIntegers(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let count = 1 + random.below(100)
    let bytes = mapped((0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) })
    for _ in 0..<40 {
      let first = random.below(count + 1)
      let target = UInt32(truncatingIfNeeded: random.next())
      let found = try bytes.firstIndex(atLeast: target, from: first, at: 1, count: count)
      #expect(first...count ~= found, "seed \(seed)")
    }
  }

  @Test func integersThatAreNotThereAreRefused() {
    let bytes = mapped([1, 2, 3])
    #expect(throws: FormatError.self) {
      try bytes.firstIndex(atLeast: 9, from: 0, at: 1, count: 1000)
    }
    #expect(throws: FormatError.self) {
      try bytes.firstIndex(atLeast: 9, from: 0, at: 1, count: .max)
    }
    #expect(throws: FormatError.self) {
      try bytes.firstIndex(atLeast: 9, from: -1, at: 1, count: 3)
    }
  }
}
