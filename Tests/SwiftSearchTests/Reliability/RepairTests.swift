import Foundation
import Testing

@testable import SwiftSearch

/// `check --repair` keeps what is intact and says what is lost.
@Suite struct RepairTests {
  private let index: CheckedIndex

  init() throws { index = try CheckedIndex(segmentCount: 5) }

  private func keys(_ directory: IndexDirectory) throws -> Set<String> {
    let index = try SearchIndex(directory)
    let found = try index.search(
      try Query(parsing: "co"), options: SearchOptions(limit: 1000, relaxes: false))
    return Set(found.hits.map(\.key))
  }

  private func flipped(_ name: String) -> [UInt8] {
    var bytes = index.files[name] ?? []
    bytes[bytes.count / 2] ^= 1
    return bytes
  }

  @Test func anIntactIndexStaysAsItIs() throws {
    let directory = index.directory()
    let repair = try IndexWriter.repair(directory)
    #expect(repair.check.damages.isEmpty && repair.lostDocumentCount == 0)
    #expect(try CommitReader.newest(in: directory) == index.manifest)
  }

  @Test func otherSegmentsAreKeptAndTheLostKeysListed() throws {
    let before = try keys(index.directory())
    for record in index.manifest.segments {
      let directory = index.directory(record.fileName, with: flipped(record.fileName))
      #expect(throws: IndexError.self) { try keys(directory) }
      let repair = try IndexWriter.repair(directory)
      #expect(repair.lostDocumentCount == record.documentCount - record.deletedCount)
      let left = try keys(directory)
      #expect(left == before.subtracting(repair.lostKeys))
      #expect(left.count == before.count - repair.lostDocumentCount)
      let check = try SearchIndex.check(directory)
      #expect(check.damages.isEmpty && check.leftovers.isEmpty)
      let manifest = try #require(try CommitReader.newest(in: directory))
      let sources = try CommitReader.sources(of: manifest, in: directory)
      #expect(sources.entries.count == 20)
      #expect(sources.entries.values.allSatisfy { $0.modified == .min }, "no file is read again")
    }
  }

  /// Wherever the damage is: what is listed as lost was there, and is the truth.
  @Test func lostKeysAreNeverInvented() throws {
    let before = try keys(index.directory())
    var generator = SeededGenerator(seed: 3)
    var listed = 0
    for record in index.manifest.segments {
      for _ in 0..<30 {
        var bytes = index.files[record.fileName] ?? []
        bytes[generator.below(bytes.count)] ^= 1 << UInt8(generator.below(8))
        let directory = index.directory(record.fileName, with: bytes)
        let repair = try IndexWriter.repair(directory)
        let lost = before.subtracting(try keys(directory))
        #expect(lost.count == repair.lostDocumentCount)
        #expect(repair.lostKeys.isEmpty || Set(repair.lostKeys) == lost)
        listed += repair.lostKeys.count
      }
    }
    #expect(listed > 0)
  }

  @Test func lostDeletionsBringDocumentsBack() throws {
    let record = try #require(index.manifest.segments.first { $0.deletionsGeneration > 0 })
    let before = try keys(index.directory())
    let directory = index.directory(record.deletionsFileName)
    let repair = try IndexWriter.repair(directory)
    #expect(repair.check.damages.map(\.loss) == [.deletions(1)])
    #expect(repair.lostDocumentCount == 0)
    #expect(try keys(directory) == before.union(["0-3"]))
    #expect(try SearchIndex.check(directory).damages.isEmpty)
  }

