import Testing

@testable import SwiftSearch

/// Which terms of a segment decide the order of its documents.
@Suite struct TermSelectionTests {
  /// Texts of two languages in turn, with words that are in 3 to 90 of 200 texts.
  private static let texts = (0..<200).map { number in
    let prefix = number % 2 == 0 ? "alpha" : "beta"
    let words = [3, 5, 10, 30, 90].map { count in
      number / 2 < count ? "\(prefix)\(letters(count))" : "rest"
    }
    return "all \(words.joined(separator: " "))"
  }

  private static func letters(_ number: Int) -> String {
    String(decoding: String(number).utf8.map { $0 + 49 }, as: UTF8.self)
  }

  private func segment(_ index: SearchIndex) throws -> SegmentReader {
    try #require(index.current.segments.first)
  }

  private func selection(
    _ segment: SegmentReader, memoryBudget: Int
  ) throws -> TermSelection {
    try #require(
      try TermSelection(
        segment, documentCount: segment.documentCount, memoryBudget: memoryBudget, until: nil))
  }

  @Test func memoryLeavesOutTheRarestTerms() throws {
    let small = try SmallIndex(Self.texts)
    let segment = try segment(small.index)
    let all = try selection(segment, memoryBudget: 1 << 20)
    #expect(all.smallest == 2 && all.largest == 100)
    #expect(all.termCount == 10 && all.postingCount == 2 * (3 + 5 + 10 + 30 + 90))
    var fewest = 0
    for budget in stride(from: 0, to: 20_000, by: 250) {
      let some = try selection(segment, memoryBudget: budget)
      #expect(some.postingCount >= fewest)
      fewest = some.postingCount
      let kept = [3, 5, 10, 30, 90].filter { $0 >= some.smallest && $0 <= some.largest }
      #expect(some.postingCount == 2 * kept.reduce(0, +) && some.termCount == 2 * kept.count)
      let memory = some.termCount * HalfCounts.bytesPerTerm + 8 * some.postingCount
      #expect(memory <= budget)
      let lists = try #require(
        try some.lists(of: segment, (0..<200).map { $0 }, until: nil))
      #expect(lists.postingCount == some.postingCount)
    }
    #expect(fewest == all.postingCount)
  }

  @Test func withoutMemoryDocumentsStayInOrder() throws {
    let small = try SmallIndex(Self.texts)
    for budget in [0, -1, 5000] {
      let order = try DocumentOrder.bisecting(try segment(small.index), memoryBudget: budget)
      #expect(order == (0..<200).map { $0 })
    }
  }

  @Test func textsOfALanguageComeTogether() throws {
    var random = SeededGenerator(seed: 1)
    let isAlpha = (0..<200).map { _ in random.oneIn(2) }
    let texts = isAlpha.map { isAlpha in
      let prefix = isAlpha ? "alpha" : "beta"
      return (0..<5).map { _ in prefix + Self.letters(random.below(30)) }.joined(separator: " ")
    }
    let small = try SmallIndex(texts)
    let order = try #require(
      try DocumentOrder.bisecting(try segment(small.index), memoryBudget: 1 << 20))
    #expect(order.sorted() == (0..<200).map { $0 })
    let changes = zip(order, order.dropFirst()).count { isAlpha[Int($0)] != isAlpha[Int($1)] }
    #expect(changes < 20)
  }

  @Test func deletedDocumentsAreLeftOut() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    for (number, text) in Self.texts.enumerated() {
      try writer.add(Document(key: "\(number)", fields: [.init("text", .text(text))]))
    }
    try writer.commit()
    for number in stride(from: 0, to: 200, by: 4) { try writer.delete(key: "\(number)") }
    try writer.commit()
    let segment = try segment(try SearchIndex(directory: directory.path))
    let live = (0..<UInt32(200)).filter { $0 % 4 != 0 }
    let order = try #require(try DocumentOrder.bisecting(segment, memoryBudget: 1 << 20))
    #expect(order.sorted() == live)
    #expect(order != live)
  }
}
