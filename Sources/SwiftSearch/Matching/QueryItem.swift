/// A part of a typed text that is looked for on its own: a word with its parts, or a run.
struct QueryItem {
  enum Kind {
    /// A word, or a word of several parts.
    case word
    /// Two or more characters of Han, kana or Hangul.
    case run
    /// One such character.
    case character
  }

  var kind: Kind
  /// The tokens that follow each other, whose positions a phrase checks; none for an operator.
  var tokens: [Token]
  /// Further names for all of it: a joined word, a symbol.
  var names: [Token] = []
  /// Whole runs of katakana or Hangul in it.
  var wholes: [Token] = []

  private var source: Range<Int> {
    let first = tokens.first ?? names.first
    let last = tokens.last ?? names.last
    guard let first, let last else { return 0..<0 }
    return first.source.lowerBound..<max(first.source.upperBound, last.source.upperBound)
  }

  /// The characters of a run.
  var characters: [UInt32] {
    var characters = tokens.first.map { RunText.characters($0.term) } ?? []
    for token in tokens.dropFirst() { characters += RunText.characters(token.term).suffix(1) }
    return characters
  }

  /// What a phrase asks for: names with signs, such as `C++`, in place of the words in them.
  var phraseTokens: [Token] {
    let symbols = names.filter { $0.kind == .symbol }
    guard !symbols.isEmpty else { return tokens }
    let others = tokens.filter { token in !symbols.contains { $0.source.overlaps(token.source) } }
    return (others + symbols).sorted {
      ($0.position, $0.source.lowerBound) < ($1.position, $1.source.lowerBound)
    }
  }

  /// Puts the tokens of a text together.
  static func items(of tokens: [Token]) -> [QueryItem] {
    var items: [QueryItem] = []
    for token in tokens {
      switch token.kind {
      case .word: items.append(QueryItem(kind: .word, tokens: [token]))
      case .single: items.append(QueryItem(kind: .character, tokens: [token]))
      case .bigram:
        if let last = items.last, last.kind == .run, let before = last.tokens.last,
          before.source.upperBound > token.source.lowerBound
        {
          items[items.count - 1].tokens.append(token)
        } else {
          items.append(QueryItem(kind: .run, tokens: [token]))
        }
      case .runEnd, .joined, .symbol, .whole: break
      }
    }
    for token in tokens {
      switch token.kind {
      case .joined: join(token, &items)
      case .symbol: name(token, &items)
      case .whole:
        let run = items.firstIndex { $0.source.contains(token.source.lowerBound) }
        if let run { items[run].wholes.append(token) }
      case .word, .bigram, .single, .runEnd: break
      }
    }
    return items
  }

  /// Makes one item of the parts of a word.
  private static func join(_ name: Token, _ items: inout [QueryItem]) {
    let inside = items.indices.filter { name.source.contains(items[$0].source.lowerBound) }
    guard let first = inside.first, let last = inside.last else { return }
    var whole = items[first]
    for index in inside.dropFirst() { whole.tokens += items[index].tokens }
    whole.names.append(name)
    items.replaceSubrange(first...last, with: [whole])
  }

  private static func name(_ symbol: Token, _ items: inout [QueryItem]) {
    let word = items.firstIndex { $0.source.overlaps(symbol.source) }
    if let word {
      items[word].names.append(symbol)
    } else {
      let place = items.firstIndex { $0.source.lowerBound > symbol.source.lowerBound }
      items.insert(
        QueryItem(kind: .word, tokens: [], names: [symbol]), at: place ?? items.count)
    }
  }
}
