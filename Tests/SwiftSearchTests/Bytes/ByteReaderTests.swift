import Testing

@testable import SwiftSearch

@Suite struct ByteReaderTests {
  private func reader(_ bytes: [UInt8]) -> ByteReader {
    ByteReader(MappedBytes(bytes, section: "test"))
  }

  @Test func varintsRoundTrip() throws {
    var random = SeededGenerator(seed: 1)
    var values: [UInt64] = [0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, .max, .max - 1, 1 << 63]
    for bits in 0..<64 { values += [1 << UInt64(bits), (1 << UInt64(bits)) - 1] }
    for _ in 0..<500 { values.append(random.next() >> UInt64(random.below(64))) }
    var writer = ByteWriter()
    for value in values { writer.varint(value) }
    var reader = reader(writer.bytes)
    for value in values { #expect(try reader.varint() == value) }
    #expect(reader.remaining == 0)
  }

  @Test func varintsOfMoreThan64BitsThrow() throws {
    let ninth = [UInt8](repeating: 0xFF, count: 9)
    var largest = reader(ninth + [0x01])
    #expect(try largest.varint() == .max)
    for tail in [[0x02], [0x7F], [0x80, 0x00], [0x81, 0x01]] as [[UInt8]] {
      var reader = reader(ninth + tail)
      #expect(throws: FormatError.self) { try reader.varint() }
    }
    for count in 0..<10 {
      var reader = reader([UInt8](repeating: 0x80, count: count))
      #expect(throws: FormatError.self) { try reader.varint() }
    }
    // Overlong forms carry no more than their bits.
    var overlong = reader([0x85, 0x80, 0x00])
    #expect(try overlong.varint() == 5)
    #expect(overlong.offset == 3)
  }

  @Test func limitsHold() throws {
    var writer = ByteWriter()
    for value in [10, 10, Int.max] { writer.varint(value) }
    var reader = reader(writer.bytes)
    #expect(try reader.varint(atMost: 10, "number") == 10)
    #expect(throws: FormatError.self) { try reader.varint(atMost: 9, "number") }
    #expect(try reader.varint(atMost: .max, "number") == .max)
  }

  @Test func offsetsOutsideThrow() throws {
    let bytes = MappedBytes([1, 2, 3], section: "test")
    for (offset, count) in [
      (-1, 1), (0, 4), (3, 1), (4, 0), (0, -1), (.max, 1), (.max, .max), (.min, 1), (1, .max),
    ] {
      #expect(throws: FormatError.self) { try bytes.check(offset, count) }
      #expect(throws: FormatError.self) { try bytes.slice(at: offset, count: count) }
    }
    #expect(throws: FormatError.self) { try bytes.integer(UInt64.self, at: 0) }
    #expect(throws: FormatError.self) { try bytes.integer(UInt8.self, at: -1) }
    #expect(try bytes.integer(UInt16.self, at: 1) == 0x0302)
    var behind = ByteReader(bytes, at: 7)
    #expect(throws: FormatError.self) { try behind.varint() }
  }

  @Test func stringsAreValidUTF8() throws {
    var writer = ByteWriter()
    for text in ["", "a", "東京\0👩🏽‍💻"] { writer.string(text) }
    var reader = reader(writer.bytes)
    for text in ["", "a", "東京\0👩🏽‍💻"] { #expect(try reader.string() == text) }
    for bytes in [[1, 0xFF], [2, 0xC3], [3, 0xED, 0xA0, 0x80], [200, 65]] as [[UInt8]] {
      var reader = self.reader(bytes)
      #expect(throws: FormatError.self) { try reader.string() }
    }
  }
}
