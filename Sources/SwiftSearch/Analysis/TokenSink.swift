/// What a token is, which decides how a query uses it.
enum TokenKind: UInt8 {
  /// A word of letters and digits.
  case word
  /// Two adjacent characters of a run of Han, kana or Hangul.
  case bigram
  /// The last character of a run of two or more; its position is that character's.
  case runEnd
  /// The only character of a run of one.
  case single
}

/// Receives the tokens of a text, in the order of their positions.
protocol TokenSink: ~Copyable {
  /// Takes one token.
  ///
  /// - Parameters:
  ///   - term: the folded term in UTF-8; valid during the call only.
  ///   - kind: what the token is.
  ///   - position: the token's position, in units of the text: one per word, one per character of
  ///     a run.
  ///   - source: where the token stands in the analyzed text, in UTF-8 bytes.
  mutating func receive(_ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>)
}
