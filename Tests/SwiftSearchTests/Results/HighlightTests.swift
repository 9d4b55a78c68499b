import Testing

@testable import SwiftSearch

/// What is marked in a text is exactly what matched there, for every kind of query.
@Suite struct HighlightTests {
  private static let separators = [" ", ", ", "\n", " — ", ".\r\n\r\n", "\t"]
  private static let vocabulary = [
    "colony", "colonies", "colonel", "colny", "column", "model", "models", "modeled", "japan",
    "matsumoto", "matsumto", "ant", "ants", "an", "a",
  ]
  /// Words that count as each other.
  private static let stems = [
    ["colony", "colonies"], ["model", "models", "modeled"], ["ant", "ants"],
  ]

  /// A text of words, and where each of them stands.
  private struct WordText {
    var text = ""
    var words: [(word: String, source: Range<Int>)] = []

    init(_ random: inout SeededGenerator) {
      for _ in 0..<1 + random.below(40) {
        let word = random.pick(vocabulary)
        let start = text.utf8.count
        text += random.oneIn(4) ? word.uppercased() : word
        words.append((word, start..<text.utf8.count))
        text += random.pick(separators)
      }
    }

    func places(where isMeant: (String) -> Bool) -> [Range<Int>] {
      words.filter { isMeant($0.word) }.map(\.source)
    }

    /// The words of each place where a phrase stands.
    func places(of phrase: [String]) -> [Range<Int>] {
      var marked: Set<Int> = []
      for start in words.indices where start + phrase.count <= words.count {
        let range = start..<start + phrase.count
        if words[range].map(\.word) == phrase { marked.formUnion(range) }
      }
      return marked.sorted().map { words[$0].source }
    }
  }

  /// The best snippet of a text, as long as all of it.
  private func snippet(
    of text: String, _ query: Query, variants: Bool = false
  ) throws -> Snippet? {
    let index = try SmallIndex([text]).index
    let options = SearchOptions(
      snippetCount: 1, snippetLength: text.count + 1, usesVariants: variants, relaxes: false)
    return try index.search(query, options: options).hits.first?.snippets.first
  }

  private func expect(
    _ snippet: Snippet?, marks places: [Range<Int>], of text: String, _ comment: String
  ) {
    guard let snippet else {
      #expect(places.isEmpty, "\(comment): \(text)")
      return
    }
    // It may begin behind a line end that is before the best of the matches.
    let expected = places.filter {
      $0.lowerBound >= snippet.source.lowerBound && $0.upperBound <= snippet.source.upperBound
    }
    #expect(!expected.isEmpty, "\(comment): \(text)")
    #expect(snippet.places.map(\.source) == expected, "\(comment): \(text)")
    let bytes = Array(text.utf8)
    #expect(snippet.highlights.count == snippet.places.count, "\(comment)")
    for (highlight, place) in zip(snippet.highlights, snippet.places) {
      let shown = String(decoding: Array(snippet.text.utf8)[highlight], as: UTF8.self)
      #expect(shown == String(decoding: bytes[place.source], as: UTF8.self), "\(comment)")
      #expect(
        place.line == bytes[..<place.source.lowerBound].count { $0 == 0x0A } + 1, "\(comment)")
    }
    #expect(snippet.line == snippet.places.first?.line, "\(comment)")
  }

  @Test(arguments: 0..<40)
  func wordsAreMarkedWhereTheyMatch(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let text = WordText(&random)
    let word = random.pick(Self.vocabulary)
    expect(
      try snippet(of: text.text, .text(word)), marks: text.places { $0 == word }, of: text.text,
      "seed \(seed), \(word)")

    let phrase = (0..<1 + random.below(3)).map { _ in random.pick(Self.vocabulary) }
    expect(
      try snippet(of: text.text, .phrase(phrase.joined(separator: " "))),
      marks: text.places(of: phrase), of: text.text, "seed \(seed), \(phrase)")

    let edits = random.below(3)
    expect(
      try snippet(of: text.text, .pattern(.fuzzy(word, edits: edits))),
      marks: text.places { RandomEdits.distance(Array($0), Array(word)) <= edits }, of: text.text,
      "seed \(seed), \(word)~\(edits)")

    let prefix = String(word.prefix(1 + random.below(4)))
    for pattern in [prefix + "*", "*" + word.suffix(2), word.prefix(1) + "*" + word.suffix(1)] {
      expect(
        try snippet(of: text.text, .pattern(.wildcard(pattern))),
        marks: text.places { ReferenceWildcard.matches(pattern, $0) }, of: text.text,
        "seed \(seed), \(pattern)")
    }
    expect(
      try snippet(of: text.text, .pattern(.regularExpression("(" + prefix + "|an).*"))),
      marks: text.places { $0.hasPrefix(prefix) || $0.hasPrefix("an") }, of: text.text,
      "seed \(seed), /\(prefix)/")

    let stem = random.pick(Self.stems)
    expect(
      try snippet(of: text.text, .text(stem[0]), variants: true),
      marks: text.places { stem.contains($0) }, of: text.text, "seed \(seed), forms of \(stem[0])")
  }

  /// Runs of Han are marked wherever they stand in longer ones; marks that touch are one.
  @Test(arguments: 0..<40)
  func runsAreMarkedWhereTheyStand(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let characters = Array("人工智能国家").map { String($0) }
    let parts = (0..<1 + random.below(30)).map { _ in
      random.oneIn(5) ? random.pick(["，", " and ", "。\n"]) : random.pick(characters)
    }
    let text = parts.joined()
    let run = (0..<1 + random.below(3)).map { _ in random.pick(characters) }
    var places: [Range<Int>] = []
    let bytes = Array(text.utf8)
    let wanted = Array(run.joined().utf8)
    for start in bytes.indices where bytes[start...].starts(with: wanted) {
      let end = start + wanted.count
      if let last = places.last, last.upperBound >= start {
        places[places.count - 1] = last.lowerBound..<end
      } else {
        places.append(start..<end)
      }
    }
    for query in [Query.text(run.joined()), .phrase(run.joined())] {
      expect(
        try snippet(of: text, query), marks: places, of: text, "seed \(seed), \(run.joined())")
    }
  }

  /// Each of several passages has its place, and none overlaps another.
  @Test(arguments: 0..<20)
  func severalPassagesAreApart(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let text = (0..<8).map { _ in WordText(&random).text }.joined(separator: "\n")
    let word = random.pick(Self.vocabulary)
    let count = 1 + random.below(6)
    let options = SearchOptions(
      snippetCount: count, snippetLength: 10 + random.below(50), usesVariants: false)
    let hits = try SmallIndex([text]).index.search(.text(word), options: options).hits
    let snippets = hits.first?.snippets ?? []
    #expect(snippets.count <= count, "seed \(seed)")
    let bytes = Array(text.utf8)
    for (number, snippet) in snippets.enumerated() {
      for other in snippets[..<number] {
        #expect(!other.source.overlaps(snippet.source), "seed \(seed)")
      }
      let passage = String(decoding: bytes[snippet.source], as: UTF8.self)
      let collapsed = passage.unicodeScalars.split { $0.value <= 0x20 }
        .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
      #expect(snippet.text == collapsed, "seed \(seed)")
      for place in snippet.places {
        #expect(snippet.source.contains(place.source.lowerBound), "seed \(seed)")
        let found = String(decoding: bytes[place.source], as: UTF8.self)
        #expect(found.lowercased() == word, "seed \(seed)")
      }
    }
  }
}
