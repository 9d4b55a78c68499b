extension TextAnalyzer {
  /// Hands on the operators among the ASCII signs at `start`, at the position of what follows, and
  /// returns where the signs end.
  func analyzeSymbols<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, at start: Int, scratch: inout AnalysisScratch, extent: TextExtent,
    into sink: inout Sink
  ) -> Int {
    var offset = start
    while offset < bytes.count {
      let word = bytes.eight(at: offset)
      guard ASCIIChunk(word).breakCount > 0 else { break }
      guard Self.isOperator(UInt8(truncatingIfNeeded: word)) else {
        offset += 1
        continue
      }
      let first = offset
      while offset < bytes.count, Self.isOperator(UInt8(truncatingIfNeeded: bytes.eight(at: offset)))
      {
        offset += 1
      }
      // More of them draw a line.
      if offset - first <= 3 {
        scratch.bytes.store(eight: word, at: 0)
        sink.receive(
          scratch.bytes.span(from: 0, to: offset - first), kind: .symbol,
          position: extent.nextPosition, source: first..<offset)
      }
    }
    return offset
  }

  /// Whether an ASCII character is one that operators are made of.
  private static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x26, 0x2A, 0x2B, 0x2D, 0x2F, 0x3A, 0x3C...0x40, 0x5C, 0x5E, 0x7C, 0x7E: true
    default: false
    }
  }
}
