import Foundation
import Testing

@testable import SwiftSearch

@Suite struct QueryPlannerTests {
  private let directory: TemporaryDirectory
  private let index: SearchIndex

  init() throws {
    directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    let label = String(repeating: "l", count: 2000)
    try writer.add(
      Document(
        key: "1",
        fields: [
          .init("title", .text("https example")), .init("text", .text("ratio 16:9 東京都")),
          .init("n", .number(2.5)), .init("label", .keyword(label)), .init("note", .stored("x")),
          .init("date", .date(Date(timeIntervalSince1970: 0))), .init("label", .keyword("")),
        ]))
    try writer.add(Document(key: "2", fields: [.init("text", .text("example https"))]))
    try writer.commit()
    index = try SearchIndex(directory: directory.path)
  }

  private func keys(_ query: Query, fields: [String]? = nil) throws -> [String] {
    try index.search(query, options: SearchOptions(fields: fields)).hits.map(\.key).sorted()
  }

  @Test func aNameThatIsNoFieldIsPartOfTheText() throws {
    #expect(try keys(.text("example", field: "https")) == ["1"])
    #expect(try keys(.text("9", field: "16")) == ["1"])
    #expect(try keys(.phrase("example https", field: "nowhere")) == ["2"])
  }

  @Test func fieldsAreSearchedByTheirTypes() throws {
    let label = String(repeating: "l", count: 2000)
    for (text, field, found) in [
      ("2.5", "n", true), ("25e-1", "n", true), ("2", "n", false), ("two", "n", false),
      ("nan", "n", false), ("-nan", "n", false), ("inf", "n", false), ("1970", "date", true),
      ("1970-01-02", "date", false), ("x", "note", false), ("", "label", true),
      (label, "label", true), (String(label.dropLast(1000)), "label", false), ("1", "id", true),
      ("東", "text", true), ("都", "text", true), ("京都", "text", true), ("東都", "text", false),
      ("東京", "title", false),
    ] {
      #expect(try keys(.text(text, field: field)) == (found ? ["1"] : []), "\(field):\(text)")
    }
  }

  /// Else a text of one word again and again would read its postings as often.
  @Test(arguments: ["", "+", "-", "title:"], [1, 20])
  func wordsThatAreRepeatedAreLookedForOnce(sign: String, repetitions: Int) throws {
    let words = ["example", "16:9", "\"example https\""].map { sign + $0 }
    let text = Array(repeating: words, count: repetitions).flatMap(\.self)
    let planner = QueryPlanner(index.current, analyzer: TextAnalyzer())
    let plan = try planner.plan(try Query(parsing: text.joined(separator: " ")))
    guard case .boolean(let must, let should, let mustNot)? = plan else {
      Issue.record("no boolean")
      return
    }
    let parts = must + should + mustNot
    #expect(parts.count == 3)
    for part in parts {
      guard case .group(_, let boost) = part else { continue }
      #expect(boost == Float(repetitions))
    }
  }

  /// Each word of a long text has other forms, of which a query has so many and no more.
  @Test func otherFormsOfWordsAreBounded() throws {
    let letters = Array("bcdfghklmnprtvwz")
    let roots = (0..<2400).map { number in
      let parts = [number % 16, number / 16 % 16, number / 256]
      return String(parts.map { letters[$0] }).map { "\($0)o" }.joined() + "rm"
    }
    let suffixes = ["", "s", "ed", "ing", "ings"]
    let text = roots.flatMap { root in suffixes.map { root + $0 } }.joined(separator: " ")
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    try writer.add(
      Document(key: "1", fields: [.init("text", .text(text)), .init("title", .text(text))]))
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    func formCounts(_ words: some Sequence<String>) throws -> [Int] {
      let planner = QueryPlanner(index.current, analyzer: TextAnalyzer())
      let parts = words.map { Query.text($0) }
      guard case .boolean(_, let should, _)? = try planner.plan(.boolean(should: parts)) else {
        return []
      }
      return should.map { part in
        guard case .group(let forms, _) = part else { return 0 }
        return forms.count
      }
    }
    // In two fields, the word itself and four others.
    #expect(try formCounts(roots.prefix(1000)) == Array(repeating: 10, count: 1000))
    let all = try formCounts(roots)
    #expect(all.count == roots.count && all.allSatisfy { $0 >= 2 })
    #expect(all.reduce(0) { $0 + $1 - 2 } == 1 << 13)
  }

