import Testing

@testable import SwiftSearch

/// The engine and the oracle agree on documents, order, score bits and totals.
@Suite struct OracleTests {
  private static let rankings = [
    BM25(), BM25(k1: 0.9, b: 0.4), BM25(k1: 2, b: 1), BM25(k1: 1.2, b: 0), BM25(k1: 0, b: 0.5),
  ]

  /// One segment, or several of them and several commits, with documents replaced and deleted.
  private func randomIndex(
    _ corpus: inout RandomCorpus, documents: Int, words: Int, segments: Int
  ) throws -> ComparedIndex {
    var index = try ComparedIndex()
    for number in 0..<documents {
      let isOld = number > 0 && corpus.random.oneIn(10)
      let key = "key \(isOld ? corpus.random.below(number) : number)"
      if corpus.random.oneIn(15) {
        try index.delete("key \(corpus.random.below(documents))")
      } else {
        try index.add(corpus.document(key: key, words: words))
      }
      guard segments > 1 else { continue }
      if corpus.random.oneIn(max(1, documents / segments)) { try index.flush() }
      if corpus.random.oneIn(max(1, documents / 2)) {
        try index.commit()
        if corpus.random.oneIn(2) { try index.reopen() }
      }
    }
    try index.commit()
    return index
  }

  private func compare(
    _ index: ComparedIndex, _ corpus: inout RandomCorpus, queries: Int, seed: Int
  ) throws {
    var comparison = try Comparison(index)
    for number in 0..<queries {
      let query = corpus.query()
      let ranking = corpus.random.pick(Self.rankings)
      let fields = corpus.random.pick([nil, nil, ["title"], ["text", "title", "tag", "n"], []])
      let difference = try comparison.difference(query, ranking: ranking, fields: fields)
      #expect(difference == nil, "seed \(seed), query \(number): \(query), \(ranking)")
      if difference != nil { return }
    }
  }

  @Test(arguments: 0..<24)
  func smallIndexesAnswerAsTheOracleDoes(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 5 << (seed % 8))
    corpus.cjkShare = 1 + seed % 3
    let count = 1 + corpus.random.below(120)
    let index = try randomIndex(&corpus, documents: count, words: 12, segments: seed % 6 + 1)
    try compare(index, &corpus, queries: 80, seed: seed)
  }

  /// Terms of more than 4,096 postings, which fill more than 32 blocks and a window.
  @Test(arguments: [100, 101])
  func largeIndexesAnswerAsTheOracleDoes(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 12)
    corpus.cjkShare = 40
    let segments = seed == 100 ? 1 : 3
    let index = try randomIndex(
      &corpus, documents: segments == 1 ? 10_500 : 4500, words: 3, segments: segments)
    try compare(index, &corpus, queries: 24, seed: seed)
    let snapshot = try SearchIndex(directory: index.directory.path).current
    let text = try #require(snapshot.field(named: "text"))
    var largest = 0
    for segment in snapshot.segments {
      let field = segment.field(text.number)
      let term = Array(RandomCorpus.word(0).utf8)
      largest = max(largest, try field?.entry(for: term.span)?.documentFrequency ?? 0)
    }
    #expect(largest > (segments == 1 ? 4096 : 256), "the corpus is too small for its purpose")
  }

  /// Phrases are confirmed last, before or behind what is rarer.
  @Test(arguments: 300..<304)
  func phrasesBesideOtherPartsAreFoundAsTheOracleDoes(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 30)
    corpus.cjkShare = 40
    let index = try randomIndex(
      &corpus, documents: 900, words: 12, segments: seed % 2 == 0 ? 1 : 3)
    var comparison = try Comparison(index)
    for number in 0..<30 {
      let count = corpus.random.pick([2, 2, 3, 4])
      let phrase = (0..<count).map { _ in corpus.word() }.joined(separator: " ")
      func words(_ most: Int) -> [Query] {
        (0..<corpus.random.below(most + 1)).map { _ in .text(corpus.word(), field: "text") }
      }
      let query = Query.boolean(
        must: [.phrase(phrase, field: "text")] + words(2), should: words(1), mustNot: words(1))
      let difference = try comparison.difference(query)
      #expect(difference == nil, "seed \(seed), query \(number): \(query)")
      if difference != nil { return }
    }
  }

  /// Terms that are all frequent or all rare, or both, in lists of one block and of many.
  @Test(arguments: 400..<404)
  func conjunctionsAreFoundAsTheOracleDoes(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 150)
    corpus.cjkShare = 40
    let isWhole = seed % 2 == 0
    let index = try randomIndex(
      &corpus, documents: isWhole ? 4000 : 1500, words: 8, segments: isWhole ? 1 : 3)
    var comparison = try Comparison(index)
    for number in 0..<30 {
      func words(_ range: Range<Int>) -> [Query] {
        (0..<range.lowerBound + corpus.random.below(range.count)).map { _ in
          .text(corpus.word(), field: "text")
        }
      }
      let query = Query.boolean(must: words(2..<5), should: [], mustNot: words(0..<2))
      let difference = try comparison.difference(query)
      #expect(difference == nil, "seed \(seed), query \(number): \(query)")
      if difference != nil { return }
    }
  }

  @Test(arguments: 200..<204)
  func answersDoNotDependOnTheCut(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 60)
    let documents = (0..<140).map { corpus.document(key: "\($0)", words: 10) }
    var comparisons: [Comparison] = []
    for segments in [1, 2, 7] {
      var index = try ComparedIndex()
      for (number, document) in documents.enumerated() {
        if number > 0, number % (140 / segments) == 0 { try index.flush() }
        try index.add(document)
      }
      try index.commit()
      let snapshot = try SearchIndex(directory: index.directory.path).current
      #expect(snapshot.segments.count == segments)
      comparisons.append(try Comparison(index))
    }
    // The oracle knows nothing of segments here, so that all that equal it equal each other.
    for _ in 0..<45 {
      let query = corpus.query()
      for number in comparisons.indices {
        let difference = try comparisons[number].difference(query)
        #expect(difference == nil, "seed \(seed), \(query)")
      }
    }
  }
}
