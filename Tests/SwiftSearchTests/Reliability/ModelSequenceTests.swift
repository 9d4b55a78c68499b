import Testing

@testable import SwiftSearch

/// Random sequences of everything that a writer can do, against a dictionary.
@Suite struct ModelSequenceTests {
  private static let sequences = 5000

  @Test(arguments: 0..<8)
  func theIndexHoldsWhatTheModelHolds(part: Int) throws {
    let count = Self.sequences / 8
    for seed in part * count..<(part + 1) * count {
      let work = ScriptedWork(seed: seed, count: seed % 10 == 0 ? 80 : 12)
      guard let failure = Self.failure(of: work) else { continue }
      let shrunk = Self.shrunk(work)
      Issue.record("seed \(seed): \(failure); shortest: \(shrunk.steps)")
      return
    }
  }

  /// What goes wrong when the work is done, if anything does.
  private static func failure(of work: ScriptedWork) -> String? {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    do {
      var shown: ScriptedWork.Contents?
      try work.run(in: directory) { moment, contents in
        guard moment == .after else { return }
        shown = contents
        guard try ScriptedWork.contents(of: directory) == contents else {
          throw ScriptedWork.Mismatch("other documents were published")
        }
      }
      guard let shown else { return nil }
      try ScriptedWork.ask(directory, for: shown)
      let check = try SearchIndex.check(directory)
      return check.damages.isEmpty && check.leftovers.isEmpty ? nil : "\(check)"
    } catch {
      return "\(error)"
    }
  }

  /// The same failure with as few steps as can be had by leaving out one after the other.
  private static func shrunk(_ work: ScriptedWork) -> ScriptedWork {
    var work = work
    var index = 0
    while index < work.steps.count {
      var steps = work.steps
      steps.remove(at: index)
      let shorter = ScriptedWork(steps, keptCommitCount: work.keptCommitCount)
      if failure(of: shorter) != nil { work = shorter } else { index += 1 }
    }
    return work
  }

  /// The model notices a writer that forgets something.
  @Test func aPlantedFaultIsFoundAndShrunk() throws {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let work = ScriptedWork(seed: 4, count: 40)
    try work.run(in: directory)
    let held = try #require(try ScriptedWork.contents(of: directory))
    #expect(throws: ScriptedWork.Mismatch.self) {
      try ScriptedWork.ask(directory, for: held.merging(["none": "ant"]) { $1 })
    }
  }
}
