// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
  name: "swift-search",
  platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
  products: [
    .library(name: "SwiftSearch", targets: ["SwiftSearch"]),
    .executable(name: "swift-search", targets: ["swift-search"]),
  ],
  targets: [
    .target(
      name: "SwiftSearch", swiftSettings: strict,
      linkerSettings: [
        // Part of the C library everywhere else.
        .linkedLibrary("iconv", .when(platforms: [.macOS, .iOS, .tvOS, .watchOS, .visionOS]))
      ]),
    .executableTarget(
      name: "swift-search", dependencies: ["SwiftSearch"], swiftSettings: strict),
    .testTarget(
      name: "SwiftSearchTests", dependencies: ["SwiftSearch"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["swift-search", "SwiftSearch"], swiftSettings: strict),
    .executableTarget(
      name: "test-process", dependencies: ["SwiftSearch"], path: "Tests/TestProcess",
      swiftSettings: strict),
    .testTarget(
      name: "ProcessTests", dependencies: ["SwiftSearch", "test-process"], swiftSettings: strict),
    .testTarget(name: "RepositoryTests", swiftSettings: strict),
  ]
)
