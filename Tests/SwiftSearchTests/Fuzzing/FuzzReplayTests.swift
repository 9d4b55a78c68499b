import Foundation
import Testing

/// What libFuzzer found once, and small inputs of every kind, are handed to the targets again.
///
/// A trap or an endless loop ends the whole test run.
@Suite struct FuzzReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Fuzzing").standardized

  private static func inputs(_ kind: String, of target: String) throws -> [URL] {
    let folder = folder.appending(path: "\(kind)/\(target)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles]
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func theInputsOfBeforeFindNothing(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    for input in try Self.inputs("Findings", of: name) + Self.inputs("Seeds", of: name) {
      #expect(target.run(Array(try Data(contentsOf: input))) == nil, "\(input.path)")
    }
  }

  /// A few rounds of what libFuzzer does for hours, so that the targets keep working.
  @Test(arguments: FuzzTarget.all.map(\.name))
  func alteredInputsFindNothing(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let seeds = try Self.inputs("Seeds", of: name).map { Array(try Data(contentsOf: $0)) }
    try #require(!seeds.isEmpty)
    for round in 0..<(name == "index" ? 12 : 150) {
      var random = SeededGenerator(seed: round)
      var bytes = random.pick(seeds)
      for _ in 0...random.below(4) where !bytes.isEmpty {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: random.pick(seeds).prefix(8), at: place)
        default: bytes += bytes.suffix(place)
        }
      }
      #expect(target.run(bytes) == nil, "round \(round)")
    }
  }

  @Test func aPlantedProblemIsTold() {
    let target = FuzzTarget(name: "planted") { $0 == [7] ? "seven" : nil }
    #expect(target.run([7]) == "seven" && target.run([]) == nil)
  }

  @Test func everyFolderBelongsToATarget() throws {
    let names = Set(FuzzTarget.all.map(\.name) + ["arguments"])
    for kind in ["Findings", "Seeds"] {
      let folder = Self.folder.appending(path: kind).path
      guard FileManager.default.fileExists(atPath: folder) else { continue }
      for entry in try FileManager.default.contentsOfDirectory(atPath: folder) {
        #expect(names.contains(entry), "\(kind)/\(entry)")
      }
    }
  }
}
