/// Finds out what a word means that a person typed: text, a pattern, a range, or one of them with a
/// boost.
enum QueryWord {
  /// - Parameter field: the field that was typed before it, or that of the group around it.
  static func query(_ word: String, field: String?) -> Query {
    guard hasSign(word) else { return plain(word, field: field) }
    if word == "*" || word == "*:*" { return field.map { .exists(field: $0) } ?? .everything }
    let (base, suffix) = splitBoost(word)
    let query = unboosted(base, field: field)
    return suffix?.boosted(query) ?? query
  }

  /// Whether a word of a phrase may be a pattern.
  static func mayHavePattern(_ phrase: String) -> Bool {
    phrase.utf8.contains { byte in
      byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "~")
    }
  }

  /// A word of a phrase.
  static func part(_ word: String) -> Proximity.Part {
    guard hasSign(word) else { return .text(word) }
    return pattern(word).map { .pattern($0) } ?? .text(word)
  }

  /// Whether something in a word may mean more than text.
  private static func hasSign(_ word: String) -> Bool {
    let bytes = word.utf8.span
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "^"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "."):
        return true
      default: break
      }
    }
    return false
  }

  /// `Japan^3` is three times `Japan`; `2^10` is text.
  private static func splitBoost(_ word: String) -> (base: String, suffix: QuerySuffix?) {
    guard let sign = word.lastIndex(of: "^"), sign > word.startIndex,
      word[..<sign].contains(where: \.isLetter), let suffix = QuerySuffix(word[sign...])
    else { return (word, nil) }
    return (String(word[..<sign]), suffix)
  }

  /// Text, or days that are told from today.
  private static func plain(_ word: String, field: String?) -> Query {
    guard let field, RelativeDate.days(word, today: 0) != nil else {
      return .text(word, field: field)
    }
    let days = ValueRange.Bound(word)
    return .range(ValueRange(from: days, to: days), field: field)
  }

  private static func unboosted(_ word: String, field: String?) -> Query {
    if let field, let range = ValueRange(written: word) { return .range(range, field: field) }
    return pattern(word).map { .pattern($0, field: field) } ?? .text(word, field: field)
  }

  // MARK: Patterns

  /// What a word means if it is a pattern that can be used.
  private static func pattern(_ word: String) -> TermPattern? {
    var pattern: TermPattern?
    if let sign = word.lastIndex(of: "~"), let edits = edits(word[word.index(after: sign)...]),
      isWord(word[..<sign])
    {
      pattern = .fuzzy(String(word[..<sign]), edits: edits ?? defaultEdits(word[..<sign]))
    } else if isWildcard(word) {
      pattern = .wildcard(word)
    }
    return pattern?.problem == nil ? pattern : nil
  }

  private static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber }
  }

  /// How many edits are asked for, `.some(nil)` if nothing is said, `nil` if it is no number.
  private static func edits(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard let edits = Int(text), (0...EditDistance.mostEdits).contains(edits) else { return nil }
    return edits
  }

  /// The shorter a word is, the more words an edit makes of it.
  private static func defaultEdits(_ word: Substring) -> Int {
    switch word.count {
    case ...2: 0
    case 3...5: 1
    default: 2
    }
  }

  /// Whether `*` and `?` are meant as signs: not in a row of signs, and not as the end of a
  /// question.
  private static func isWildcard(_ word: String) -> Bool {
    guard word.contains(where: { $0.isLetter || $0.isNumber }) else { return false }
    let inner = word.drop { $0 == "?" }.reversed().drop { $0 == "?" }
    return inner.contains("?") || word.contains("*")
  }
}
