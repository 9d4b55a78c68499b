import Testing

@testable import SwiftSearch

@Suite struct LanesTests {
  @Test(arguments: 0...32)
  func integersRoundTrip(width: Int) throws {
    var random = SeededGenerator(seed: width)
    let limit = width == 0 ? 0 : UInt32.max >> UInt32(32 - width)
    for round in 0..<20 {
      let values = (0..<128).map { _ in
        round == 0 ? limit : UInt32(truncatingIfNeeded: random.next()) & limit
      }
      var writer = ByteWriter()
      Lanes.pack(IntegerBlock(values), width: width, into: &writer)
      #expect(writer.count == 16 * width)
      let decoded = IntegerBlock(random.skewedIntegers(128))
      try Lanes.unpack(MappedBytes(writer), at: 0, width: width, into: decoded)
      #expect(decoded.values() == values, "width \(width), round \(round)")
      let single = try (0..<128).map {
        try Lanes.value(MappedBytes(writer), at: 0, width: width, index: $0)
      }
      #expect(single == values, "width \(width), round \(round)")
      try Lanes.unpack(MappedBytes(writer), at: 0, width: width, adding: 7, into: decoded)
      #expect(decoded.values() == values.map { $0 &+ 7 }, "width \(width), round \(round)")
    }
  }

  /// The layout in words: row by row, lane after lane, bits from low to high in each lane's words.
  @Test(arguments: [1, 3, 8, 13, 31])
  func integersLieWhereTheFormatSays(width: Int) {
    var random = SeededGenerator(seed: 50 + width)
    let limit = UInt32.max >> UInt32(32 - width)
    let values = (0..<128).map { _ in UInt32(truncatingIfNeeded: random.next()) & limit }
    var writer = ByteWriter()
    Lanes.pack(IntegerBlock(values), width: width, into: &writer)
    for (index, value) in values.enumerated() {
      var found: UInt32 = 0
      for bit in 0..<width {
        let place = index / 4 * width + bit
        let byte = place / 32 * 16 + index % 4 * 4 + place % 32 / 8
        found |= UInt32(writer.bytes[byte] >> UInt8(place % 8) & 1) << UInt32(bit)
      }
      #expect(found == value, "width \(width), value \(index)")
    }
  }

  @Test func whatIsTooShortOrTooWideThrows() {
    let bytes = MappedBytes([UInt8](repeating: 1, count: 15), section: "test")
    let block = IntegerBlock()
    #expect(throws: FormatError.self) {
      try Lanes.unpack(bytes, at: 0, width: 1, into: block)
    }
    #expect(throws: FormatError.self) {
      _ = try Lanes.value(bytes, at: 0, width: 1, index: 0)
    }
    for width in [33, 127, 255] {
      #expect(throws: FormatError.self) {
        try Lanes.unpack(bytes, at: 0, width: width, into: block)
      }
      #expect(throws: FormatError.self) {
        _ = try Lanes.value(bytes, at: 0, width: width, index: 0)
      }
    }
  }
}
