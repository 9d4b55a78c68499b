// swift-tools-version: 6.2

import PackageDescription

// The sources are those of the package above, reached by links: only a package of its own may say
// that a library is compiled for libFuzzer, and a dependency's settings are its own.
//
// AddressSanitizer sees what the unsafe code does wrong, at half the speed.
let sanitizers = Context.environment["SANITIZERS"] ?? "fuzzer,address"

// What libFuzzer learns from compared values leads it through checks of whole numbers, but a call
// at each comparison takes more time than the code under test. Without it, edges alone are counted.
let countsEdgesAlone = Context.environment["COVERAGE"] == "edges"
let coverage =
  countsEdgesAlone ? ["-sanitize-coverage=edge,inline-8bit-counters,pc-table"] : []

let instrumented: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableExperimentalFeature("Lifetimes"),
  .unsafeFlags(["-sanitize=\(sanitizers)", "-enable-testing"] + coverage),
]

let package = Package(
  name: "swift-search-fuzzing",
  platforms: [.macOS(.v26)],
  targets: [
    .target(
      name: "SwiftSearch", path: "Links/SwiftSearch", exclude: ["SwiftSearch.docc"],
      swiftSettings: instrumented),
    .target(
      name: "swift-search", dependencies: ["SwiftSearch"], path: "Links/swift-search",
      exclude: ["main.swift"], swiftSettings: instrumented),
    .target(
      name: "LibraryTargets", dependencies: ["SwiftSearch"], path: "Links/LibraryTargets",
      swiftSettings: instrumented),
    .target(
      name: "CommandTargets", dependencies: ["SwiftSearch", "swift-search"],
      path: "Links/CommandTargets", swiftSettings: instrumented),
    .target(name: "LibFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["LibFuzzer", "LibraryTargets", "CommandTargets"],
      swiftSettings: instrumented,
      linkerSettings: [
        .unsafeFlags(["-sanitize=\(sanitizers)"]),
        // The usual linker of the toolchain fails over AddressSanitizer's symbols.
        .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux])),
        .linkedLibrary("iconv", .when(platforms: [.macOS])),
      ]),
  ]
)
