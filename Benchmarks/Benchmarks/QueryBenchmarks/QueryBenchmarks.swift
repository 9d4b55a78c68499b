import Benchmark
import BenchmarkCorpus
import SwiftSearch

let benchmarks: @Sendable () -> Void = {
  for command in Command.allCases {
    for shape in QueryLog.Shape.allCases { measure(command, shape, "words", SharedIndex.words) }
  }
  for shape in QueryLog.Shape.allCases {
    measure(.top10, shape, "general", SharedIndex.general)
  }
}

/// What is asked for: the best documents, their number, or both.
private enum Command: String, CaseIterable {
  case top10 = "TOP_10"
  case top100 = "TOP_100"
  case top10AndCount = "TOP_10_COUNT"
  case count = "COUNT"

  func run(_ query: Query, in index: SearchIndex) throws {
    switch self {
    case .top10: blackHole(try rank(query, in: index, limit: 10, countsExactly: false))
    case .top100: blackHole(try rank(query, in: index, limit: 100, countsExactly: false))
    case .top10AndCount: blackHole(try rank(query, in: index, limit: 10, countsExactly: true))
    case .count: blackHole(try rank(query, in: index, limit: 0, countsExactly: true))
    }
  }

  private func rank(
    _ query: Query, in index: SearchIndex, limit: Int, countsExactly: Bool
  ) throws -> RankedDocuments {
    // One thread, so that figures can be compared with those of other machines and engines.
    try index.rank(
      query,
      options: SearchOptions(limit: limit, countsExactly: countsExactly, threadLimit: 1))
  }
}

private func measure(
  _ command: Command, _ shape: QueryLog.Shape, _ preset: String,
  _ opened: @escaping @autoclosure @Sendable () -> Opened
) {
  Benchmark(
    "\(command.rawValue), \(preset): 200 queries, \(shape.rawValue)",
    configuration: .init(
      metrics: [.wallClock], warmupIterations: 3, maxDuration: .seconds(3), maxIterations: 1_000)
  ) { benchmark in
    let shared = try opened().get()
    let queries = shared.queries[shape] ?? []
    benchmark.startMeasurement()
    for query in queries { try command.run(query, in: shared.index) }
    benchmark.stopMeasurement()
  }
}

private typealias Opened = Result<SharedIndex, any Error>

/// Built and opened once, outside of what is measured.
private struct SharedIndex: Sendable {
  var index: SearchIndex
  var queries: [QueryLog.Shape: [Query]]

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
        uniqueKeysWithValues: QueryLog.Shape.allCases.map {
          ($0, try log.queries($0, count: 200))
        }))
  }
}
