import Benchmark
@_spi(Benchmarks) import SwiftSearch

let benchmarks: @Sendable () -> Void = {
  let cost = BenchmarkMetric.custom("Picoseconds a value", polarity: .prefersSmaller)
  for kernel in KernelBenchmark.integers + KernelBenchmark.blocks {
    Benchmark(
      "Kernel: \(kernel.name)",
      configuration: .init(metrics: [cost], warmupIterations: 3, maxIterations: 100)
    ) { benchmark in
      // What the benchmark does around a measurement takes longer than some of the kernels.
      benchmark.startMeasurement()
      let start = ContinuousClock.now
      blackHole(try kernel.run())
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      benchmark.stopMeasurement()
      benchmark.measurement(cost, Int(seconds * 1e12 / Double(kernel.valueCount)))
    }
  }
}
