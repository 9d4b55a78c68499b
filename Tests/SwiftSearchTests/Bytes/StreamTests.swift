import Testing

@testable import SwiftSearch

@Suite struct StreamTests {
  @Test(arguments: 0...32)
  func integersRoundTrip(width: Int) throws {
    var random = SeededGenerator(seed: 100 + width)
    let limit = width == 0 ? 0 : UInt32.max >> UInt32(32 - width)
    for count in 0...128 {
      let values = (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) & limit }
      var writer = ByteWriter()
      Stream.pack(IntegerBlock(values), count: count, width: width, into: &writer)
      #expect(writer.count == (count * width + 7) / 8)
      // With and without bytes behind, which take different paths.
      for padding in [0, 1, 16] {
        let bytes = MappedBytes(
          writer.bytes + [UInt8](repeating: 0xFF, count: padding), section: "test")
        let decoded = IntegerBlock()
        try Stream.unpack(bytes, at: 0, count: count, width: width, into: decoded)
        #expect(decoded.values(count) == values, "width \(width), count \(count)")
      }
    }
  }

  @Test func whatIsTooShortOrTooWideThrows() {
    let bytes = MappedBytes([UInt8](repeating: 1, count: 15), section: "test")
    let block = IntegerBlock()
    #expect(throws: FormatError.self) {
      try Stream.unpack(bytes, at: 0, count: 121, width: 1, into: block)
    }
    for width in [33, 127, 255] {
      #expect(throws: FormatError.self) {
        try Stream.unpack(bytes, at: 0, count: 1, width: width, into: block)
      }
    }
  }
}
