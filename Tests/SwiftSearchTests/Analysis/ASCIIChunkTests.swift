import Testing

@testable import SwiftSearch

@Suite struct ASCIIChunkTests {
  private func isWord(_ byte: UInt8) -> Bool {
    byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte))
  }

  @Test func everyByteAtEveryPlace() {
    for place in 0..<8 {
      for byte in UInt8.min...UInt8.max {
        let shift = UInt64(place * 8)
        let words = 0x4142_4344_3039_7A61 & ~(0xFF << shift) | UInt64(byte) << shift
        let breaks = 0x2040_5B60_7B2F_3A7F & ~(0xFF << shift) | UInt64(byte) << shift
        let isBreak = byte < 0x80 && !isWord(byte)
        #expect(ASCIIChunk(words).wordCount == (isWord(byte) ? 8 : place), "\(byte) \(place)")
        #expect(ASCIIChunk(breaks).breakCount == (isBreak ? 8 : place), "\(byte) \(place)")
        #expect(ASCIIChunk(words).isASCII(at: place) == (byte < 0x80))
        let lowered = UInt8(truncatingIfNeeded: ASCIIChunk(words).lowercased >> shift)
        #expect(lowered == ((0x41...0x5A).contains(byte) ? byte + 32 : byte))
      }
    }
  }
}
