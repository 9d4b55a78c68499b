import Benchmark
import BenchmarkCorpus
@_spi(Benchmarks) import SwiftSearch

let benchmarks: @Sendable () -> Void = {
  let speed = BenchmarkMetric.custom("MB of text a second", polarity: .prefersLarger)
  for (name, options) in AnalysisOptions.presets {
    Benchmark(
      "Analysis: \(name)",
      configuration: .init(metrics: [.wallClock, speed], warmupIterations: 1, maxIterations: 20)
    ) { benchmark in
      let corpus = try SharedCorpus.corpus.get()
      let start = ContinuousClock.now
      benchmark.startMeasurement()
      blackHole(AnalysisBenchmark(options: options).run(corpus.texts))
      benchmark.stopMeasurement()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let bytes = corpus.texts.reduce(0) { $0 + $1.utf8.count }
      benchmark.measurement(speed, Int(Double(bytes) / 1e6 / seconds))
    }
  }
}

/// Loaded once, outside of what is measured.
private enum SharedCorpus {
  static let corpus = Result { try Corpus.load() }
}
