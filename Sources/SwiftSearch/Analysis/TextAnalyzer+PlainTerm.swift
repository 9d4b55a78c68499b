extension TextAnalyzer {
  /// Words of more letters are left to the analysis, which may take them apart or cut them.
  private static let plainTermLimit = 32

  /// The term of a text that is one word of small ASCII letters, but for the first, without
  /// parts: what most words of queries are. `nil` leaves it to the analysis.
  ///
  /// Where this gives a term, ``tokens(of:from:)`` gives that one, as a word from the beginning to
  /// the end of the text.
  func plainTerm(of text: String) -> [UInt8]? {
    let bytes = text.utf8.span
    guard isPlain(bytes) else { return nil }
    var term: [UInt8] = []
    term.append(copying: bytes)
    // Small letters have this bit already.
    term[0] |= 0x20
    return term
  }

  /// Whether ``plainTerm(of:)`` gives a term.
  func isPlainTerm(_ text: String) -> Bool { isPlain(text.utf8.span) }

  private func isPlain(_ bytes: Span<UInt8>) -> Bool {
    guard isOwn, bytes.count > 0, bytes.count <= Self.plainTermLimit else { return false }
    guard 0x61...0x7A ~= bytes[0] | 0x20 else { return false }
    let text = TextBytes(bytes)
    var offset = 1
    while offset < bytes.count {
      let count = min(8, bytes.count &- offset)
      // A chunk has room for fewer than eight letters to ask for.
      let asked = min(count, 7)
      guard ASCIIChunk(text.eight(at: offset)).isSmall(count: asked) else { return false }
      offset &+= asked
    }
    return true
  }
}
