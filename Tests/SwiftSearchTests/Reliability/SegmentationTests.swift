import Testing

@testable import SwiftSearch

/// The same documents have the same hits and the same score bits, however they are cut into
/// segments and in whatever order these are merged.
@Suite struct SegmentationTests {
  private static let documents: [Document] = {
    var corpus = RandomCorpus(seed: 21, wordCount: 40)
    return (0..<40).map { corpus.document(key: "\($0)", words: 9) }
  }()

  private static let queries = ["co lo ny", "+co lo", "\"co lo\"", "人工 co -ny", "co 人", "lo"]

  @Test(arguments: 0..<4)
  func theCutDoesNotMatter(part: Int) throws {
    let expected = try answers(try index(cutting: [], merging: 0, seed: 0))
    #expect(expected.allSatisfy { !$0.isEmpty })
    for seed in part * 250..<(part + 1) * 250 {
      var generator = SeededGenerator(seed: seed)
      let cuts = Set((0..<generator.below(12)).map { _ in generator.below(Self.documents.count) })
      let index = try index(cutting: cuts, merging: generator.below(6), seed: seed)
      #expect(try answers(index) == expected, "seed \(seed)")
    }
  }

  /// - Parameters:
  ///   - cuts: before which documents a segment ends, by a commit or without one.
  ///   - mergeCount: how many times some neighbouring segments become one.
  private func index(cutting cuts: Set<Int>, merging mergeCount: Int, seed: Int) throws
    -> SearchIndex
  {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    var generator = SeededGenerator(seed: seed)
    var options = WriterOptions(threadCount: 1)
    options.mergePolicy = nil
    let writer = try IndexWriter(directory, options: options)
    for (number, document) in Self.documents.enumerated() {
      if cuts.contains(number) {
        if generator.oneIn(2) {
          try writer.commit()
        } else {
          try writer.withState { try $0.flush() }
        }
      }
      try writer.add(document)
    }
    try writer.commit()
    for _ in 0..<mergeCount {
      try writer.withState { state in
        let start = generator.below(state.segments.count)
        let end = start + 1 + generator.below(state.segments.count - start)
        let job = state.job(merging: start..<end)
        try state.install(job, try job.run())
      }
    }
    try writer.commit()
    return try SearchIndex(directory)
  }

  private struct Answer: Equatable {
    var key: String
    var scoreBits: UInt32
  }

  private func answers(_ index: SearchIndex) throws -> [[Answer]] {
    try Self.queries.map { text in
      try index.search(try Query(parsing: text), options: SearchOptions(limit: 20)).hits.map {
        Answer(key: $0.key, scoreBits: $0.score.bitPattern)
      }
    }
  }
}
