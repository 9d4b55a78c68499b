import Testing

@testable import SwiftSearch

/// Searches that end before they have looked everywhere.
@Suite struct TimeLimitTests {
  private let index: SearchIndex
  /// A query that takes long.
  private let query: Query

  private struct LargeIndex: Sendable {
    let index: SearchIndex

    static let shared = Result { try LargeIndex() }

    init() throws {
      let directory = try TemporaryDirectory()
      let writer = try IndexWriter(directory: directory.path)
      var corpus = RandomCorpus(seed: 7, wordCount: 100)
      for number in 0..<5000 {
        let text = (0..<8).map { _ in corpus.word() }.joined(separator: " ")
        try writer.add(Document(key: "\(number)", fields: [.init("text", .text(text))]))
        if number % 1000 == 999 { try writer.withState { try $0.flush() } }
      }
      try writer.commit()
      // Its files may be removed once they are open.
      index = try SearchIndex(directory: directory.path)
    }
  }

  init() throws {
    index = try LargeIndex.shared.get().index
    let words = (0..<60).map { RandomCorpus.word($0) }
    query = .boolean(
      must: [], should: words.flatMap { word in words.prefix(5).map { .phrase(word + " " + $0) } },
      mustNot: [.text("absent")])
  }

  @Test func withoutALimitNothingIsLeftOut() throws {
    let results = try index.search(query)
    #expect(!results.isPartial && results.total.relation == .exact)
    let limited = try index.search(query, options: SearchOptions(timeLimit: .seconds(1_000_000)))
    #expect(!limited.isPartial && limited.total == results.total && limited.hits == results.hits)
    let ranked = try index.rank(query, options: SearchOptions(timeLimit: .seconds(Int64.max)))
    #expect(!ranked.isPartial && ranked.total == results.total)
  }

  @Test(arguments: [1, nil]) func noTimeFindsNothing(threads: Int?) throws {
    for counts in [true, false] {
      for limit in [0, 10] {
        let options = SearchOptions(
          limit: limit, countsExactly: counts, timeLimit: .zero, threadLimit: threads)
        let results = try index.search(query, options: options)
        #expect(results.isPartial && results.hits.isEmpty)
        #expect(results.total == .init(value: 0, relation: .atLeast))
        #expect(try index.rank(query, options: options).isPartial)
      }
    }
  }

  /// What is found in any time is among what is found in all time, with the same scores.
  @Test(arguments: [1, 2]) func whatIsFoundInTimeIsRight(threads: Int) throws {
    let all = SearchOptions(limit: 20_000, snippetCount: 0, threadLimit: threads)
    let clock = ContinuousClock()
    let start = clock.now
    let complete = try index.rank(query, options: all)
    let duration = clock.now - start
    let scores = Dictionary(
      uniqueKeysWithValues: complete.elements.map { ($0.place, $0.score) })
    var sizes: Set<Int> = []
    for part in 1...20 {
      var options = all
      options.timeLimit = duration * part / 24
      let found = try index.rank(query, options: options)
      sizes.insert(found.elements.count)
      for element in found.elements { #expect(scores[element.place] == element.score) }
      #expect(found.total.value <= complete.total.value)
      #expect(found.total.value >= found.elements.count)
      #expect(found.isPartial == (found.total.relation == .atLeast))
    }
    #expect(sizes.count > 2, "\(sizes), of \(duration)")
  }

  @Test func aLimitIsKept() throws {
    let clock = ContinuousClock()
    func time(_ limit: Duration?) throws -> Duration {
      let options = SearchOptions(limit: 10_000, snippetCount: 0, timeLimit: limit, threadLimit: 1)
      let start = clock.now
      _ = try index.rank(query, options: options)
      return clock.now - start
    }
    let complete = try time(nil)
    // Something else may take the processor away, but hardly every time.
    let limited = try (0..<5).map { _ in try time(complete / 20) }
    #expect(limited.contains { $0 < complete / 3 }, "\(limited) of \(complete)")
  }

  @Test func aTaskThatIsCancelledGetsWhatIsThere() async throws {
    let (index, query) = (index, query)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return (try index.search(query), try index.document(key: "17")?.key)
    }
    task.cancel()
    let (results, key) = try await task.value
    #expect(results.isPartial && results.total.relation == .atLeast)
    #expect(key == "17")
    let other = try await Task { try index.search(query) }.value
    #expect(!other.isPartial && other.total.relation == .exact)
  }

  @Test func searchesThatTakeLongEndSoonAfterTheirTask() async throws {
    let (index, query) = (index, query)
    let clock = ContinuousClock()
    let start = clock.now
    _ = try index.rank(query)
    let complete = clock.now - start
    var results: RankedDocuments?
    // The task may not have run before the search of another test let it.
    for _ in 0..<20 where results?.isPartial != true {
      let task = Task.detached { try index.rank(query) }
      try await Task.sleep(for: complete / 10)
      task.cancel()
      results = try await task.value
    }
    #expect(results?.isPartial == true)
  }
}
