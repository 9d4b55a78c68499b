import Testing

@testable import SwiftSearch

/// What holds for any text: it finds itself, and what is marked is what matches.
@Suite struct SelfMatchTests {
  /// Any text in any script, however odd, is found by its first word or run.
  @Test(arguments: 0..<20)
  func anyTextFindsItself(seed: Int) throws {
    var random = RandomText(seed: UInt64(7000 + seed))
    let texts = (0..<12).map { _ in random.text(count: 1 + random.below(60)) }
    let small = try SmallIndex(texts)
    for (number, text) in texts.enumerated() {
      let pieces = text.split { " \t\r\n\r\n\u{B}\u{C}".contains($0) }
      let first = pieces.first { !TextAnalyzer.general.tokens(of: String($0)).isEmpty }
      guard let first else { continue }
      let results = try small.index.search(
        .text(String(first)), options: SearchOptions(limit: texts.count))
      #expect(results.hits.contains { $0.key == "\(number)" }, "seed \(seed), \(first) in \(text)")
    }
  }

  /// Whatever is indexed and asked for, with every preset: an answer or a mistake in the query.
  @Test(arguments: [AnalysisOptions.words, .pairs, .general, .code, .exact], 0..<4)
  func noTextTraps(analysis: AnalysisOptions, seed: Int) throws {
    var random = RandomText(seed: UInt64(11_000 + seed))
    let texts = (0..<6).map { _ in random.text(count: 1 + random.below(120)) }
    let small = try SmallIndex(texts, analysis: analysis)
    let words = texts.flatMap { $0.split(separator: " ").map(String.init) }
    let options = SearchOptions(
      snippetLength: 20, synonyms: Dictionary(words.map { ($0, texts) }) { $1 },
      stopWords: Set(words.prefix(2)), explains: true)
    for text in texts + [random.text(count: 300), ""] {
      for query in [Query.text(text), .phrase(text), .words(text)] {
        let results = try small.index.search(query, options: options)
        #expect(results.hits.count == min(10, results.total.value))
      }
      if let query = try? Query(parsing: text) {
        #expect(try small.index.search(query, options: options).hits.count <= texts.count)
      }
    }
  }

  /// Two or more neighbours of Han, kana or Hangul are found, wherever in the text they stand.
  @Test(arguments: 0..<20)
  func anySubstringIsFound(seed: Int) throws {
    var random = RandomMixedText(seed: 8000 + seed)
    let runs = (0..<8).map { _ in random.run(longest: 16) }
    let small = try SmallIndex(runs.map { "\(random.word()) (\($0))\n\n\(random.word())" })
    for (number, run) in runs.enumerated() where run.count >= 2 {
      for _ in 0..<6 {
        let part = random.part(of: run)
        for query in [Query.text(part), .phrase(part)] {
          let results = try small.index.search(query, options: SearchOptions(limit: 1))
          #expect(results.tier == .exact && results.total.value >= 1, "seed \(seed), \(part)")
          let all = try small.index.search(query, options: SearchOptions(limit: runs.count))
          #expect(all.hits.contains { $0.key == "\(number)" }, "seed \(seed), \(part) in \(run)")
        }
      }
    }
  }

  /// Highlights and matches are the same: every hit has one, and the passage that is marked is a
  /// match by itself.
  @Test(arguments: 0..<16)
  func whatIsMarkedIsWhatMatches(seed: Int) throws {
    var random = RandomMixedText(seed: 9000 + seed)
    let texts = (0..<10).map { _ in random.text(words: 1 + random.random.below(25)) }
    let small = try SmallIndex(texts)
    var hitCount = 0
    for _ in 0..<8 {
      let query = random.query(from: texts)
      hitCount += try expectMarks(query, in: small, textCount: texts.count, "seed \(seed)")
    }
    #expect(hitCount > 0, "seed \(seed)")
  }

  /// The same for text of any scripts, in pieces that no one would type.
  @Test(arguments: 0..<16)
  func whatIsMarkedInOddTextMatches(seed: Int) throws {
    var random = RandomText(seed: UInt64(10_000 + seed))
    let spaces: Set<Unicode.Scalar> = ["\t", "\n", "\r", "\0"]
    let texts = (0..<6).map { _ in
      let scalars = random.text(count: 1 + random.below(60)).unicodeScalars
      return String(String.UnicodeScalarView(scalars.map { spaces.contains($0) ? " " : $0 }))
    }
    let small = try SmallIndex(texts)
    for text in texts {
      let pieces = text.split(separator: " ")
      guard !pieces.isEmpty else { continue }
      let query = Query.text(String(pieces[random.below(pieces.count)]))
      _ = try expectMarks(query, in: small, textCount: texts.count, "seed \(seed)")
    }
  }

  /// - Returns: how many hits there were.
  private func expectMarks(
    _ query: Query, in small: SmallIndex, textCount: Int, _ comment: Comment
  ) throws -> Int {
    let options = SearchOptions(limit: textCount, snippetCount: 1, snippetLength: 4000)
    let hits = try exactHits(small, query, options)
    for hit in hits {
      let snippet = try #require(hit.snippets.first)
      #expect(!snippet.highlights.isEmpty, "\(comment), \(query) in \(snippet.text)")
      for passage in try passages(snippet, query, comment) {
        let alone = try SmallIndex([passage])
        #expect(
          try exactHits(alone, query, options).count == 1,
          "\(comment), \(query): \(passage) of \(snippet.text)")
      }
    }
    return hits.count
  }

  private func exactHits(
    _ small: SmallIndex, _ query: Query, _ options: SearchOptions
  ) throws -> [Hit] {
    var options = options
    options.limit = 1
    let count = try small.index.search(query, options: options)
    guard count.tier == .exact, count.total.value > 0 else { return [] }
    options.limit = count.total.value
    return try small.index.search(query, options: options).hits
  }

  /// Each highlight of a word, or all of a phrase, whose words are marked one by one.
  private func passages(
    _ snippet: Snippet, _ query: Query, _ comment: Comment
  ) throws -> [String] {
    let utf8 = snippet.text.utf8
    let parts = try snippet.highlights.map { range in
      let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
      let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
      _ = try #require(start.samePosition(in: snippet.text.unicodeScalars), comment)
      _ = try #require(end.samePosition(in: snippet.text.unicodeScalars), comment)
      return start..<end
    }
    guard let first = parts.first, let last = parts.last else { return [] }
    let isWord = parts.count == 1 || isOneToken(query)
    return isWord
      ? parts.map { String(snippet.text[$0]) }
      : [String(snippet.text[first.lowerBound..<last.upperBound])]
  }

  private func isOneToken(_ query: Query) -> Bool {
    guard case .text(let text, _) = query else { return false }
    let items = QueryItem.items(of: TextAnalyzer.general.tokens(of: text))
    return items.count == 1 && (items[0].kind != .word || items[0].tokens.count == 1)
  }
}
