@testable import SwiftSearch

/// An index and its oracle, which get the same documents.
struct ComparedIndex {
  let directory: TemporaryDirectory
  private(set) var writer: IndexWriter
  private(set) var oracle: BruteForceIndex

  init(options: WriterOptions = WriterOptions()) throws {
    directory = try TemporaryDirectory()
    var options = options
    options.mergePolicy = nil
    writer = try IndexWriter(directory: directory.path, options: options)
    oracle = BruteForceIndex(analyzer: TextAnalyzer(options: options.analysis ?? .general))
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
    var options = WriterOptions()
    options.mergePolicy = nil
    writer = try IndexWriter(directory: path, options: options)
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
    let snapshot = index.current
    let options = SearchOptions(
      limit: 2, offset: offset, ranking: ranking, snippetCount: 0, fields: fields)
    let planner = QueryPlanner(
      snapshot, analyzer: try snapshot.manifest.analyzer(), fields: fields)
    var tiers: [[BruteForceSearch.Answer]] = []
    for tier in planner.canRelax(query) ? SearchTier.allCases : [.exact] {
      guard let planned = try planner.plan(query, tier: tier) else { continue }
      let expected = oracle.answers(planned, ranking: ranking)
      tiers.append(expected)
      let resolved = try ResolvedQuery(planned, snapshot, ranking: ranking)
      for listLimit in [ListSearch.limit, 0] {
        let resources = SearchResources(listLimit: listLimit)
        if let difference = try difference(resolved, expected, resources) {
          return "\(tier), lists of \(listLimit): \(difference)"
        }
      }
    }
    return try publicDifference(query, options, tiers)
  }

  private func difference(
    _ query: ResolvedQuery, _ expected: [BruteForceSearch.Answer], _ resources: SearchResources
  ) throws -> String? {
    for limit in [1, 10, .max] {
      let (total, top) = try engineAnswers(query, limit: limit, resources)
      if total != expected.count { return "\(total) instead of \(expected.count) matches" }
      for (rank, (one, other)) in zip(top, expected).enumerated() where one != other {
        return "at \(rank) \(one) instead of \(other)"
      }
      if top.count != min(limit, expected.count) { return "\(top.count) answers of \(limit)" }
      let fast = try SnapshotSearch.run(
        query, limit: limit, countsExactly: false, with: resources)
      let exact = try SnapshotSearch.run(query, limit: limit, with: resources)
      if fast.top != exact.top { return "other answers without the count, \(limit)" }
      if !(top.count...expected.count).contains(fast.total) { return "bound \(fast.total)" }
    }
    return nil
  }

  private func engineAnswers(
    _ query: ResolvedQuery, limit: Int, _ resources: SearchResources
  ) throws -> (total: Int, top: [BruteForceSearch.Answer]) {
    let found = try SnapshotSearch.run(query, limit: limit, with: resources)
    let counted = try SnapshotSearch.run(query, limit: 0, with: resources)
    if counted.total != found.total { return (-counted.total, []) }
    let top = found.top.map {
      BruteForceSearch.Answer(
        key: keys[$0.segment][Int($0.document)], score: $0.score.bitPattern)
    }
    return (found.total, top)
  }

  /// Compares what a caller of the library sees: stricter tiers first, until there is enough.
  private func publicDifference(
    _ query: Query, _ options: SearchOptions, _ tiers: [[BruteForceSearch.Answer]]
  ) throws -> String? {
    var expected: [BruteForceSearch.Answer] = []
    for tier in tiers {
      for answer in tier where !expected.contains(where: { $0.key == answer.key }) {
        expected.append(answer)
      }
      if expected.count >= options.offset + options.limit { break }
    }
    let results = try index.search(query, options: options)
    let answers = results.hits.map {
      BruteForceSearch.Answer(key: $0.key, score: $0.score.bitPattern)
    }
    let isEqual =
      answers == Array(expected.dropFirst(options.offset).prefix(options.limit))
      && results.total == .init(value: expected.count, relation: .exact)
      && results.hits.map(\.rank) == answers.indices.map { options.offset + 1 + $0 }
    return isEqual ? nil : "other answers from \(options.offset) on"
  }
}
