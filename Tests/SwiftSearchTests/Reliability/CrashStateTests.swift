import Testing

@testable import SwiftSearch

/// Whatever moment the power fails at, and whatever of the unsynced writes is lost: an index holds
/// the last commit that was acknowledged, or the one that was being made.
@Suite struct CrashStateTests {
  private static let files = SimulatedDisk.directory

  /// How many of the states with losses at random are looked at for a moment.
  private static let randomStates = 4

  @Test(arguments: 1...8)
  func everyCrashStateHoldsACommit(seed: Int) throws {
    let work = ScriptedWork(seed: seed, count: 60)
    let disk = SimulatedDisk()
    // What is shown after commit n; before the first there is nothing.
    var acknowledged: [ScriptedWork.Contents] = [[:]]
    try work.run(in: IndexDirectory(Self.files, in: disk)) { moment, shown in
      guard moment == .after else { return }
      acknowledged.append(shown)
      disk.mark(acknowledged.count - 1)
    }
    let events = disk.events
    var generator = SeededGenerator(seed: seed)
    var contents = DiskContents()
    contents.hasDirectory = true
    var seen: Set<Int> = []
    var commit = 0
    for (number, event) in events.enumerated() {
      contents.apply(event)
      if case .mark(let number) = event { commit = number }
      for loss in DiskContents.Loss.allCases {
        for _ in 0..<(loss.isRandom ? Self.randomStates : 1) {
          let state = contents.afterFailure(loss, using: &generator)
          guard seen.insert(state.fingerprint).inserted else { continue }
          let allowed = acknowledged[commit...].prefix(2)
          try check(
            state, allowed: Array(allowed), mayBeMissing: commit == 0,
            "seed \(seed), event \(number), \(loss)", writes: seen.count % 4 == 0)
        }
      }
    }
    #expect(seen.count > 1000, "seed \(seed)")
    print("crash states: \(seen.count) of seed \(seed)")
  }

  private func check(
    _ state: DiskContents, allowed: [ScriptedWork.Contents], mayBeMissing: Bool,
    _ place: String, writes: Bool
  ) throws {
    let disk = SimulatedDisk(state)
    let directory = IndexDirectory(Self.files, in: disk)
    guard let found = try ScriptedWork.contents(of: directory) else {
      #expect(mayBeMissing, "\(place): no index")
      return
    }
    #expect(allowed.contains(found), "\(place)")
    // The copy of a commit is not synced.
    let damages = try SearchIndex.check(directory).damages.filter { $0.loss != .nothing }
    #expect(damages.isEmpty, "\(place): \(damages)")
    guard writes else { return }
    try ScriptedWork.ask(directory, for: found)
    let writer = try IndexWriter(directory)
    try writer.add(Document(key: "new", fields: [.init("text", .text("new"))]))
    try writer.commit()
    var expected = found
    expected["new"] = "new"
    #expect(try ScriptedWork.contents(of: directory) == expected, "\(place)")
    let after = try SearchIndex.check(directory)
    #expect(after.damages.isEmpty && after.leftovers.isEmpty, "\(place): \(after)")
  }

  /// A disk that did not forget what was not synced would prove nothing.
  @Test func theDiskForgetsWhatWasNotSynced() throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(Self.files, in: disk)
    try directory.create()
    let file = try directory.create("name")
    try file.write([1, 2, 3])
    var generator = SeededGenerator(seed: 1)
    func left(_ loss: DiskContents.Loss) -> [UInt8]? {
      let state = disk.contents.afterFailure(loss, using: &generator)
      return state.names["name"].map { state.files[$0].bytes }
    }
    #expect(left(.everything) == nil)
    #expect(left(.names) == nil)
    #expect(left(.bytes) == [])
    #expect(left(.nothing) == [1, 2, 3])
    try file.sync()
    #expect(left(.everything) == nil)
    try directory.sync()
    #expect(left(.everything) == [1, 2, 3])
    try directory.rename("name", to: "other")
    #expect(left(.everything) == [1, 2, 3])
    #expect(left(.nothing) == nil)
    try file.write([4])
    #expect(left(.bytes) == nil)
    try directory.sync()
    #expect(disk.contents.durableNames["other"] != nil)
  }
}

extension DiskContents.Loss {
  fileprivate var isRandom: Bool { self == .some || self == .pages }
}

extension DiskContents {
  /// The same for disks that hold the same.
  fileprivate var fingerprint: Int {
    var hasher = Hasher()
    for (name, inode) in names.sorted(by: { $0.key < $1.key }) {
      hasher.combine(name)
      hasher.combine(files[inode].bytes)
    }
    return hasher.finalize()
  }
}
