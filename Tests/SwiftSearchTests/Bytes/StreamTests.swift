import Foundation
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
      for padding in [0, 1, 7, 8, 40, 64] {
        let front = [UInt8](repeating: 0xFF, count: 64)
        let all = try MappedBytes(
          Data(front + writer.bytes + [UInt8](repeating: 0xFF, count: padding)))
        let bytes = try all.slice(at: 60, count: 4 + writer.count)
        #expect(bytes.loadableCount(from: 4) == writer.count + padding)
        let decoded = IntegerBlock()
        var reader = ByteReader(bytes, at: 4)
        try Stream.unpack(&reader, count: count, width: width, into: decoded)
        #expect(decoded.values(count) == values, "width \(width), count \(count)")
        #expect(reader.remaining == 0)
        let single = try (0..<count).map {
          try Stream.value(bytes, at: 4, width: width, index: $0)
        }
        #expect(single == values, "width \(width), count \(count)")
      }
    }
  }

  @Test func whatIsTooShortOrTooWideThrows() throws {
    let bytes = MappedBytes([UInt8](repeating: 1, count: 15), section: "test")
    let block = IntegerBlock()
    #expect(throws: FormatError.self) {
      try Stream.unpack(bytes, at: 0, count: 121, width: 1, into: block)
    }
    #expect(try Stream.value(bytes, at: 0, width: 1, index: 119) == 0)
    #expect(throws: FormatError.self) {
      _ = try Stream.value(bytes, at: 0, width: 1, index: 120)
    }
    for width in [33, 127, 255] {
      #expect(throws: FormatError.self) {
        try Stream.unpack(bytes, at: 0, count: 1, width: width, into: block)
      }
      #expect(throws: FormatError.self) {
        _ = try Stream.value(bytes, at: 0, width: width, index: 0)
      }
    }
  }
}
