import Foundation
import Testing

@testable import SwiftSearch

/// Orders by any columns are those that sorting all matches makes.
@Suite struct SortTests {
  static func randomKeys(_ random: inout SeededGenerator) -> [SortKey] {
    (0..<1 + random.below(3)).map { _ in
      let name = random.pick(["n", "n", "date", "tag", "tag", "id", "_score", "_score"])
      return SortKey(
        name == "_score" ? .score : .field(name), isDescending: random.oneIn(2),
        missing: random.pick(SortKey.Missing.allCases))
    }
  }

  /// Whether one match comes before another, or `nil` when they are equal.
  static func precedes(
    _ left: ArrangedIndex.Match, _ right: ArrangedIndex.Match, _ keys: [SortKey],
    _ index: ArrangedIndex
  ) -> Bool {
    func compare<Value: Comparable>(_ one: Value?, _ other: Value?, _ key: SortKey) -> Bool? {
      switch (one, other) {
      case (nil, nil): nil
      case (nil, _): key.missing == .first
      case (_, nil): key.missing == .last
      case (let one?, let other?):
        one == other ? nil : key.isDescending ? one > other : one < other
      }
    }
    for key in keys {
      let result: Bool? =
        switch key.source {
        case .score: compare(left.score, right.score, key)
        case .field(let name) where ["tag", "id"].contains(name):
          compare(
            index.keywords(name, of: left.entry).first,
            index.keywords(name, of: right.entry).first, key)
        case .field(let name):
          compare(index.number(name, of: left.entry), index.number(name, of: right.entry), key)
        }
      if let result { return result }
    }
    return left.entry < right.entry
  }

  @Test(arguments: 0..<12)
  func ordersAreThoseOfTheOracle(seed: Int) throws {
    var index = try ArrangedIndex(
      seed: 7000 + seed, documents: 40 + 30 * seed, segments: 1 + seed % 5)
    var random = SeededGenerator(seed: seed)
    for number in 0..<60 {
      let query = index.query()
      let keys = Self.randomKeys(&random)
      guard let matches = try index.matches(query) else { continue }
      let expected = matches.sorted { Self.precedes($0, $1, keys, index) }
      let (offset, limit) = (random.pick([0, 0, 3]), random.pick([1, 5, 20, 1000]))
      let options = SearchOptions(
        limit: limit, offset: offset, snippetCount: 0, relaxes: false,
        threadLimit: random.pick([1, 4]), sort: keys)
      let results = try index.index.search(query, options: options)
      let wanted = expected.dropFirst(offset).prefix(limit)
      let place = "seed \(seed), query \(number): \(query), \(keys)"
      #expect(results.hits.map(\.key) == wanted.map(\.key), "\(place)")
      #expect(
        results.hits.map(\.score.bitPattern) == wanted.map(\.score.bitPattern), "\(place)")
      #expect(results.total == .init(value: expected.count, relation: .exact), "\(place)")
    }
  }

  /// More than one window, and blocks of each kind.
  @Test func largeSegmentsAreSorted() throws {
    var index = try ArrangedIndex(seed: 42, documents: 6000, segments: 2, words: 2)
    let orders: [[SortKey]] = [
      [.descending("n"), .ascending("date", missing: .first)], [.ascending("tag"), .score],
    ]
    for query in [Query.text(RandomCorpus.word(0)), .boolean(mustNot: [.text("none")])] {
      for keys in orders {
        let matches = try index.matches(query) ?? []
        let expected = matches.sorted { Self.precedes($0, $1, keys, index) }
        #expect(expected.count > 2000)
        for limit in [10, 1000] {
          let found = try index.index.search(
            query, options: SearchOptions(limit: limit, snippetCount: 0, sort: keys))
          #expect(found.hits.map(\.key) == expected.prefix(limit).map(\.key), "\(keys)")
        }
      }
    }
  }

  @Test func aQuestionIsSortedInTheTiersThatWereAsked() throws {
    let index = try SmallIndex(["日本国の首都", "首都は東京", "日本国は島国で、首都がある", "島"])
    let options = SearchOptions(limit: 10, sort: [.descending("id")])
    #expect(try index.numbers("日本国の首都", options: options) == [2, 1, 0])
    let few = SearchOptions(limit: 1, sort: [.descending("id")])
    #expect(try index.numbers("日本国の首都", options: few) == [0])
    let byScore = SearchOptions(limit: 10, sort: [.score, .ascending("id")])
    #expect(
      try index.numbers("日本国の首都", options: byScore)
        == (try index.numbers("日本国の首都")))
  }

  @Test func oddNumbersHaveTheirPlaces() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    let values: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 1.5, -1.5, 0x1p60, -0x1p60, .leastNonzeroMagnitude,
    ]
    for (number, value) in values.enumerated() {
      try writer.add(
        Document(key: "\(number)", fields: [.init("text", .text("a")), .init("x", .number(value))]))
    }
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    func keys(_ key: SortKey) throws -> String {
      try index.search(.text("a"), options: SearchOptions(sort: [key])).hits.map(\.key).joined()
    }
    #expect(try keys(.ascending("x")) == "3860195724")
    #expect(try keys(.descending("x", missing: .first)) == "4275901683")
  }

  @Test func whatCannotBeSortedByIsToldByName() throws {
    let index = try SmallIndex(["a"])
    for (keys, part) in [
      ([SortKey.ascending("dat")], "'dat'"), ([.ascending("text")], "a field of text"),
      ([SortKey](repeating: .score, count: 9), "9 keys"),
    ] {
      let error = #expect(throws: IndexError.self) {
        try index.search("a", options: SearchOptions(sort: keys))
      }
      #expect(error?.code == .invalidOption)
      #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }
    let empty = try SmallIndex([])
    #expect(try empty.search("a", options: SearchOptions(sort: [.ascending("x")])).hits.isEmpty)
  }

  @Test func keysAreReadAsTheyAreWritten() {
    #expect(SortKey(written: "date") == .ascending("date"))
    #expect(SortKey(written: "date:desc") == .descending("date"))
    #expect(SortKey(written: "date:desc:first") == .descending("date", missing: .first))
    #expect(SortKey(written: "a:b:first") == .ascending("a:b", missing: .first))
    #expect(SortKey(written: "_score") == .score)
    #expect(SortKey(written: "_score:asc") == SortKey(.score))
    #expect(SortKey(written: "desc") == .ascending("desc"))
    #expect(SortKey(written: "") == nil && SortKey(written: ":desc") == nil)
  }
}
