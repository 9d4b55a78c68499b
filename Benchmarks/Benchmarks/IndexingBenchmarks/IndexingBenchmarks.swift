import Benchmark
import BenchmarkCorpus
import SwiftSearch

let benchmarks: @Sendable () -> Void = {
  let speed = BenchmarkMetric.custom("KB of text a second", polarity: .prefersLarger)

  for (name, options) in AnalysisOptions.presets {
    Benchmark(
      "Build an index: \(name)",
      configuration: .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident, speed], warmupIterations: 1,
        maxDuration: .seconds(60), maxIterations: 10)
    ) { benchmark in
      let corpus = try SharedCorpus.corpus.get()
      let directory = try newDirectory()
      defer { removeDirectory(directory) }
      let start = ContinuousClock.now
      benchmark.startMeasurement()
      try corpus.writeIndex(to: directory, analysis: options)
      benchmark.stopMeasurement()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      benchmark.measurement(speed, Int(Double(corpus.textBytes) / 1000 / seconds))
    }
  }
}

/// Loaded once, outside of what is measured.
private enum SharedCorpus {
  static let corpus = Result { try Corpus.load() }
}
