import Testing

@Suite struct ManifestTests {
  @Test func thePackageNeedsNothingFromOutside() throws {
    let manifest = try Repository.text("Package.swift")
    #expect(manifest.contains("let package = Package("))
    #expect(Manifest.outsideNeeds(in: manifest) == [])
  }

  @Test func aPlantedDependencyIsFound() {
    let manifest = #"dependencies: [.package(url: "https://example.com/a", from: "1.0.0")]"#
    #expect(Manifest.outsideNeeds(in: manifest) == [".package("])
    #expect(Manifest.outsideNeeds(in: "// .package(path: \"..\")") == [])
  }

  @Test(.enabled(if: Compiler.features != nil, "swiftc is not on the search path"))
  func theCompilerKnowsEveryFeature() throws {
    let manifest = try Repository.text("Package.swift")
    let known = try #require(Compiler.features)
    #expect(!Manifest.features(in: manifest).isEmpty)
    #expect(Manifest.unknownFeatures(in: manifest, known: known) == [])
    // The list must be able to say no.
    let planted = #".enableUpcomingFeature("ExistentialAnt")"#
    #expect(Manifest.unknownFeatures(in: planted, known: known) == ["ExistentialAnt"])
    let wrongKind = #".enableExperimentalFeature("ExistentialAny")"#
    #expect(Manifest.unknownFeatures(in: wrongKind, known: known) == ["ExistentialAny"])
  }
}
