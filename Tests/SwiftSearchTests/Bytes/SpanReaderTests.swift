import Testing

@testable import SwiftSearch

@Suite struct SpanReaderTests {
  /// Reads on until one of the readers gives up.
  @Test(arguments: 0..<200)
  func numbersAreThoseOfTheByteReader(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var writer = ByteWriter()
    for _ in 0..<random.below(20) { writer.varint(random.next() >> UInt64(random.below(64))) }
    for byte in random.bytes(random.below(12)) { writer.integer(byte) }
    let bytes = MappedBytes(writer)
    var reader = ByteReader(bytes)
    var span = SpanReader(bytes.span, at: 0)
    while true {
      let start = reader.offset
      let number = span.varint()
      let other = try? reader.varint()
      guard number != SpanReader.damaged else {
        // Nine bytes and more are left to the other reader.
        #expect(other == nil || reader.offset - start > 8, "seed \(seed)")
        return
      }
      #expect(other == UInt64(number), "seed \(seed)")
      #expect(span.offset == reader.offset, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<200)
  func pairsThatArePassedOverAreTwoNumbers(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var writer = ByteWriter()
    for _ in 0..<random.below(20) { writer.varint(random.next() >> UInt64(random.below(64))) }
    for byte in random.bytes(random.below(12)) { writer.integer(byte) }
    let bytes = MappedBytes(writer)
    for start in 0..<bytes.count {
      var pairs = SpanReader(bytes.span, at: start)
      var numbers = SpanReader(bytes.span, at: start)
      let isPassed = pairs.skipPair()
      let (first, second) = (numbers.varint(), numbers.varint())
      let isPair =
        first >= 0 && second >= 0 && first % 2 == 0 && numbers.offset - start <= 8
        && bytes.count - start >= 8
      #expect(isPassed == isPair, "seed \(seed), offset \(start)")
      #expect(pairs.offset == (isPair ? numbers.offset : start), "seed \(seed), offset \(start)")
    }
  }

  @Test func placesOutsideAreTheNearestInside() {
    let bytes = MappedBytes([1, 2, 3], section: "test")
    var reader = SpanReader(bytes.span, at: -1)
    #expect(reader.offset == 0)
    reader.move(to: .max)
    #expect(reader.remaining == 0)
    #expect(reader.varint() == SpanReader.damaged)
    #expect(reader.byte(at: 2) == 3)
    for place in [-1, 3, .min, .max] { #expect(reader.byte(at: place) == SpanReader.damaged) }
  }

  @Test(arguments: 0..<100)
  func integersBelowAreCounted(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let integers = (0..<random.below(70)).map { _ in
      random.oneIn(8) ? random.pick([0, UInt64.max]) : UInt64(random.below(50))
    }.sorted()
    var writer = ByteWriter()
    writer.integer(UInt8(0))
    for integer in integers { writer.integer(integer) }
    let bytes = MappedBytes(writer)
    for value in Array(0..<51) + [UInt64.max] {
      let expected = integers.count { $0 < value }
      #expect(
        try bytes.countBelow(value, from: 1, count: integers.count) == expected, "seed \(seed)")
    }
    for (offset, count) in [(2, integers.count), (1, integers.count + 1), (1, -1), (1, .max)] {
      guard count != 0 else { continue }
      #expect(throws: FormatError.self) {
        try bytes.countBelow(1, from: offset, count: count)
      }
    }
  }
}
