import Foundation

@testable import SwiftSearch

/// A random index of several segments with replaced and deleted documents, and what an oracle knows
/// of the values of its documents.
struct ArrangedIndex {
  /// A document that matches.
  struct Match {
    var key: String
    var score: Float
    /// Its number in the order in which documents were added.
    var entry: Int
  }

  let compared: ComparedIndex
  let index: SearchIndex
  private(set) var corpus: RandomCorpus
  private var oracle: BruteForceSearch
  /// By field and entry, all keywords in their order.
  private var keywords: [String: [Int: [String]]] = [:]

  init(seed: Int, documents: Int, segments: Int, words: Int = 5) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 40)
    corpus.cjkShare = 20
    var compared = try ComparedIndex()
    for number in 0..<documents {
      let isOld = number > 0 && corpus.random.oneIn(10)
      if corpus.random.oneIn(15) { try compared.delete("key \(corpus.random.below(documents))") }
      let key = "key \(isOld ? corpus.random.below(number) : number)"
      try compared.add(corpus.document(key: key, words: words))
      if segments > 1, corpus.random.oneIn(max(1, documents / segments)) { try compared.flush() }
    }
    try compared.commit()
    self.compared = compared
    self.corpus = corpus
    index = try SearchIndex(directory: compared.directory.path)
    oracle = BruteForceSearch(compared.oracle)
    for (field, terms) in compared.oracle.postings {
      var values: [Int: [String]] = [:]
      for (term, postings) in terms.sorted(by: { $0.key.span.precedes($1.key.span) }) {
        for posting in postings {
          values[posting.entry, default: []].append(String(decoding: term, as: UTF8.self))
        }
      }
      keywords[field] = values
    }
  }

  mutating func query() -> Query { corpus.query() }

  /// All documents that match a query as it was typed, best first; `nil` when nothing is left of
  /// the query.
  mutating func matches(_ query: Query, tier: SearchTier = .exact) throws -> [Match]? {
    let snapshot = index.current
    let analyzer = try snapshot.manifest.analyzer()
    let planner = QueryPlanner(snapshot, analyzer: analyzer, fields: nil)
    guard let planned = try planner.plan(query, tier: tier) else { return nil }
    let found = oracle.matches(planned, ranking: analyzer.options.ranking)
    return zip(found.entries, found.scores).sorted { ($0.1, $1.0) > ($1.1, $0.0) }.map {
      Match(key: oracle.index.entries[$0].key, score: $1, entry: $0)
    }
  }

  /// The first number of a field, or its date in milliseconds.
  func number(_ field: String, of entry: Int) -> Double? {
    let entry = oracle.index.entries[entry]
    return entry.numbers[field]
      ?? entry.dates[field].map { ($0.timeIntervalSince1970 * 1000).rounded() }
  }

  func keywords(_ field: String, of entry: Int) -> [String] { keywords[field]?[entry] ?? [] }
}
