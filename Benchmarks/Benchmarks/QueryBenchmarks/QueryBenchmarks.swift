import Benchmark
import BenchmarkCorpus
import SwiftSearch

let benchmarks: @Sendable () -> Void = {
  for kind in QueryLog.Kind.allCases {
    Benchmark(
      "200 queries: \(kind.rawValue)",
      configuration: .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 3,
        maxDuration: .seconds(10), maxIterations: 1_000)
    ) { benchmark in
      let shared = try SharedIndex.opened.get()
      let queries = shared.queries[kind] ?? []
      let options = SearchOptions(limit: 10, snippetCount: 0)
      benchmark.startMeasurement()
      for query in queries {
        blackHole(try shared.index.search(query, options: options))
      }
      benchmark.stopMeasurement()
    }
  }
}

/// Built and opened once, outside of what is measured.
private struct SharedIndex: Sendable {
  var index: SearchIndex
  var queries: [QueryLog.Kind: [Query]]

  static let opened = Result {
    let corpus = try Corpus.load()
    let directory = try newDirectory()
    // An opened index does not need the names of its files.
    defer { removeDirectory(directory) }
    try corpus.writeIndex(to: directory)
    let log = QueryLog(corpus: corpus)
    return SharedIndex(
      index: try SearchIndex(directory: directory),
      queries: try Dictionary(
        uniqueKeysWithValues: QueryLog.Kind.allCases.map { ($0, try log.queries($0, count: 200)) }))
  }
}
