/// The search for a suggestion.
struct SuggestionSearch {
  /// More words of a query are not looked at, nor is anything near looked for more of them.
  private static let wordLimit = 32
  private static let correctionLimit = 4
  /// How many candidates of a word are tried, and how many combinations of them.
  private static let choiceLimit = 3
  private static let attemptLimit = 8
  /// What few results are, and how much more frequent a word must be to replace one that is known.
  private static let fewResults = 10
  private static let frequencyRatio = 50

  private let index: SearchIndex
  private let snapshot: IndexSnapshot
  private let signal: StopSignal?
  private let options: SearchOptions
  /// Whether the query as it was typed finds little, once that is known.
  private var findsLittle: Bool?
  /// For how many words something near was looked for.
  private var correctedCount = 0

  /// A word with what may replace it.
  private struct Choices {
    var word: TypedWord
    var replacements: [String]
  }

  init(_ index: SearchIndex, _ options: SearchOptions, until signal: StopSignal?) {
    self.index = index
    self.signal = signal
    snapshot = index.current
    var own = options
    own.offset = 0
    own.snippetCount = 0
    own.countsExactly = false
    self.options = own
  }

  mutating func suggestion(for text: String) throws -> QuerySuggestion? {
    let words = TypedWords(text, limit: Self.wordLimit).words.filter { !fields(of: $0).isEmpty }
    guard !words.isEmpty, let query = try? Query(parsing: text) else { return nil }
    var choices: [Choices] = []
    for word in words where correctedCount < Self.correctionLimit {
      let replacements = try replacements(for: word, in: query)
      if !replacements.isEmpty { choices.append(Choices(word: word, replacements: replacements)) }
    }
    guard !choices.isEmpty else { return nil }
    let attempts = Self.attempts(choices).map { Self.replacing($0, in: text) }
    // Words that are found together were more likely meant together.
    if words.count > 1 {
      for attempt in attempts where try finds(attempt.text, all: words, attempt.corrections) {
        return attempt
      }
    }
    return try attempts.first { try finds($0.text, all: [], []) }
  }

  private func fields(of word: TypedWord) -> [FieldRecord] {
    guard let name = word.field else {
      return snapshot.textFields.filter { options.fields?.contains($0.name) ?? true }
    }
    return snapshot.textFields.filter { $0.name == name }
  }

  // MARK: One word

  private mutating func replacements(
    for word: TypedWord, in query: Query
  ) throws -> [String] {
    let tokens = index.currentAnalyzer.tokens(of: word.text, limit: 2)
    guard tokens.count == 1, tokens[0].kind == .word, signal?.isRaised != true,
      !options.stopWords.contains(String(decoding: tokens[0].term, as: UTF8.self))
    else { return [] }
    let near = NearTerms(snapshot, fields: fields(of: word), until: signal)
    let frequency = try near.documentFrequency(of: tokens[0].term)
    guard frequency < Self.fewResults, !word.isQuoted || frequency == 0 else { return [] }
    if frequency == 0 {
      // It may be known in another form.
      if !word.isQuoted, try isKnown(word) { return [] }
    } else {
      guard try findsLittle(query) else { return [] }
    }
    correctedCount += 1
    return try near.candidates(for: tokens[0].term)
      .filter { candidate in
        frequency == 0
          || candidate.distance == 1
            && candidate.documentFrequency >= Self.frequencyRatio * frequency
      }
      .prefix(Self.choiceLimit)
      .map { Self.written($0.term, like: word.text) }
  }

  private func isKnown(_ word: TypedWord) throws -> Bool {
    try count(.text(word.text, field: word.field), atMost: 1) > 0
  }

  private mutating func findsLittle(_ query: Query) throws -> Bool {
    if let findsLittle { return findsLittle }
    let result = try count(query, atMost: Self.fewResults) < Self.fewResults
    findsLittle = result
    return result
  }

  private func count(_ query: Query, atMost limit: Int) throws -> Int {
    var options = options
    options.limit = limit
    do throws(IndexError) {
      return try index.rank(query, options: options).elements.count
    } catch {
      // A query that is as large as can be may not get any larger.
      if error.code == .invalidQuery { return 0 }
      throw error
    }
  }

  /// Terms have no capital letters; a word that began with one begins with one.
  private static func written(_ term: [UInt8], like word: String) -> String {
    let text = String(decoding: term, as: UTF8.self)
    guard word.first?.isUppercase == true, let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  // MARK: The whole query

  /// Combinations of a replacement for each word, those of the likeliest first.
  private static func attempts(_ choices: [Choices]) -> [[(word: TypedWord, replacement: String)]] {
    var attempts: [(ranks: Int, parts: [(word: TypedWord, replacement: String)])] = [(0, [])]
    for choice in choices {
      attempts = attempts.flatMap { attempt in
        choice.replacements.enumerated().map { rank, replacement in
          (attempt.ranks + rank, attempt.parts + [(choice.word, replacement)])
        }
      }
    }
    let ordered = attempts.enumerated().sorted {
      ($0.element.ranks, $0.offset) < ($1.element.ranks, $1.offset)
    }
    return ordered.prefix(attemptLimit).map(\.element.parts)
  }

  private static func replacing(
    _ parts: [(word: TypedWord, replacement: String)], in text: String
  ) -> QuerySuggestion {
    var result = ""
    var end = text.startIndex
    for (word, replacement) in parts {
      result += text[end..<word.range.lowerBound] + replacement
      end = word.range.upperBound
    }
    result += text[end...]
    return QuerySuggestion(
      text: result,
      corrections: parts.map {
        QuerySuggestion.Correction(typed: $0.word.text, replacement: $0.replacement)
      })
  }

  /// Whether the query finds something, in documents that have all of the words as well.
  private func finds(
    _ text: String, all words: [TypedWord], _ corrections: [QuerySuggestion.Correction]
  ) throws -> Bool {
    guard let query = try? Query(parsing: text) else { return false }
    let replacements = Dictionary(
      corrections.map { ($0.typed, $0.replacement) }, uniquingKeysWith: { first, _ in first })
    let parts = words.map { word in
      Query.text(replacements[word.text] ?? word.text, field: word.field)
    }
    let whole = parts.isEmpty ? query : .boolean(must: [query] + parts)
    return try count(whole, atMost: 1) > 0
  }
}
