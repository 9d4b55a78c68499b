import Testing

@testable import SwiftSearch

/// Patterns whose matches all score the same, so that the first of them are the best.
@Suite struct ConstantPatternTests {
  /// In a segment of several windows, with terms of one document, of few and of many.
  @Test(arguments: 0..<6)
  func theFirstMatchesAreTheBest(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let start = random.pick([0, 4090, 4096, 9000])
    let rarity = random.pick([2, 40, 900])
    var texts: [String] = []
    var expected: [Int] = []
    for number in 0..<10_000 {
      guard number >= start, random.oneIn(rarity) else {
        texts.append("other")
        continue
      }
      expected.append(number)
      texts.append(
        random.pick(["other peak", "peal\(random.below(50)) peak", "peat\(number)x", "peaky pear"]))
    }
    let index = try SmallIndex(texts)
    for query in ["pea*^=1", "(pea*)^=2", "pe*^=1 -nothing"] {
      for limit in [1, 10, 3000] {
        let options = SearchOptions(limit: limit, countsExactly: false, snippetCount: 0)
        let found = try index.numbers(query, options: options)
        #expect(found == Array(expected.prefix(limit)), "seed \(seed): \(query)")
      }
      let counted = try index.search(query, options: SearchOptions(limit: 0))
      #expect(counted.total == .init(value: expected.count, relation: .exact), "seed \(seed)")
    }
    let both = try index.numbers(
      "+pea*^=1 +peak*", options: SearchOptions(limit: 10_000, snippetCount: 0))
    #expect(Set(both) == Set(expected.filter { texts[$0].contains("peak") }), "seed \(seed)")
  }
}