  @Test func aBudgetOfFormsIsNeverExceeded() {
    let forms = (0..<5).map { [UInt8($0)] }
    let budget = FormBudget(7)
    #expect(budget.take(forms).count == 5 && !budget.isExhausted)
    #expect(budget.take(forms).count == 2 && budget.isExhausted)
    #expect(budget.take(forms).isEmpty)
  }

  @Test func whatIsRepeatedCountsAsOften() throws {
    func score(_ text: String) throws -> Float {
      try #require(try index.search(try Query(parsing: text)).hits.first).score
    }
    let once = try score("example")
    let often = try score(String(repeating: "example ", count: 50))
    #expect(abs(often / once - 50) < 0.01)
    let mixed = try score(String(repeating: "title:example example ", count: 50))
    #expect(mixed > 1.1 * often)
  }

  @Test func operatorsWithoutWordsAreAllLookedFor() throws {
    let own = try TemporaryDirectory()
    let writer = try IndexWriter(
      directory: own.path, options: WriterOptions(analysis: .code))
    try writer.add(Document(key: "1", fields: [.init("text", .text("a && b || c"))]))
    try writer.add(Document(key: "2", fields: [.init("text", .text("a && b"))]))
    try writer.commit()
    let index = try SearchIndex(directory: own.path)
    #expect(try index.search(.text("&&,||")).hits.map(\.key).prefix(1) == ["1"])
    #expect(try index.count(.text("&&,||")) == 1)
    #expect(try index.count(.text("==,!=")) == 0)
  }

  @Test func nothingToLookForFindsNothing() throws {
    let nothing = Query.text("?!")
    for query in [
      nothing, .boolean(must: [nothing], mustNot: [.text("ratio")]),
      .boolean(should: [nothing], mustNot: [.text("ratio")]), .boolean(mustNot: [nothing]),
      .boolean(),
    ] {
      #expect(try keys(query).isEmpty, "\(query)")
    }
    #expect(try keys(.boolean(mustNot: [.text("ratio")])) == ["2"])
    #expect(try keys(.boolean(must: [nothing, .text("ratio")])) == ["1"])
  }

  @Test func defaultFieldsAreThoseOfTheOptions() throws {
    #expect(try keys(.text("example")) == ["1", "2"])
    #expect(try keys(.text("example"), fields: ["title"]) == ["1"])
    #expect(try keys(.text("2.5"), fields: ["n", "title"]) == ["1"])
    #expect(try keys(.text("example"), fields: []) == [])
    #expect(try keys(.text("example"), fields: ["no such field"]) == [])
  }

  @Test func extremeOptionsDoNotTrap() throws {
    for (limit, offset, length, count) in [
      (Int.max, Int.max, Int.max, Int.max), (.min, .min, .min, .min), (1, 0, .max / 2, 3),
      (0, 5, 0, 0), (10, 0, 1, 1), (10, 1, -5, 2), (.max, 1, 3, 1),
    ] {
      for ranking in [BM25(k1: .nan, b: .nan), BM25(k1: .infinity, b: -1), BM25(k1: -1, b: 7)] {
        let options = SearchOptions(
          limit: limit, offset: offset, ranking: ranking, snippetCount: count,
          snippetLength: length)
        let results = try index.search(.text("example"), options: options)
        #expect(results.total.value == 2)
        #expect(results.hits.count <= 2)
      }
    }
  }
}
