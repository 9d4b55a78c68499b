// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "swift-search-benchmarks",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "peer-driver", targets: ["PeerDriver"])],
  dependencies: [
    // `name:` matters: without it the package is called after the directory it was cloned into.
    .package(name: "swift-search", path: ".."),
    // Without its default traits it needs no packages of its own beyond the plain ones.
    .package(url: "https://github.com/ordo-one/benchmark.git", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "BenchmarkCorpus",
      dependencies: [.product(name: "SwiftSearch", package: "swift-search")],
      path: "Benchmarks/BenchmarkCorpus"
    ),
    .executableTarget(
      name: "AnalysisBenchmarks",
      dependencies: [
        "BenchmarkCorpus",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "SwiftSearch", package: "swift-search"),
      ],
      path: "Benchmarks/AnalysisBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "IndexingBenchmarks",
      dependencies: [
        "BenchmarkCorpus",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "SwiftSearch", package: "swift-search"),
      ],
      path: "Benchmarks/IndexingBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "SwiftSearch", package: "swift-search"),
      ],
      path: "Benchmarks/KernelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "QueryBenchmarks",
      dependencies: [
        "BenchmarkCorpus",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "SwiftSearch", package: "swift-search"),
      ],
      path: "Benchmarks/QueryBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "PeerDriver",
      dependencies: [.product(name: "SwiftSearch", package: "swift-search")],
      path: "Benchmarks/PeerDriver",
      linkerSettings: [
        // As a server is built, and as the peers are: calls of the runtime take less time then.
        .unsafeFlags(["-static-stdlib"], .when(platforms: [.linux])),
        .linkedLibrary("_FoundationCShims", .when(platforms: [.linux])),
        .linkedLibrary("_FoundationCollections", .when(platforms: [.linux])),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
