/// Words that are terms as they stand, which most words of queries are.
extension TextAnalyzer {
  /// Words of more letters are left to the analysis, which may take them apart or cut them.
  private static let plainTermLimit = 32

  /// The term of a text that is one word of small ASCII letters, but for the first, without
  /// parts. `nil` leaves it to the analysis.
  ///
  /// Where this gives a term, ``tokens(of:from:limit:)`` gives that one, as a word from the
  /// beginning to the end of the text.
  func plainTerm(of text: String) -> [UInt8]? {
    let bytes = text.utf8.span
    guard isOwn, Self.isPlain(bytes) else { return nil }
    return Self.plainTerm(bytes)
  }

  /// Whether ``plainTerm(of:)`` gives a term.
  func isPlainTerm(_ text: String) -> Bool { isOwn && Self.isPlain(text.utf8.span) }

  /// The first `limit` terms of a text of such words with a space between them, which have
  /// successive positions. `nil` leaves it to the analysis.
  func plainTerms(of text: String, limit: Int = .max) -> [[UInt8]]? {
    guard isOwn else { return nil }
    let bytes = text.utf8.span
    var terms: [[UInt8]] = []
    var start = 0
    while start < bytes.count, terms.count < limit {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end &+= 1 }
      let word = bytes.extracting(start..<end)
      guard Self.isPlain(word) else { return nil }
      terms.append(Self.plainTerm(word))
      start = end &+ 1
    }
    return terms
  }

  private static func plainTerm(_ word: Span<UInt8>) -> [UInt8] {
    var term = [UInt8](copying: word)
    // Small letters have this bit already.
    term[0] |= 0x20
    return term
  }

  private static func isPlain(_ word: Span<UInt8>) -> Bool {
    guard word.count > 0, word.count <= plainTermLimit, 0x61...0x7A ~= word[0] | 0x20 else {
      return false
    }
    let text = TextBytes(word)
    var offset = 1
    while offset < word.count {
      // A chunk can be asked for fewer than eight letters.
      let asked = min(7, word.count &- offset)
      guard ASCIIChunk(text.eight(at: offset)).isSmall(count: asked) else { return false }
      offset &+= asked
    }
    return true
  }
}
