import Testing

@testable import SwiftSearch

@Suite struct NormsTests {
  /// Lucene's `SmallFloat.intToByte4` as it is defined there: 24 codes for themselves, then floats
  /// of four bits.
  private func luceneCode(_ length: Int) -> Int {
    func longToInt4(_ value: Int) -> Int {
      let bits = Int.bitWidth - value.leadingZeroBitCount
      guard bits >= 4 else { return value }
      let shift = bits - 4
      return value >> shift & 7 | (shift + 1) << 3
    }
    return length < 24 ? length : 24 + longToInt4(length - 24)
  }

  @Test func codesAreLucenes() {
    let known: [(UInt32, UInt8)] = [
      (0, 0), (1, 1), (23, 23), (24, 24), (39, 39), (40, 40), (41, 40), (42, 41), (55, 47),
      (56, 48), (1000, 87), (UInt32(Int32.max), 255), (.max, 255),
    ]
    for (length, code) in known { #expect(Norms.encode(length) == code, "\(length)") }
    var random = SeededGenerator(seed: 1)
    for round in 0..<3000 {
      let length = round < 1500 ? UInt32(round) : random.integer(bits: 31)
      #expect(Int(Norms.encode(length)) == luceneCode(Int(length)), "\(length)")
    }
  }

  @Test func codesAreMonotoneAndExactAtFirst() {
    for length in 0...39 as ClosedRange<UInt32> {
      #expect(Norms.decode(Norms.encode(length)) == length)
    }
    #expect(Norms.lengths.count == 256)
    for code in 0..<255 { #expect(Norms.lengths[code] < Norms.lengths[code + 1]) }
    for code in 0...255 as ClosedRange<UInt8> {
      let length = Norms.decode(code)
      #expect(length > UInt32(Int32.max) || Norms.encode(length) == code)
      // A code stands for the shortest length that has it.
      #expect(code == 0 || length > UInt32(Int32.max) || Norms.encode(length - 1) == code - 1)
    }
  }
}
