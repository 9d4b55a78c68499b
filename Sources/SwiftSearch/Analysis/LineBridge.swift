/// Line ends inside a run of Han and kana, which are no more than where the page was full.
enum LineBridge {
  /// A cursor at the Han or kana that the line after the one that ends at `offset` begins with,
  /// behind its indentation and one sign of a quotation or a comment; nil if there is none.
  static func end(
    _ bytes: borrowing TextBytes, at offset: Int, _ table: CharacterTable
  ) -> FoldingCursor? {
    var next = offset
    if byte(bytes, next) == 0x0D { next += 1 }
    guard byte(bytes, next) == 0x0A else { return nil }
    next = afterBlanks(bytes, next + 1)
    switch byte(bytes, next) {
    case 0x3E:  // >
      while byte(bytes, next) == 0x3E { next = afterBlanks(bytes, next + 1) }
    case 0x23, 0x2A:  // # *
      next = afterBlanks(bytes, next + 1)
    case 0x2F where byte(bytes, next + 1) == 0x2F:  // //
      next = afterBlanks(bytes, next + 2)
    default:
      break
    }
    guard next < bytes.count else { return nil }
    let cursor = FoldingCursor(bytes, at: next, table)
    return cursor.entry.isUnspaced ? cursor : nil
  }

  private static func byte(_ bytes: borrowing TextBytes, _ offset: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bytes.eight(at: offset))
  }

  private static func afterBlanks(_ bytes: borrowing TextBytes, _ offset: Int) -> Int {
    var offset = offset
    while byte(bytes, offset) == 0x20 || byte(bytes, offset) == 0x09 { offset += 1 }
    return offset
  }
}
