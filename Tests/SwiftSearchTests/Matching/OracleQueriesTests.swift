import Foundation
import Testing

@testable import SwiftSearch

/// Many queries of every shape on corpora that are large, uneven, deleted from or full of ties.
///
/// A query that fails is printed with its seed. To run it alone, name its corpus and the seed, as
/// in `ORACLE_QUERY=ties:17 swift test --filter OracleQueriesTests`.
@Suite struct OracleQueriesTests {
  static let corpora: [OracleCorpus] = {
    var all = [
      // Lists of many blocks and groups, most of them bitsets.
      OracleCorpus(
        name: "dense", seed: 1, documentCount: 9000, wordCount: 60, longest: 24, queryCount: 450),
      OracleCorpus(
        name: "dense words in segments", seed: 2, documentCount: 9000, wordCount: 200, longest: 16,
        segmentCount: 3, hasDeletions: true, analysis: .words, queryCount: 500),
      OracleCorpus(
        name: "ties", seed: 3, documentCount: 6000, wordCount: 30, longest: 6, textCount: 12,
        hasDeletions: true, queryCount: 700),
      OracleCorpus(
        name: "ties of pairs", seed: 4, documentCount: 3000, wordCount: 12, longest: 4,
        textCount: 150, segmentCount: 2, analysis: .pairs, queryCount: 800),
      // More windows than are looked at at once.
      OracleCorpus(
        name: "windows", seed: 5, documentCount: 270_000, wordCount: 3000, longest: 3,
        hasFields: false, analysis: .words, queryCount: 200, waysPerQuery: 2),
    ]
    let analyses: [AnalysisOptions] = [.general, .words, .pairs]
    for seed in 10..<28 {
      all.append(
        OracleCorpus(
          name: "small \(seed)", seed: seed, documentCount: 40 << (seed % 5),
          wordCount: 8 << (seed % 6), longest: 4 + seed, segmentCount: 1 + seed % 4,
          hasDeletions: seed % 3 > 0, analysis: analyses[seed % 3], queryCount: 1000))
    }
    return all
  }()

  @Test func enoughQueriesAreCompared() {
    #expect(Self.corpora.reduce(0) { $0 + $1.queryCount } >= 20_000)
    #expect(Set(Self.corpora.map(\.name)).count == Self.corpora.count)
  }

  @Test(arguments: corpora)
  func queriesAreAnsweredAsTheOracleDoes(_ corpus: OracleCorpus) throws {
    var seeds = Array(0..<corpus.queryCount)
    if let wanted = ProcessInfo.processInfo.environment["ORACLE_QUERY"] {
      let parts = wanted.split(separator: ":")
      guard parts.count == 2, parts[0] == corpus.name else { return }
      seeds = Int(parts[1]).map { [$0] } ?? []
    }
    var comparison = try QueryComparison(try corpus.build())
    var compared = 0
    for seed in seeds {
      var query = OracleQuery(corpus, seed: seed)
      let planner = QueryPlanner(
        comparison.snapshot, analyzer: try comparison.snapshot.manifest.analyzer(),
        fields: query.fields)
      compared += 1
      for tier in planner.canRelax(query.query) ? SearchTier.allCases : [.exact] {
        guard var plan = try planner.plan(query.query, tier: tier) else { continue }
        if query.isAltered { plan = query.altered(plan) }
        let difference = try comparison.difference(
          plan, ranking: query.ranking, ways: query.ways(corpus.waysPerQuery))
        guard let difference else { continue }
        Issue.record("\(corpus.name):\(seed) \(query.query), \(query.ranking), \(difference)")
        return
      }
    }
    #expect(compared == seeds.count)
  }
}
