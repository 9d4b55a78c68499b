import Testing

@testable import SwiftSearch

/// One hit of each value is the first of all with it.
@Suite struct CollapseTests {
  private struct Group {
    var match: ArrangedIndex.Match
    var others = 0
  }

  private func value(_ field: String, _ entry: Int, _ index: ArrangedIndex) -> String? {
    ["tag", "id"].contains(field)
      ? index.keywords(field, of: entry).first : index.number(field, of: entry).map { "\($0)" }
  }

  private func groups(
    _ matches: [ArrangedIndex.Match], by field: String, _ keys: [SortKey], _ index: ArrangedIndex
  ) -> [Group] {
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for match in matches.sorted(by: { SortTests.precedes($0, $1, keys, index) }) {
      let value = value(field, match.entry, index)
      if let value, let place = places[value] {
        groups[place].others += 1
      } else {
        if let value { places[value] = groups.count }
        groups.append(Group(match: match))
      }
    }
    return groups
  }

  @Test(arguments: 0..<10)
  func hitsAreTheFirstOfTheirGroups(seed: Int) throws {
    var index = try ArrangedIndex(
      seed: 7600 + seed, documents: 40 + 30 * seed, segments: 1 + seed % 4)
    var random = SeededGenerator(seed: seed)
    for number in 0..<30 {
      let query = index.query()
      guard let matches = try index.matches(query) else { continue }
      let keys = random.oneIn(3) ? [] : SortTests.randomKeys(&random)
      let field = random.pick(["tag", "n", "date", "id"])
      let expected = groups(matches, by: field, keys.isEmpty ? [.score] : keys, index)
      let limit = random.pick([1, 4, 1000])
      var options = SearchOptions(
        limit: limit, snippetCount: 0, relaxes: false, threadLimit: random.pick([1, 3]),
        sort: keys, collapse: field)
      let place = "seed \(seed), query \(number): \(query), \(field), \(keys)"
      var hits: [Hit] = []
      repeat {
        let found = try index.index.search(query, options: options)
        #expect(found.total == .init(value: matches.count, relation: .exact), "\(place)")
        hits += found.hits
        options.after = found.next
      } while options.after != nil
      #expect(hits.map(\.key) == expected.map(\.match.key), "\(place)")
      #expect(hits.map(\.others) == expected.map(\.others), "\(place)")
    }
  }

  @Test func tiersAreCollapsedTogether() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    let texts = ["首都は東京", "日本国の首都", "日本国は島国で、首都がある", "日本国の首都、東京"]
    for (number, text) in texts.enumerated() {
      try writer.add(
        Document(
          key: "\(number)",
          fields: [.init("text", .text(text)), .init("kind", .keyword("\(number / 2)"))]))
      if number == 1 { try writer.commit() }
    }
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    let found = try index.search(
      .text("日本国の首都"), options: SearchOptions(limit: 10, collapse: "kind"))
    #expect(found.total.value == 4)
    #expect(found.hits.map(\.key) == ["1", "3"])
    #expect(found.hits.map(\.others) == [1, 1])
  }
}
