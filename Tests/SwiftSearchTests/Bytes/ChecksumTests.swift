import Testing

@testable import SwiftSearch

@Suite struct ChecksumTests {
  /// The check value of the catalogue of CRC algorithms, and others of zlib.
  @Test func knownValues() {
    let known: [(String, UInt32)] = [
      ("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43), ("abc", 0x3524_41C2),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ]
    for (text, value) in known { #expect(Checksum.of(Array(text.utf8)) == value, "\(text)") }
    #expect(Checksum.of([UInt8](repeating: 0, count: 32)) == 0x190A_55AD)
    #expect(Checksum.of([UInt8](repeating: 0xFF, count: 32)) == 0xFF6C_AB0B)
  }

  @Test(arguments: 0..<30)
  func chunksMakeTheWhole(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let bytes = random.bytes(random.below(600))
    var checksum = Checksum()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + random.below(40))
      checksum.update(Array(bytes[start..<end]))
      start = end
    }
    // Bit by bit, as the standard defines it.
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    #expect(checksum.value == ~crc, "seed \(seed)")
    #expect(Checksum.of(bytes) == ~crc, "seed \(seed)")
    #expect(Checksum.of(MappedBytes(bytes, section: "test")) == ~crc, "seed \(seed)")
  }
}
