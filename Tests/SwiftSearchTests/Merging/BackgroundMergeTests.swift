import Foundation
import Synchronization
import Testing

@testable import SwiftSearch

@Suite struct BackgroundMergeTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func keys() throws -> [String] {
    try SearchIndex(directory: directory.path).liveKeys().sorted()
  }

  /// Deletions and replacements while a merge runs are those of an index that never merged.
  @Test(arguments: 0..<10)
  func whatHappensDuringAMergeIsInTheMergedSegment(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 50)
    var options = WriterOptions()
    options.mergePolicy = nil
    let writer = try IndexWriter(directory: directory.path, options: options)
    var live: Set<String> = []
    func change(_ count: Int) throws {
      for _ in 0..<count {
        let key = "\(corpus.random.below(120))"
        if corpus.random.oneIn(3) {
          try writer.delete(key: key)
          live.remove(key)
        } else {
          try writer.add(corpus.document(key: key, words: 5))
          live.insert(key)
        }
      }
    }
    for _ in 0..<6 {
      try change(40)
      try writer.commit()
    }
    let (job, merged) = try writer.withState { state in
      let count = state.segments.count
      let job = state.job(merging: 0..<count - corpus.random.below(2))
      return (job, try job.run())
    }
    try change(60)
    try writer.withState { try $0.install(job, merged) }
    try change(5)
    try writer.commit()
    #expect(try keys() == live.sorted(), "seed \(seed)")
    try writer.optimize()
    #expect(try keys() == live.sorted(), "seed \(seed)")
    #expect(try SearchIndex(directory: directory.path).statistics.deletedCount == 0)
  }

  @Test func manySmallCommitsLeaveFewSegments() throws {
    let writer = try IndexWriter(directory: directory.path)
    for number in 0..<200 {
      try writer.add(Document(key: "\(number % 150)", fields: [.init("text", .text("a"))]))
      try writer.commit()
    }
    try writer.finishMerges()
    let statistics = try SearchIndex(directory: directory.path).statistics
    #expect(statistics.segmentCount < 16)
    #expect(statistics.documentCount == 150)
    #expect(try keys().count == 150)
  }

  /// Two segments with some megabytes that are only read.
  private func writeLargeSegments(_ writer: IndexWriter) throws {
    var random = SeededGenerator(seed: 4)
    for number in 0..<6 {
      let text = String(
        decoding: (0..<1 << 19).map { _ in UInt8(33 + random.below(64)) }, as: UTF8.self)
      let fields = [Document.Field("note", .stored(text)), .init("text", .text("ant \(number)"))]
      try writer.add(Document(key: "\(number)", fields: fields))
      if number % 3 == 2 { try writer.commit() }
    }
  }

  @Test func aMergeThatIsStoppedReadsNoFurther() throws {
    var options = WriterOptions()
    options.mergePolicy = nil
    let writer = try IndexWriter(directory: directory.path, options: options)
    try writeLargeSegments(writer)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    let job = try writer.withState { $0.job(merging: $0.segments.indices) }
    #expect(job.byteCount > 2 << 20)
    // The first that is told is told of the first piece, while a section is verified.
    let stop = StopFlag()
    let shares = Mutex<[Double]>([])
    let progress = WorkProgress { share in
      shares.withLock { $0.append(share) }
      stop.raise()
    }
    #expect(throws: MergeStopped.self) { try job.run(until: stop, progress: progress) }
    let told = shares.withLock { $0 }
    #expect(told.count == 1 && told[0] < 1.0 / 16, "\(told)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == names)
  }

  @Test func aMergeTellsHowMuchIsDone() throws {
    var options = WriterOptions()
    options.mergePolicy = nil
    let writer = try IndexWriter(directory: directory.path, options: options)
    try writeLargeSegments(writer)
    let shares = Mutex<[Double]>([])
    try writer.optimize { progress in
      if case .merging(let share) = progress { shares.withLock { $0.append(share) } }
    }
    let told = shares.withLock { $0 }
    #expect(told.count > 3 && told == told.sorted() && told.last == 1, "\(told)")
  }

  @Test func whoeverWaitsForAMergeCanStopIt() throws {
    var options = WriterOptions()
    options.mergePolicy = nil
    let writer = try IndexWriter(directory: directory.path, options: options)
    try writeLargeSegments(writer)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    let stop = StopFlag()
    stop.raise()
    try writer.withState { state in
      state.merges.start(state.job(merging: state.segments.indices))
      state.merges.cancel()
      #expect(state.merges.job == nil)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == names)
    try writer.finishMerges(until: stop)
    #expect(try keys().count == 6)
    #expect(try SearchIndex(directory: directory.path).statistics.segmentCount == 2)
  }

  @Test func aWriterThatGoesAwayLeavesNoFileOfItsMerge() throws {
    var options = WriterOptions()
    options.mergePolicy = nil
    var writer: IndexWriter? = try IndexWriter(directory: directory.path, options: options)
    var corpus = RandomCorpus(seed: 3, wordCount: 500)
    for number in 0..<4000 {
      try writer?.add(corpus.document(key: "\(number)", words: 10))
      if number % 1000 == 0 { try writer?.commit() }
    }
    try writer?.commit()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    try writer?.withState { state in
      state.merges.start(state.job(merging: state.segments.indices))
    }
    writer = nil
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == names)
  }
}
