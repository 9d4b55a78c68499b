@testable import SwiftSearch

/// What the engine and the oracle find for a planned query, in all ways of searching.
struct QueryComparison {
  /// A way to search: for how many documents, whether all are counted, and how many postings
  /// become a list.
  struct Way: CustomStringConvertible {
    var limit: Int
    var countsExactly: Bool
    var listLimit = ListSearch.limit

    var description: String {
      "limit \(limit)\(countsExactly ? " with" : " without") the count, lists of \(listLimit)"
    }
  }

  /// All but the one that finds every match.
  static let ways: [Way] =
    [ListSearch.limit, 0, 150].flatMap { listLimit in
      [1, 3, 10, 100].flatMap { limit in
        [false, true].map { Way(limit: limit, countsExactly: $0, listLimit: listLimit) }
      } + [Way(limit: 0, countsExactly: true, listLimit: listLimit)]
    }
  /// Up to how many matches all are looked at.
  static let mostOfAll = 3000

  let snapshot: IndexSnapshot
  private var oracle: BruteForceSearch
  /// The first entry of each segment.
  private var starts: [Int] = []
  private var resources = SearchResources()

  init(_ compared: ComparedIndex) throws {
    guard let newest = try IndexSnapshot.newest(in: IndexDirectory(compared.directory.path)) else {
      throw MissingIndex()
    }
    snapshot = newest
    oracle = BruteForceSearch(compared.oracle)
    let entries = oracle.index.entries
    for (number, entry) in entries.enumerated() where !entry.isForgotten {
      if number == 0 || entries[number - 1].segment != entry.segment { starts.append(number) }
    }
    for (number, segment) in snapshot.segments.enumerated() {
      for document in stride(from: 0, to: segment.documentCount, by: 997) {
        let stored = try segment.storedDocument(document).fields.first?.value
        guard case .keyword(entries[starts[number] + document].key)? = stored else {
          throw MissingIndex()
        }
      }
    }
  }

  struct MissingIndex: Error {}

  /// - Returns: how the answers differ, or nil when they do not.
  mutating func difference(
    _ plan: PlannedQuery, ranking: BM25, ways: [Way]
  ) throws -> String? {
    let matches = oracle.matches(plan, ranking: ranking)
    let resolved = try ResolvedQuery(plan, snapshot, ranking: ranking)
    var ways = ways
    if matches.entries.count <= Self.mostOfAll {
      ways.append(Way(limit: .max, countsExactly: false))
    }
    let best = Self.best(ways.map(\.limit).max() ?? 0, of: matches)
    for way in ways {
      resources.listLimit = way.listLimit
      let answer = try SnapshotSearch.run(
        resolved, limit: way.limit, countsExactly: way.countsExactly, with: resources)
      if let difference = difference(answer, way, best, total: matches.entries.count) {
        return "\(way): \(difference)"
      }
    }
    return nil
  }

  private func difference(
    _ answer: SnapshotSearch.Answer, _ way: Way, _ best: [UInt64], total: Int
  ) -> String? {
    let count = min(way.limit, total)
    if way.countsExactly || way.limit == 0 {
      if answer.total != total || !answer.isTotalExact {
        return "\(answer.total) of \(total) matches"
      }
    } else if !(count...total).contains(answer.total) {
      return "\(answer.total) is no bound of \(total)"
    }
    if answer.top.count != count { return "\(answer.top.count) of \(count) documents" }
    for (rank, found) in answer.top.enumerated() {
      let key = Self.key(starts[found.segment] + Int(found.document), found.score)
      if key != best[rank] {
        return "at \(rank) \(Self.text(key)) instead of \(Self.text(best[rank]))"
      }
    }
    return nil
  }

  // MARK: Order

  /// Better documents have smaller keys.
  private static func key(_ entry: Int, _ score: Float) -> UInt64 {
    UInt64(~score.bitPattern) << 32 | UInt64(entry)
  }

  private static func text(_ key: UInt64) -> String {
    "entry \(key & 0xFFFF_FFFF) with \(Float(bitPattern: ~UInt32(key >> 32)))"
  }

  /// The keys of the best matches, best first.
  private static func best(_ count: Int, of matches: BruteForceSearch.Matches) -> [UInt64] {
    var keys: [UInt64] = []
    guard count < matches.entries.count else {
      for place in matches.entries.indices {
        keys.append(key(matches.entries[place], matches.scores[place]))
      }
      return keys.sorted()
    }
    guard count > 0 else { return [] }
    for place in matches.entries.indices {
      let next = key(matches.entries[place], matches.scores[place])
      if keys.count == count, next > keys[count - 1] { continue }
      if keys.count == count { keys.removeLast() }
      var low = 0
      var high = keys.count
      while low < high {
        let middle = (low + high) / 2
        if keys[middle] < next { low = middle + 1 } else { high = middle }
      }
      keys.insert(next, at: low)
    }
    return keys
  }
}
