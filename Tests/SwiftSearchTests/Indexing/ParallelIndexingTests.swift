import Foundation
import Testing

@testable import SwiftSearch

/// Any number of threads makes the index that one makes.
@Suite struct ParallelIndexingTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A folder of small files and of large ones of JSON Lines, in which fields change their types
  /// and keys may repeat.
  private func makeFolder(_ corpus: inout RandomCorpus, keyCount: Int) throws {
    let folder = directory.path + "/folder"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var last = 0
    func key() -> Int {
      last += 1
      return keyCount > 0 ? corpus.random.below(keyCount) : last
    }
    for file in 0..<6 {
      var lines = ""
      for line in 0..<corpus.random.below(file % 2 == 0 ? 400 : 20) {
        var record: [String: Any] = ["text": corpus.text(words: 12)]
        if !corpus.random.oneIn(3) { record["id"] = "\(key())" }
        for name in ["a", "b", "c"] where corpus.random.oneIn(40) {
          record[name] = corpus.random.oneIn(2) ? Double(line) : corpus.word()
        }
        let bytes = try JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
        lines += String(decoding: bytes, as: UTF8.self) + "\n"
        if corpus.random.oneIn(50) { lines += "{broken\n" }
      }
      try lines.write(toFile: folder + "/\(file).jsonl", atomically: true, encoding: .utf8)
      for number in 0..<corpus.random.below(8) {
        let text = corpus.text(words: 40)
        try text.write(
          toFile: folder + "/\(file)-\(number).txt", atomically: true, encoding: .utf8)
      }
    }
  }

  private func index(
    _ name: String, threads: Int, unit: Int, merges: Bool = true
  ) throws -> IngestReport {
    var options = WriterOptions(threadCount: threads)
    if !merges { options.mergePolicy = nil }
    options.unitByteCount = unit
    let writer = try IndexWriter(directory: directory.path + "/" + name, options: options)
    var report = try writer.update(from: [.path(directory.path + "/folder")])
    report.duration = .zero
    report.mergeCount = 0
    return report
  }

  @Test(arguments: 0..<8)
  func anyNumberOfThreadsGivesTheSameAnswers(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 200)
    // Deleted documents count in statistics until they are merged away.
    let merges = seed % 2 == 0
    try makeFolder(&corpus, keyCount: merges ? 0 : 1500)
    let queries = (0..<40).map { _ in corpus.query() }
    let expected = try index("one", threads: 1, unit: 1 << 22, merges: merges)
    let one = try SearchIndex(directory: directory.path + "/one")
    for (threads, unit) in [(1, 4096), (2, 4096), (3, 20_000), (8, 1000)] {
      let name = "\(threads)-\(unit)"
      let report = try index(name, threads: threads, unit: unit, merges: merges)
      #expect(report == expected, "seed \(seed)")
      let other = try SearchIndex(directory: directory.path + "/" + name)
      #expect(
        one.current.otherFields.map(\.name).sorted()
          == other.current.otherFields.map(\.name).sorted())
      for query in queries {
        let (left, right) = (try one.search(query), try other.search(query))
        #expect(left.hits.map(\.key) == right.hits.map(\.key), "seed \(seed), \(name), \(query)")
        #expect(
          left.hits.map(\.score.bitPattern) == right.hits.map(\.score.bitPattern),
          "seed \(seed), \(name), \(query)")
        #expect(left.total == right.total)
      }
    }
  }

  /// Whenever an update is stopped, every document is whole and the next update goes on.
  @Test(arguments: 0..<8)
  func aStoppedUpdateIsGoneOnWith(seed: Int) throws {
    var corpus = RandomCorpus(seed: 50 + seed, wordCount: 200)
    try makeFolder(&corpus, keyCount: 2000)
    let stop = StopFlag()
    var options = WriterOptions(threadCount: 1 + seed % 3)
    options.unitByteCount = 1500
    let path = directory.path + "/index"
    let limit = 20 * (1 + seed)
    do {
      let writer = try IndexWriter(directory: path, options: options)
      let report = try writer.update(
        from: [.path(directory.path + "/folder")], until: stop
      ) { progress in
        if progress.documentCount >= limit { stop.raise() }
      }
      #expect(report.isPartial == stop.isRaised)
    }
    let kept = try SearchIndex(directory: path).liveKeys().count
    _ = try IndexWriter(directory: path, options: options).update(
      from: [.path(directory.path + "/folder")])
    _ = try index("whole", threads: 1, unit: 1 << 22)
    let whole = try SearchIndex(directory: directory.path + "/whole")
    let resumed = try SearchIndex(directory: path)
    let keys = try resumed.liveKeys()
    #expect(keys.count >= kept)
    #expect(try Set(keys) == Set(whole.liveKeys()), "seed \(seed)")
    #expect(Set(keys).count == keys.count)
  }
}
