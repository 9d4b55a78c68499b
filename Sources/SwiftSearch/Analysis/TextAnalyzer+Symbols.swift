extension TextAnalyzer {
  /// Hands on the operator that `cursor` is at, at the position of what follows.
  @inline(never)
  func analyzeSymbol<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, _ cursor: inout FoldingCursor, _ table: CharacterTable,
    scratch: inout AnalysisScratch, extent: TextExtent, into sink: inout Sink
  ) {
    let start = cursor.start
    var end = start
    var count = 0
    while cursor.value < 0x80, Self.isOperator(UInt8(truncatingIfNeeded: cursor.value)) {
      scratch.bytes.store(byte: UInt8(truncatingIfNeeded: cursor.value), at: min(count, 8))
      count += 1
      end = cursor.end
      cursor.advance(bytes, table)
    }
    // More of them draw a line.
    guard count <= 3 else { return }
    sink.receive(
      scratch.bytes.span(from: 0, to: count), kind: .symbol, position: extent.nextPosition,
      source: start..<end)
  }

  /// Whether an ASCII character is one that operators are made of.
  @inline(__always)
  static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x26, 0x2A, 0x2B, 0x2D, 0x2F, 0x3A, 0x3C...0x40, 0x5C, 0x5E, 0x7C, 0x7E: true
    default: false
    }
  }
}
