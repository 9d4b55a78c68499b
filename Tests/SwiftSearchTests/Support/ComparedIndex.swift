@testable import SwiftSearch

/// An index and its oracle, which get the same documents.
struct ComparedIndex {
  let directory: TemporaryDirectory
  private(set) var writer: IndexWriter
  private(set) var oracle = BruteForceIndex()

  init(options: WriterOptions = WriterOptions()) throws {
    directory = try TemporaryDirectory()
    writer = try IndexWriter(directory: directory.path, options: options)
  }

  mutating func add(_ document: Document) throws {
    try writer.add(document)
    oracle.add(document)
  }

  mutating func delete(_ key: String) throws {
    try writer.delete(key: key)
    oracle.delete(key)
  }

  /// Ends the segment, without a commit.
  mutating func flush() throws {
    try writer.withState { try $0.flush() }
    oracle.flush()
  }

  mutating func commit() throws {
    try writer.commit()
    oracle.commit()
  }

  /// Goes on with another writer; call it right after a commit.
  mutating func reopen() throws {
    let path = directory.path
    writer = try IndexWriter(directory: path + "/other")
    writer = try IndexWriter(directory: path)
  }
}

/// What the engine and the oracle answer to the same queries.
struct Comparison {
  private let index: SearchIndex
  private let keys: [[String]]
  private var oracle: BruteForceSearch

  init(_ compared: ComparedIndex) throws {
    index = try SearchIndex(directory: compared.directory.path)
    oracle = BruteForceSearch(compared.oracle)
    keys = try index.current.segments.map { segment in
      try (0..<segment.documentCount).map { document in
        let stored = try segment.storedDocument(document)
        guard case .keyword(let key)? = stored.fields.first?.value else { return "" }
        return key
      }
    }
  }

  /// - Returns: how the answers differ, or nil when they do not.
  mutating func difference(
    _ query: Query, ranking: BM25 = BM25(), fields: [String]? = nil, offset: Int = 3
  ) throws -> String? {
    let expected = oracle.answers(query, ranking: ranking, fields: fields)
    let all = try engineAnswers(query, ranking, fields, limit: .max)
    if all.total != expected.count { return "\(all.total) instead of \(expected.count) matches" }
    for (rank, (one, other)) in zip(all.top, expected).enumerated() where one != other {
      return "at \(rank) \(one) instead of \(other)"
    }
    for limit in [1, 10] {
      let best = try engineAnswers(query, ranking, fields, limit: limit)
      if best.total != expected.count || best.top != Array(expected.prefix(limit)) {
        return "other answers with a limit of \(limit)"
      }
    }
    return try publicDifference(query, ranking, fields, offset, expected)
  }

  private func engineAnswers(
    _ query: Query, _ ranking: BM25, _ fields: [String]?, limit: Int
  ) throws -> (total: Int, top: [BruteForceSearch.Answer]) {
    let snapshot = index.current
    let planner = QueryPlanner(
      snapshot, analyzer: try snapshot.manifest.analyzer(), fields: fields)
    guard let planned = planner.plan(query) else { return (0, []) }
    let found = try SnapshotSearch.run(
      try ResolvedQuery(planned, snapshot, ranking: ranking), snapshot, limit: limit)
    let top = found.top.map {
      BruteForceSearch.Answer(
        key: keys[$0.segment][Int($0.document)], score: $0.score.bitPattern)
    }
    return (found.total, top)
  }

  private func publicDifference(
    _ query: Query, _ ranking: BM25, _ fields: [String]?, _ offset: Int,
    _ expected: [BruteForceSearch.Answer]
  ) throws -> String? {
    let options = SearchOptions(
      limit: 2, offset: offset, ranking: ranking, snippetCount: 0, fields: fields)
    let results = try index.search(query, options: options)
    let answers = results.hits.map {
      BruteForceSearch.Answer(key: $0.key, score: $0.score.bitPattern)
    }
    let isEqual =
      answers == Array(expected.dropFirst(offset).prefix(2))
      && results.total == .init(value: expected.count, relation: .exact)
      && results.hits.map(\.rank) == answers.indices.map { offset + 1 + $0 }
    return isEqual ? nil : "other answers from \(offset) on"
  }
}
