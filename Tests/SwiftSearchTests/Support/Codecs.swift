@testable import SwiftSearch

/// What tests of codecs need again and again.
extension MappedBytes {
  init(_ writer: ByteWriter) {
    self.init(writer.bytes, section: "test")
  }
}

extension IntegerBlock {
  convenience init(_ values: [UInt32]) {
    self.init()
    for (index, value) in values.enumerated() { self[index] = value }
  }

  func values(_ count: Int = IntegerBlock.capacity) -> [UInt32] { (0..<count).map { self[$0] } }
}

extension SeededGenerator {
  /// The more of these there are, the smaller they are: half are below 2^`bits`, half of the others
  /// below twice that, and so on.
  mutating func geometricIntegers(_ count: Int, bits: Int) -> [UInt32] {
    (0..<count).map { _ in
      var high: UInt32 = 0
      while high < 30, oneIn(2) { high += 1 }
      return high << UInt32(bits) | integer(bits: bits)
    }
  }

  /// Integers most of which have few bits, as gaps and frequencies do.
  mutating func skewedIntegers(_ count: Int) -> [UInt32] {
    let usual = below(33)
    return (0..<count).map { _ in integer(bits: oneIn(20) ? 32 : usual) }
  }

  /// Ascending doc IDs; the larger `gapBits`, the farther apart.
  mutating func documents(_ count: Int, gapBits: Int) -> [UInt32] {
    var next: UInt32 = integer(bits: gapBits)
    return (0..<count).map { _ in
      defer { next += 1 + integer(bits: gapBits) }
      return next
    }
  }
}
