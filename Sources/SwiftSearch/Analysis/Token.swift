/// A token that outlives its analysis, for queries and tests; an index never makes one.
struct Token: Equatable, Sendable {
  /// The folded term in UTF-8.
  var term: [UInt8]
  var kind: TokenKind
  var position: UInt32
  /// Where the token stands in the analyzed text, in UTF-8 bytes.
  var source: Range<Int>
}

/// Keeps the first tokens that it receives.
struct TokenList: TokenSink {
  private let limit: Int
  private(set) var tokens: [Token] = []

  init(limit: Int = .max) {
    self.limit = limit
  }

  mutating func receive(
    _ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>
  ) {
    guard tokens.count < limit else { return }
    tokens.append(
      Token(term: [UInt8](copying: term), kind: kind, position: position, source: source))
  }
}

extension TextAnalyzer {
  /// The tokens of a short text, such as a query; the first `limit` of a longer one.
  ///
  /// - Parameter memory: where terms are put together.
  func tokens(
    of text: String, from position: UInt32 = 0, limit: Int = .max,
    in memory: AnalysisMemory = AnalysisMemory()
  ) -> [Token] {
    var list = TokenList(limit: limit)
    _ = analyze(text, from: position, scratch: &memory.scratch, into: &list)
    return list.tokens
  }
}
