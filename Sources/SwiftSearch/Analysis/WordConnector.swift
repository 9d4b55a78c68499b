/// What a sign between two characters of a word means, by the rules of UAX #29 and ours.
enum WordConnector {
  /// The word ends before it.
  case end
  /// The word ends before it, and what follows goes on at this place behind an English `'s`.
  case possessive(FoldingCursor)
  /// It is left out.
  case nothing
  /// It belongs to a number.
  case point
  /// Another part begins behind it.
  case separator

  /// - Parameters:
  ///   - sign: a cursor at the sign.
  ///   - word: what stands before it.
  init(
    _ sign: FoldingCursor, after word: WordScan, _ bytes: borrowing TextBytes,
    _ table: CharacterTable
  ) {
    let next = Self.following(sign, bytes, table)
    guard next.entry.isWord else {
      self = .end
      return
    }
    let isBetweenDigits = word.endsWithDigit && next.entry.isOf(.digit)
    let isBetweenLetters = !word.endsWithDigit && !next.entry.isOf(.digit)
    switch sign.value {
    case 0x2D, 0x5F, 0xB7:  // - _ ·
      self = .separator
    case 0x26 where isBetweenLetters:  // &
      self = .separator
    case 0x2E where isBetweenDigits:  // .
      self = .point
    case 0x2E:
      // U.S.A., e.g.
      let isAcronym =
        isBetweenLetters && word.mayBeAcronym
        && !Self.following(next, bytes, table).entry.isWord
      self = isAcronym ? .nothing : .separator
    case 0x2C where isBetweenDigits && Self.isThousand(next, bytes, table):  // ,
      self = .nothing
    case 0x27 where isBetweenLetters:  // '
      let end = Self.following(next, bytes, table)
      let isPossessive = next.value == 0x73 && !end.entry.isWord && !end.entry.isOf(.mark)
      self = isPossessive ? .possessive(end) : .nothing
    default:
      self = .end
    }
  }

  /// A cursor at the next character that is not left out.
  private static func following(
    _ cursor: FoldingCursor, _ bytes: borrowing TextBytes, _ table: CharacterTable
  ) -> FoldingCursor {
    var next = cursor
    repeat { next.advance(bytes, table) } while next.entry.isOf(.ignorable)
    return next
  }

  /// Whether just three digits follow.
  private static func isThousand(
    _ first: FoldingCursor, _ bytes: borrowing TextBytes, _ table: CharacterTable
  ) -> Bool {
    var next = first
    for _ in 0..<3 {
      guard next.entry.isOf(.digit) else { return false }
      next = following(next, bytes, table)
    }
    return !next.entry.isOf(.digit)
  }
}
