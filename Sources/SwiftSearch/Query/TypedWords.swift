/// A word of a typed query, and where it stands in it.
struct TypedWord: Equatable {
  var range: Range<String.Index>
  var text: String
  /// The name that was typed before the word or its group; it need not be that of a field.
  var field: String?
  /// Whether it stands in quotation marks.
  var isQuoted = false
}

/// Finds the words of a typed query that mean what they say: plain letters, which are neither
/// excluded nor part of a pattern, a range or an operator.
///
/// It is no second parser. What it does not understand it leaves alone, and whoever changes a word
/// has the parser look at the result.
struct TypedWords {
  private let text: String
  private var next: String.Index
  private(set) var words: [TypedWord] = []

  /// What holds for the words of a group.
  private struct Context {
    var field: String?
    var isExcluded = false
  }

  private var groups: [Context] = []
  /// What holds for the next word or group.
  private var pending = Context()

  private static let operators: Set<Substring> = ["AND", "OR", "NOT", "TO", "NEAR"]
  private static let quotationMarks: Set<Character> = ["\"", "“", "”", "„", "＂"]

  /// - Parameter limit: how many words are looked for.
  init(_ text: String, limit: Int) {
    self.text = text
    next = text.startIndex
    while next < text.endIndex, words.count < limit { readPart() }
  }

  private mutating func readPart() {
    let character = text[next]
    switch character {
    case "(":
      groups.append(pending)
      advance()
    case ")":
      _ = groups.popLast()
      pending = groups.last ?? Context()
      advance()
    case "+": advance()
    case "-":
      pending.isExcluded = true
      advance()
    case "[", "{":
      skip { $0 == "]" || $0 == "}" }
      if next < text.endIndex { advance() }
      endPart()
    case _ where character.isWhitespace:
      advance()
      // A lone sign is punctuation; `NOT` is not.
      if pending.field != nil { endPart() }
    case _ where Self.quotationMarks.contains(character): readQuotation()
    default: readWord()
    }
  }

  private mutating func advance() { next = text.index(after: next) }

  private mutating func skip(to isEnd: (Character) -> Bool) {
    while next < text.endIndex, !isEnd(text[next]) { advance() }
  }

  private mutating func endPart() { pending = groups.last ?? Context() }

  private static func isBorder(_ character: Character) -> Bool {
    character.isWhitespace || character == "(" || character == ")"
  }

  private mutating func readWord() {
    let start = next
    if text[start] == "/" {
      skip { Self.isBorder($0) }
      return endPart()
    }
    skip { Self.isBorder($0) || $0 == ":" }
    let name = text[start..<next]
    if next < text.endIndex, text[next] == ":" {
      advance()
      if next < text.endIndex, !text[next].isWhitespace {
        pending.field = String(name)
      } else {
        endPart()
      }
      return
    }
    if Self.operators.contains(name) {
      endPart()
      if name == "NOT" { pending.isExcluded = true }
      return
    }
    take(start..<next, trimming: ".,;!?…", isQuoted: false)
    endPart()
  }

  private mutating func readQuotation() {
    advance()
    while next < text.endIndex, !Self.quotationMarks.contains(text[next]) {
      let start = next
      skip { $0.isWhitespace || Self.quotationMarks.contains($0) }
      take(start..<next, trimming: ".,;!…", isQuoted: true)
      if next < text.endIndex, text[next].isWhitespace { advance() }
    }
    if next < text.endIndex { advance() }
    // A slop or a boost.
    skip { Self.isBorder($0) }
    endPart()
  }

  private mutating func take(
    _ range: Range<String.Index>, trimming punctuation: String, isQuoted: Bool
  ) {
    guard !pending.isExcluded else { return }
    var word = text[range]
    if !isQuoted, let sign = word.lastIndex(of: "^"),
      QuerySuffix(word[sign...]) != nil
    {
      word = word[..<sign]
    }
    while let last = word.last, punctuation.contains(last) { word.removeLast() }
    guard !word.isEmpty, word.allSatisfy(\.isLetter) else { return }
    words.append(
      TypedWord(
        range: word.startIndex..<word.endIndex, text: String(word), field: pending.field,
        isQuoted: isQuoted))
  }
}
