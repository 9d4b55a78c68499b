import Testing

@testable import SwiftSearch

/// What searches say of their work is what the algorithms are for.
@Suite struct SearchWorkTests {
  private static let documentCount = 6400
  private static let blockCount = 50
  private static let windowCount = 2

  /// `common` is in every document, `half` in every other, `rare` in two; the last one has Han.
  private static let shared = Result {
    try SmallIndex(
      (0..<documentCount).map { number in
        let half = number % 2 == 0 ? " half" : ""
        let rare = number == 1000 || number == 5000 ? " rare" : ""
        return "common" + half + rare + (number == documentCount - 1 ? " 東京" : "")
      }
    ).index
  }

  private func work(_ query: String, limit: Int = 10, counts: Bool = false) throws -> SearchWork {
    let options = SearchOptions(
      limit: limit, countsExactly: counts, usesVariants: false, threadLimit: 1)
    let index = try Self.shared.get()
    let query = try Query(parsing: query)
    let results = try index.search(query, options: options)
    let ranked = try index.rank(query, options: options)
    // Nothing is left over from the search before.
    #expect(ranked.work == results.work)
    return results.work
  }

  @Test func aRareTermDecodesFewBlocksOfACommonOne() throws {
    let work = try work("+rare +common")
    #expect(work.threads == 1 && work.segments == 1)
    #expect(work.blocks == Self.blockCount + 1)
    #expect((2...4).contains(work.decodedBlocks), "\(work)")
    #expect(work.ledWindows + work.passedWindows == Self.windowCount && work.unitedWindows == 0)
    #expect(work.runs >= 1 && work.candidates == 2)
    #expect((2..<10).contains(work.scoredPostings) && work.positions == 0)
  }

  @Test func aKnownCountDecodesNothing() throws {
    let work = try work("common", limit: 0)
    #expect(work.segments == 1 && work.knownCounts == 1)
    #expect(work.blocks == Self.blockCount && work.decodedBlocks == 0)
    #expect(work.runs == 0 && work.countedWindows == 0 && work.scoredPostings == 0)
  }

  @Test func countingGoesThroughWindows() throws {
    let work = try work("common -half", limit: 0)
    #expect(work.countedWindows == Self.windowCount && work.knownCounts == 0)
    #expect(work.decodedBlocks >= Self.blockCount && work.scoredPostings == 0)
  }

  @Test func everyWindowIsAccountedFor() throws {
    for query in ["common half", "half rare", "+common half", "common half rare"] {
      let work = try work(query)
      let windows = work.ledWindows + work.unitedWindows + work.passedWindows
      #expect(windows == Self.windowCount, "\(query): \(work)")
      #expect(work.decodedBlocks <= work.blocks, "\(query): \(work)")
    }
    #expect(try work("common half", limit: 100).unitedWindows > 0)
  }

  @Test func termsWithFewDocumentsAreTakenWhole() throws {
    let work = try work("rare half", limit: 2)
    #expect(work.unitedWindows == Self.windowCount && work.candidates == 2, "\(work)")
    // The two of the rare one, and of the other one those in the same documents.
    #expect((3...4).contains(work.scoredPostings), "\(work)")
    let counting = try self.work("rare half", counts: true)
    #expect(counting.candidates == Self.documentCount / 2 && counting.segments == 1)
  }

  @Test func phrasesReadPositionsAndWordsDoNot() throws {
    #expect(try work("half rare").positions == 0)
    let work = try work("\"half rare\"")
    // At the two documents that have both terms, a position of each.
    #expect(work.positions == 4, "\(work)")
  }

  @Test func whatBeginsAlikeIsGathered() throws {
    #expect(try work("京").gatheredPostings == 1)
    #expect(try work("東京").gatheredPostings == 0)
  }

  @Test func nothingIsDoneForWhatIsNotThere() throws {
    var nothing = SearchWork()
    nothing.threads = 1
    #expect(try work("absent") == nothing)
  }

  @Test func morePartsAddUp() {
    var sum = SearchWork()
    let counters = WorkCounters()
    (counters.blocks, counters.runs, counters.positions) = (5, 3, 2)
    for _ in 0..<3 { sum.add(SearchWork(counters)) }
    #expect(sum.blocks == 15 && sum.runs == 9 && sum.positions == 6 && sum.threads == 1)
    counters.reset()
    #expect(SearchWork(counters).blocks == 0)
  }
}
