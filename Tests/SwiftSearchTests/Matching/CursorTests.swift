import Foundation
import Testing

@testable import SwiftSearch

/// Pages that follow each other by cursors are the whole list, cut.
@Suite struct CursorTests {
  private func pages(
    _ index: SearchIndex, _ query: Query, _ options: SearchOptions,
    between: () throws -> Void = {}
  ) throws -> [String] {
    var (options, keys): (SearchOptions, [String]) = (options, [])
    repeat {
      let results = try index.search(query, options: options)
      #expect(results.hits.map(\.rank) == results.hits.indices.map { keys.count + 1 + $0 })
      keys += results.hits.map(\.key)
      // As it comes back from somewhere else.
      options.after = results.next.map { SearchCursor($0.description) }
      if options.after != nil { try between() }
    } while options.after != nil && keys.count < 100_000
    return keys
  }

  @Test(arguments: 0..<10)
  func pagesAreTheWholeList(seed: Int) throws {
    var index = try ArrangedIndex(
      seed: 7100 + seed, documents: 60 + 20 * seed, segments: 1 + seed % 4)
    var random = SeededGenerator(seed: seed)
    for number in 0..<15 {
      let query = index.query()
      let keys = random.oneIn(3) ? [] : SortTests.randomKeys(&random)
      let whole = try index.index.search(
        query,
        options: SearchOptions(
          limit: 100_000, snippetCount: 0, relaxes: keys.isEmpty, sort: keys))
      let options = SearchOptions(
        limit: random.pick([3, 7, 40]), countsExactly: random.oneIn(2), snippetCount: 0,
        relaxes: keys.isEmpty, sort: keys)
      #expect(
        try pages(index.index, query, options) == whole.hits.map(\.key),
        "seed \(seed), query \(number): \(query), \(keys)")
    }
  }

  @Test func lessStrictTiersFollow() throws {
    let index = try SmallIndex(
      ["日本国の首都", "首都は東京", "日本国は島国で、首都がある", "島", "首都", "日本国の首都、東京"])
    let whole = try index.search("日本国の首都", options: SearchOptions(limit: 100))
    #expect(whole.tier == .any && whole.hits.count == 5)
    for limit in 1...5 {
      let query = try Query(parsing: "日本国の首都")
      let options = SearchOptions(limit: limit)
      #expect(try pages(index.index, query, options) == whole.hits.map(\.key))
      // The first page says which tiers there are to sort.
      let sorted = SearchOptions(limit: limit, sort: [.ascending("id")])
      let first = try index.search("日本国の首都", options: sorted)
      #expect(try pages(index.index, query, sorted).count == first.total.value)
    }
  }

  /// Documents are added, replaced, deleted and merged from page to page.
  @Test(arguments: 0..<6)
  func pagesGoOnAfterChanges(seed: Int) throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    var random = SeededGenerator(seed: seed)
    func add(_ key: String) throws {
      try writer.add(
        Document(
          key: key,
          fields: [
            .init("text", .text("tea")), .init("n", .number(Double(random.below(4)))),
            .init("tag", .keyword("tag \(random.below(30))")),
          ]))
    }
    for number in 0..<200 {
      try add("\(number)")
      if number % 50 == 0 { try writer.commit() }
    }
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    let kept = Set((0..<200).map { "\($0)" })
    var (deleted, added): (Set<String>, Int) = ([], 0)
    let options = SearchOptions(
      limit: 10, snippetCount: 0, sort: [random.pick([.descending("n"), .ascending("tag")])])
    let shown = try pages(index, .text("tea"), options) {
      for _ in 0..<3 {
        added += 1
        try add("new \(added)")
        let key = "\(random.below(200))"
        deleted.insert(key)
        try writer.delete(key: key)
      }
      try writer.commit()
      if random.oneIn(3) { _ = try writer.optimize() }
      try index.refresh()
    }
    let old = shown.filter { kept.contains($0) }
    #expect(kept.subtracting(deleted).isSubset(of: old), "seed \(seed)")
    // Only what was equal to a document that is gone may be shown twice.
    let counts = Dictionary(grouping: old) { $0 }.filter { $1.count > 1 }
    #expect(counts.count <= 60, "seed \(seed): \(counts.keys)")
  }

  @Test func hostileCursorsAreErrors() throws {
    var index = try ArrangedIndex(seed: 7200, documents: 80, segments: 3)
    var random = SeededGenerator(seed: 5)
    let sort: [SortKey] = [.ascending("tag"), .descending("n"), .score]
    let query = Query.boolean(mustNot: [.text("none")])
    _ = index.query()
    let first = try index.index.search(query, options: SearchOptions(limit: 5, sort: sort))
    let text = try #require(first.next?.description)
    func outcome(_ text: String, _ sort: [SortKey]) -> IndexError.Code? {
      do throws(IndexError) {
        _ = try index.index.search(
          query, options: SearchOptions(limit: 5, sort: sort, after: SearchCursor(text)))
        return nil
      } catch {
        return error.code
      }
    }
    #expect(outcome(text, sort) == nil)
    #expect(outcome(text, []) == .invalidOption)
    #expect(outcome(text, [.score]) == .invalidOption)
    for wrong in ["", "x", "no cursor", "日本", String(repeating: "A", count: 1_000_000)] {
      #expect(outcome(wrong, sort) == .invalidOption)
    }
    let bytes = try #require(URLText.bytes(of: text))
    for count in bytes.indices {
      #expect(outcome(URLText.text(of: Array(bytes[..<count])), sort) == .invalidOption)
    }
    for _ in 0..<3000 {
      var damaged = bytes
      for _ in 0..<1 + random.below(3) {
        damaged[random.below(damaged.count)] = UInt8(random.below(256))
      }
      guard damaged != bytes else { continue }
      #expect(outcome(URLText.text(of: damaged), sort) == .invalidOption)
      // With a checksum that is right, it is a place somewhere or no cursor.
      let content = Array(damaged.dropLast(4))
      var writer = ByteWriter()
      writer.append(content)
      writer.integer(Checksum.of(content))
      let code = outcome(URLText.text(of: writer.bytes), sort)
      #expect(code == nil || code == .invalidOption)
    }
    for moment in [Int64.max, .min, -1] {
      for (rank, tierCount) in [(0, 0), (1 << 48, 3)] {
        var place = try CursorPlace(text)
        (place.moment, place.rank, place.tierCount) = (moment, rank, tierCount)
        let options = SearchOptions(
          limit: 5, sort: sort, after: SearchCursor(place.text),
          decays: [.recency("date", halfLife: .seconds(1))])
        let found = try index.index.search(query, options: options)
        #expect(found.hits.count == 5)
      }
    }
    let copy = try JSONDecoder().decode(
      SearchCursor.self, from: JSONEncoder().encode(first.next))
    #expect(copy == first.next)
  }
}
