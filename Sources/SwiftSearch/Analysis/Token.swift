/// A token that outlives its analysis, for queries and tests; an index never makes one.
struct Token: Equatable, Sendable {
  /// The folded term in UTF-8.
  var term: [UInt8]
  var kind: TokenKind
  var position: UInt32
  /// Where the token stands in the analyzed text, in UTF-8 bytes.
  var source: Range<Int>
}

/// Keeps the tokens that it receives.
struct TokenList: TokenSink {
  private(set) var tokens: [Token] = []

  mutating func receive(
    _ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>
  ) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(term.count)
    for offset in term.indices {
      bytes.append(term[offset])
    }
    tokens.append(Token(term: bytes, kind: kind, position: position, source: source))
  }
}

extension TextAnalyzer {
  /// The tokens of a short text, such as a query.
  func tokens(of text: String, from position: UInt32 = 0) -> [Token] {
    var scratch = AnalysisScratch()
    var list = TokenList()
    _ = analyze(text, from: position, scratch: &scratch, into: &list)
    return list.tokens
  }
}
