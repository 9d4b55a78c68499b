import Synchronization
import Testing

@testable import SwiftSearch

/// `check` finds every damage, and a query gives the right answer or a typed error.
@Suite struct CheckTests {
  private static let index = try? CheckedIndex()

  private func index() throws -> CheckedIndex { try #require(Self.index) }

  @Test func anIntactIndexIsFoundIntact() throws {
    let index = try index()
    #expect(index.byteCount > 100_000)
    let check = try SearchIndex.check(index.directory())
    #expect(check.damages.isEmpty && check.leftovers.isEmpty)
    #expect(check.fileCount == index.names.count + 1, "and the copy of the commit")
    for name in index.names { #expect(!index.isDamaged(name, index.files[name] ?? [])) }
  }

  /// Every bit of every file; for one bit of each byte by all that `check` does, for the others by
  /// the checksums alone, which is many times faster.
  @Test func everyFlippedBitIsFound() throws {
    let index = try index()
    let missed = Mutex<[String]>([])
    let names = index.names
    ParallelWork.run(names.count) { number in
      let name = names[number]
      var bytes = index.files[name] ?? []
      for bit in 0..<8 * bytes.count {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        let isFound =
          bit % 8 == bit / 8 % 8
          ? index.isDamaged(name, bytes) : index.hasWrongChecksum(name, bytes)
        if !isFound { missed.withLock { $0.append("\(name), bit \(bit)") } }
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
    }
    let all = missed.withLock { $0 }
    #expect(all.isEmpty, "\(all.count): \(all.prefix(5))")
  }

  @Test func everyTruncationIsFound() throws {
    let index = try index()
    let missed = Mutex<[String]>([])
    let names = index.names
    ParallelWork.run(names.count) { number in
      let bytes = index.files[names[number]] ?? []
      for count in 0..<bytes.count where !index.isDamaged(names[number], Array(bytes[..<count])) {
        missed.withLock { $0.append("\(names[number]) of \(count) bytes") }
      }
    }
    #expect(missed.withLock { $0 } == [])
  }

  @Test func zerosAndForeignBytesAreFound() throws {
    let index = try index()
    let other = try CheckedIndex(seed: 12)
    var generator = SeededGenerator(seed: 5)
    for (name, foreign) in zip(index.names, other.names) {
      let bytes = index.files[name] ?? []
      for _ in 0..<40 {
        let start = generator.below(bytes.count)
        let end = min(bytes.count, start + 1 + generator.below(600))
        var damaged = bytes
        damaged.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
        #expect(damaged == bytes || index.isDamaged(name, damaged), "\(name), \(start)..<\(end)")
        // The same place of a file of another index.
        let source = other.files[foreign] ?? []
        damaged = bytes
        damaged.replaceSubrange(start..<end, with: source.dropFirst(start).prefix(end - start))
        #expect(damaged == bytes || index.isDamaged(name, damaged), "\(name), \(start)..<\(end)")
      }
      // A whole file of another index, intact in itself; both have the same sources.
      let whole = other.files[foreign] ?? []
      // Whose commit it is only its files tell.
      guard name != index.manifest.fileName else { continue }
      #expect(whole == bytes || index.isDamaged(name, whole), "\(name)")
    }
    let commit = other.files[other.manifest.fileName] ?? []
    let foreign = index.directory(index.manifest.fileName, with: commit)
    #expect(!(try SearchIndex.check(foreign).damages.isEmpty))
  }

  @Test func aSegmentOfTheSameIndexInAnothersPlaceIsFound() throws {
    let index = try index()
    let names = index.manifest.segments.map(\.fileName)
    for (one, two) in zip(names, names.dropFirst()) {
      #expect(index.isDamaged(one, index.files[two] ?? []))
    }
  }

  /// The whole index with one flipped bit: what is asked gives the same as before or an error.
  @Test(arguments: 0..<4)
  func aQueryOfADamagedIndexIsRightOrFails(seed: Int) throws {
    let index = try CheckedIndex(seed: seed, segmentCount: 3)
    let query = try Query(parsing: "co lo ny 人")
    let expected = try SearchIndex(index.directory()).search(query)
    var generator = SeededGenerator(seed: seed)
    var failures = 0
    for _ in 0..<500 {
      let name = generator.pick(index.names)
      var bytes = index.files[name] ?? []
      bytes[generator.below(bytes.count)] ^= 1 << UInt8(generator.below(8))
      let directory = index.directory(name, with: bytes)
      #expect(try SearchIndex.check(directory).damages.map(\.file) == [name])
      do {
        let found = try SearchIndex(directory).search(query)
        #expect(found.hits == expected.hits && found.total == expected.total, "\(name)")
      } catch {
        failures += 1
        #expect(error.code == .damaged || error.code == .tooNew, "\(error)")
        #expect(error.file == name && !error.advice.isEmpty, "\(error)")
      }
    }
    #expect(failures > 300)
  }

  // MARK: Reports

  @Test func theReportSaysWhatIsLost() throws {
    let index = try index()
    let record = try #require(index.manifest.segments.first { $0.deletionsGeneration > 0 })
    let expected: [(name: String, loss: IndexLoss)] = [
      (index.manifest.fileName, .nothing),
      (Manifest.copyName(generation: index.manifest.generation), .nothing),
      (record.fileName, .documents(record.documentCount - record.deletedCount)),
      (record.deletionsFileName, .deletions(record.deletedCount)),
      (index.manifest.sourcesFileName, .sources),
    ]
    for (name, loss) in expected {
      var bytes = index.files[name] ?? []
      bytes[bytes.count / 2] ^= 1
      for damaged in [bytes, nil] {
        // An index may do without the copy.
        guard damaged != nil || !name.hasSuffix(".copy") else { continue }
        let damages = try SearchIndex.check(index.directory(name, with: damaged)).damages
        #expect(damages.map(\.file) == [name])
        #expect(damages.map(\.loss) == [loss])
      }
    }
  }

  @Test func progressGoesOnWithinASegmentAndTheWorkCanBeStopped() throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    let writer = try IndexWriter(directory)
    var corpus = RandomCorpus(seed: 3, wordCount: 5000)
    for number in 0..<11_000 {
      try writer.add(corpus.document(key: "\(number)", words: 60))
    }
    try writer.commit()
    let total = try writer.withState { $0.manifest.segments[0].fileLength }
    #expect(total > 8 << 20)
    var told: [CheckProgress] = []
    #expect(try SearchIndex.check(directory) { told.append($0) }.byteCount == total)
    #expect(told.count > 4 && told.allSatisfy { $0.totalByteCount == total })
    #expect(told.map(\.byteCount) == told.map(\.byteCount).sorted())
    #expect(told.last?.share == 1 && told.last?.byteCount == total)
    for limit in [0, 2, 5] {
      let stop = StopFlag()
      if limit == 0 { stop.raise() }
      var count = 0
      do {
        _ = try SearchIndex.check(directory, until: stop) { _ in
          count += 1
          if count == limit { stop.raise() }
        }
        Issue.record("not stopped")
      } catch {
        #expect(error.code == .stopped && count == limit)
      }
    }
  }

  @Test func leftoversAreNoDamage() throws {
    let directory = try index().directory("00000000000000ff.segment", with: [1, 2, 3])
    let check = try SearchIndex.check(directory)
    #expect(check.damages.isEmpty)
    #expect(check.leftovers == ["00000000000000ff.segment"])
  }
}