  /// A document that comes back is deleted again if a later one has its key.
  @Test func aReplacedDocumentDoesNotComeBack() throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    var options = WriterOptions()
    options.mergePolicy = nil
    let writer = try IndexWriter(directory, options: options)
    for text in ["old", "new"] {
      try writer.add(Document(key: "a", fields: [.init("text", .text(text))]))
      try writer.add(Document(key: text, fields: [.init("text", .text("other"))]))
      try writer.commit()
    }
    let record = try writer.withState { try #require($0.manifest.segments.first) }
    #expect(record.deletedCount == 1)
    try directory.remove(record.deletionsFileName)
    disk.releaseLocks()
    _ = try IndexWriter.repair(directory)
    #expect(
      try ScriptedWork.contents(of: directory) == ["a": "new", "old": "other", "new": "other"])
  }

  @Test func damagedSourcesAreForgotten() throws {
    let name = index.manifest.sourcesFileName
    let directory = index.directory(name, with: flipped(name))
    let repair = try IndexWriter.repair(directory)
    #expect(repair.check.damages.map(\.loss) == [.sources])
    let manifest = try #require(try CommitReader.newest(in: directory))
    #expect(try CommitReader.sources(of: manifest, in: directory) == Sources())
  }

  @Test func aDamagedCommitFallsBackToAKeptOne() throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    do {
      let writer = try IndexWriter(directory, options: WriterOptions(keptCommitCount: 2))
      for number in 1...4 {
        try writer.add(Document(key: "\(number)", fields: [.init("text", .text("ant"))]))
        try writer.commit()
      }
    }
    let newest = try #require(try CommitReader.newest(in: directory))
    for name in [newest.fileName, Manifest.copyName(generation: newest.generation)] {
      try directory.remove(name)
      try directory.create(name).write([1, 2, 3])
    }
    #expect(throws: IndexError.self) { try SearchIndex(directory) }
    #expect(throws: IndexError.self) { try IndexWriter(directory) }
    let repair = try IndexWriter.repair(directory)
    #expect(repair.check.damages.map(\.loss) == [.commit, .nothing])
    #expect(repair.keptGeneration == 3)
    #expect(try ScriptedWork.contents(of: directory) == ["1": "ant", "2": "ant", "3": "ant"])
    #expect(try CommitReader.newest(in: directory)?.generation == 5)
    let check = try SearchIndex.check(directory)
    #expect(check.damages.isEmpty && check.leftovers.isEmpty, "\(check)")
  }

  /// A commit that is damaged in any way, or missing, is restored from its copy: nothing is lost,
  /// and no file is read again.
  @Test func aDamagedCommitIsRestoredFromItsCopy() throws {
    let name = index.manifest.fileName
    let copyName = Manifest.copyName(generation: index.manifest.generation)
    let bytes = try #require(index.files[name])
    #expect(index.files[copyName] == bytes)
    let before = try keys(index.directory())
    let sources = try CommitReader.sources(of: index.manifest, in: index.directory())
    let zeros = [UInt8](repeating: 0, count: bytes.count)
    for damaged in [flipped(name), [], Array(bytes.dropLast(40)), zeros, nil] {
      let directory = index.directory(name, with: damaged)
      #expect(throws: IndexError.self) { try SearchIndex(directory) }
      #expect(throws: IndexError.self) { try IndexWriter(directory) }
      let repair = try IndexWriter.repair(directory)
      #expect(repair.check.damages.map(\.file) == [name])
      #expect(repair.check.damages.map(\.loss) == [.nothing])
      #expect(repair.keptGeneration == 1 && repair.lostDocumentCount == 0)
      let manifest = try #require(try CommitReader.newest(in: directory))
      #expect(manifest.generation == 2 && manifest.segments == index.manifest.segments)
      #expect(try CommitReader.sources(of: manifest, in: directory) == sources)
      #expect(try keys(directory) == before)
      let check = try SearchIndex.check(directory)
      #expect(check.damages.isEmpty && check.leftovers.isEmpty, "\(check)")
    }
  }

  @Test func everyDamageOfACopyIsFoundAndRepaired() throws {
    let name = Manifest.copyName(generation: index.manifest.generation)
    let bytes = try #require(index.files[name])
    func check(_ damaged: [UInt8]) throws {
      let directory = index.directory(name, with: damaged)
      #expect(throws: (any Error).self) {
        try CommitReader.copy(of: index.manifest.generation, in: directory)
      }
    }
    for bit in 0..<8 * bytes.count {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      try check(damaged)
    }
    for count in 0..<bytes.count { try check(Array(bytes[..<count])) }
    let directory = index.directory(name, with: flipped(name))
    #expect(try IndexWriter.repair(directory).check.damages.map(\.file) == [name])
    #expect(try SearchIndex.check(directory).damages.isEmpty)
    // Whole, but of another commit.
    let other = try CheckedIndex(seed: 12, segmentCount: 2)
    let damages = try SearchIndex.check(index.directory(name, with: other.files[name])).damages
    #expect(damages.map(\.file) == [name] && damages.map(\.loss) == [.nothing])
  }

  /// A writer that was killed may have begun the copy.
  @Test func anEmptyCopyIsALeftover() throws {
    let name = Manifest.copyName(generation: index.manifest.generation)
    for bytes in [[], nil] as [[UInt8]?] {
      let check = try SearchIndex.check(index.directory(name, with: bytes))
      #expect(check.damages.isEmpty && check.leftovers == (bytes == nil ? [] : [name]))
    }
  }

  /// Who may not read a file, or has too many open, must not be told that it is damaged: a repair
  /// would remove it.
  @Test(arguments: [EACCES, EMFILE, ENOMEM])
  func whatTheSystemRefusesIsNotRepaired(code: Int32) throws {
    let files = index.files
    let disk = SimulatedDisk(DiskContents(files))
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    _ = try SearchIndex.check(directory)
    for call in 0..<disk.callCount {
      disk.inject(DiskFault(kind: .error(code), call: disk.callCount + call, isLasting: false))
      do {
        #expect(try SearchIndex.check(directory).damages.isEmpty)
      } catch {
        #expect(error.code == .fileSystem, "call \(call): \(error)")
      }
    }
    for call in 0..<3 * files.count {
      disk.inject(DiskFault(kind: .error(code), call: disk.callCount + call, isLasting: false))
      _ = try? IndexWriter.repair(directory)
    }
    disk.inject(nil)
    #expect(try keys(directory) == keys(index.directory()))
  }

  @Test func withoutAnyCommitNothingCanBeKept() throws {
    let name = index.manifest.fileName
    let directory = index.directory(name, with: flipped(name))
    let copyName = Manifest.copyName(generation: index.manifest.generation)
    try directory.remove(copyName)
    try directory.create(copyName).write(flipped(copyName))
    do {
      _ = try IndexWriter.repair(directory)
      Issue.record("repaired")
    } catch {
      #expect(error.code == .damaged && !error.advice.isEmpty)
    }
    // Nothing was removed.
    #expect(try directory.names()?.count == index.files.count)
  }
}
