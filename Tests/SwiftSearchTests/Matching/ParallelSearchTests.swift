import Testing

@testable import SwiftSearch

/// What several threads find is what one finds, whichever of them is faster.
@Suite struct ParallelSearchTests {
  /// An index of many segments, of which some have deletions.
  private func index(_ corpus: inout RandomCorpus, segments: Int) throws -> ComparedIndex {
    var index = try ComparedIndex()
    for segment in 0..<segments {
      for number in 0..<corpus.random.below(60) {
        // Short, so that there are many ties.
        try index.add(corpus.document(key: "\(segment) \(number)", words: 3))
      }
      if segment % 3 == 2 { try index.delete("\(segment - 1) \(corpus.random.below(20))") }
      try index.flush()
    }
    try index.commit()
    return index
  }

  @Test(arguments: 0..<6)
  func threadsFindWhatOneFinds(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 20 << seed)
    let directory = try index(&corpus, segments: 24)
    let snapshot = try SearchIndex(directory: directory.directory.path).current
    #expect(snapshot.segments.count > 12)
    let planner = QueryPlanner(snapshot, analyzer: try snapshot.manifest.analyzer())
    let resources = SearchResources(scratches: Pool(limit: 8))
    for number in 0..<25 {
      let query = corpus.query()
      guard let planned = try planner.plan(query, tier: .exact) else { continue }
      let resolved = try ResolvedQuery(planned, snapshot, ranking: BM25())
      for (limit, counts) in [(0, true), (1, false), (3, true), (10, false), (.max, false)] {
        let expected = try SnapshotSearch.run(
          resolved, limit: limit, countsExactly: counts, threads: 1, with: resources)
        for repetition in 0..<4 {
          let threads = 2 + 2 * repetition
          var found = try SnapshotSearch.run(
            resolved, limit: limit, countsExactly: counts, threads: threads, with: resources)
          #expect(found.work.threads == threads)
          found.work = expected.work
          #expect(found == expected, "seed \(seed), query \(number): \(query), \(limit)")
        }
      }
    }
  }

  /// The worst order: a thread with later segments is done when one with earlier ones begins.
  @Test(arguments: 10..<20)
  func whatOneThreadFoundTakesNothingFromAnother(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 8)
    let directory = try index(&corpus, segments: 6)
    let snapshot = try SearchIndex(directory: directory.directory.path).current
    let planner = QueryPlanner(snapshot, analyzer: try snapshot.manifest.analyzer())
    let segments = snapshot.segments.indices
    for number in 0..<40 {
      let query = corpus.query()
      guard let planned = try planner.plan(query, tier: .exact) else { continue }
      let resolved = try ResolvedQuery(planned, snapshot, ranking: BM25())
      for limit in [1, 2, 5] {
        let shared = SharedThreshold()
        var top: [ScoredDocument] = []
        let middle = segments.count / 2
        for part in [segments[middle...], segments[..<middle]] {
          var search = SegmentSearch(
            resolved, limit: limit, countsExactly: false, shared: shared, signal: nil,
            in: MatchingScratch())
          for segment in part { try search.search(segment) }
          top += search.takeAnswer().top
        }
        let expected = try SnapshotSearch.run(resolved, limit: limit, countsExactly: false)
        top.sort(by: ScoredDocument.precedes)
        let isEqual = Array(top.prefix(limit)) == expected.top
        #expect(isEqual, "seed \(seed), query \(number): \(query), \(limit)")
      }
    }
  }

  @Test func aCheapSearchStaysInOneThread() {
    func count(_ limit: Int?, segments: Int, cost: Int) -> Int {
      SearchResources(threadLimit: limit).threadCount(segmentCount: segments) { cost }
    }
    #expect(count(8, segments: 20, cost: 10_000) == 1)
    #expect(count(8, segments: 1, cost: 1_000_000_000) == 1)
    #expect(count(1, segments: 20, cost: 1_000_000_000) == 1)
    #expect(count(8, segments: 20, cost: 300_000) == 3)
    #expect(count(8, segments: 20, cost: 1_000_000_000) == 8)
    #expect(count(8, segments: 3, cost: 1_000_000_000) == 3)
    #expect(count(0, segments: 20, cost: 1_000_000_000) == 1)
    #expect(count(nil, segments: 20, cost: 1 << 60) == min(20, ParallelWork.processorCount))
  }

  @Test func aThresholdOfOthersLetsEqualScoresPass() {
    let shared = SharedThreshold()
    #expect(shared.floor == -.infinity)
    shared.raise(to: 0)
    #expect(shared.floor == -.infinity)
    shared.raise(to: 2)
    shared.raise(to: 1)
    #expect(shared.floor < 2 && shared.floor.nextUp == 2)
  }

  @Test func moreIsEstimatedForMoreWork() throws {
    let texts = (0..<600).map { $0 % 3 == 0 ? "rare common" : "common" }
    let index = try SmallIndex(texts + ["seldom"]).index
    let snapshot = index.current
    let planner = QueryPlanner(
      snapshot, analyzer: try snapshot.manifest.analyzer(), usesVariants: false)
    func cost(_ text: String) throws -> Int {
      let planned = try #require(try planner.plan(Query(parsing: text), tier: .exact))
      return try ResolvedQuery(planned, snapshot, ranking: BM25()).cost
    }
    #expect(try cost("absent") == 0)
    #expect(try cost("seldom") < cost("rare"))
    #expect(try cost("rare") < cost("common"))
    #expect(try cost("+rare +common") < cost("\"rare common\""))
    #expect(try cost("+seldom +common") < cost("+rare +common"))
    #expect(try cost("common") < cost("rare common"))
    #expect(try cost("-absent") >= 600)
  }
}
