/// What a token is, which decides how a query uses it.
///
/// Every position of a text has one token of the first four kinds. The others are further names for
/// what stands there, at the position of its beginning, and count for nothing.
enum TokenKind: UInt8 {
  /// A word of letters and digits, or a part of one, or an emoji.
  case word
  /// Two adjacent characters of a run of Han, kana or Hangul.
  case bigram
  /// The last character of a run of two or more; its position is that character's.
  case runEnd
  /// The only character of a run of one.
  case single
  /// A word of several parts without the signs between them: `wifi` for `wi-fi`. It comes before
  /// the parts, which are words at successive positions.
  case joined
  /// A word with the signs that belong to its name, `c++` or `.net`, or an operator. Someone who
  /// asks for it does not mean the word at its position.
  case symbol
  /// A whole run of katakana or Hangul. Its term begins with ``wholeRunPrefix``, which no other
  /// term has.
  case whole

  static let wholeRunPrefix: UInt8 = 0x01
}

/// Receives the tokens of a text.
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

  /// Takes a word of at most seven bytes.
  ///
  /// - Parameter bytes: those of the term, the first in the lowest bits, and zeros behind them.
  mutating func receive(
    _ term: Span<UInt8>, shortWord bytes: UInt64, position: UInt32, source: Range<Int>)
}

extension TokenSink where Self: ~Copyable {
  @inline(__always)
  mutating func receive(
    _ term: Span<UInt8>, shortWord bytes: UInt64, position: UInt32, source: Range<Int>
  ) {
    receive(term, kind: .word, position: position, source: source)
  }
}
