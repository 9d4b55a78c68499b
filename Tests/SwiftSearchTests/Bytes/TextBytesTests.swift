import Testing

@testable import SwiftSearch

@Suite struct TextBytesTests {
  private func word(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  @Test func everyScalarIsDecodedAndEncoded() {
    var scratch = ByteScratch(capacity: 8)
    var wrong: [Unicode.Scalar] = []
    for value in UInt32(0)...0x10FFFF where value < 0x3000 || value % 7 == 0 || value > 0x10FF00 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      let decoded = DecodedScalar(utf8: word(bytes + [0x41, 0x80, 0xBF]))
      let stored = scratch.store(scalar: value, at: 3)
      let isRight =
        decoded == DecodedScalar(value: value, length: bytes.count)
        && stored == bytes.count && (0..<stored).allSatisfy { scratch[3 + $0] == bytes[$0] }
      if !isRight { wrong.append(scalar) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(20))")
  }

  @Test(arguments: 0..<20)
  func whatSwiftDecodesIsDecoded(seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    for _ in 0..<2000 {
      // Bytes that often make up something close to UTF-8.
      let leads: [UInt8] = [0x41, 0xC1, 0xC3, 0xE0, 0xE3, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0x80]
      var bytes = [leads[random.below(leads.count)]]
      for _ in 0..<3 {
        bytes.append(UInt8(random.below(8) == 0 ? random.below(256) : 0x80 + random.below(64)))
      }
      var parser = Unicode.UTF8.ForwardParser()
      var iterator = bytes.makeIterator()
      var expected: DecodedScalar?
      if case .valid(let encoded) = parser.parseScalar(from: &iterator) {
        let value = Unicode.UTF8.decode(encoded).value
        expected = DecodedScalar(value: value, length: encoded.count)
      }
      #expect(DecodedScalar(utf8: word(bytes)) == expected, "seed \(seed), \(bytes)")
    }
  }

  @Test func readsPastTheEndAreZero() {
    let array: [UInt8] = Array(1...11)
    let bytes = TextBytes(array.span)
    #expect(bytes.eight(at: 3) == 0x0B0A_0908_0706_0504)
    #expect(bytes.eight(at: 4) == 0x000B_0A09_0807_0605)
    #expect(bytes.eight(at: 10) == 0x0B)
    #expect(bytes.eight(at: 11) == 0)
    #expect(bytes.eight(at: .max) == 0)
    #expect(bytes.scalar(at: 10)?.value == 0x0B)
    #expect(bytes.scalar(at: 11)?.value == 0)
    let nothing: [UInt8] = []
    let empty = TextBytes(nothing.span)
    #expect(empty.eight(at: 0) == 0)
  }

  @Test func scratchKeepsWithinItsCapacity() {
    var scratch = ByteScratch(capacity: 16)
    for offset in [-1, 16, 17, Int.max, Int.min] {
      scratch.store(eight: 0x1122_3344_5566_7788, at: offset)
      #expect(scratch.span(from: 0, to: offset).count <= 16)
      #expect(scratch.span(from: offset, to: 8).count == 0)
    }
    scratch.store(eight: 0x0807_0605_0403_0201, at: 5)
    scratch.move(6..<9, to: 0)
    #expect((0..<3).map { scratch[$0] } == [2, 3, 4])
  }
}
