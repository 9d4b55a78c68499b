import Benchmark
import BenchmarkCorpus
import SwiftSearch

let benchmarks: @Sendable () -> Void = {
  for kind in QueryLog.Kind.allCases {
    measure(kind, "general", SharedIndex.general)
    measure(kind, "words", SharedIndex.words)
  }
}

private func measure(
  _ kind: QueryLog.Kind, _ preset: String, _ opened: @escaping @autoclosure @Sendable () -> Opened
) {
  Benchmark(
    "200 queries: \(kind.rawValue), \(preset)",
    configuration: .init(
      metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 3,
      maxDuration: .seconds(10), maxIterations: 1_000)
  ) { benchmark in
    let shared = try opened().get()
    let queries = shared.queries[kind] ?? []
    let options = SearchOptions(limit: 10, snippetCount: 0)
    benchmark.startMeasurement()
    for query in queries {
      blackHole(try shared.index.search(query, options: options))
    }
    benchmark.stopMeasurement()
  }
}

private typealias Opened = Result<SharedIndex, any Error>

/// Built and opened once, outside of what is measured.
private struct SharedIndex: Sendable {
  var index: SearchIndex
  var queries: [QueryLog.Kind: [Query]]

  static let general = Result { try open(.general) }
  static let words = Result { try open(.words) }

  private static func open(_ analysis: AnalysisOptions) throws -> SharedIndex {
    let corpus = try Corpus.load()
    let directory = try newDirectory()
    // An opened index does not need the names of its files.
    defer { removeDirectory(directory) }
    try corpus.writeIndex(to: directory, analysis: analysis)
    let log = QueryLog(corpus: corpus)
    return SharedIndex(
      index: try SearchIndex(directory: directory),
      queries: try Dictionary(
        uniqueKeysWithValues: QueryLog.Kind.allCases.map { ($0, try log.queries($0, count: 200)) }))
  }
}
