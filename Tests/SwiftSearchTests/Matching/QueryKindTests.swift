import Foundation
import Testing

@testable import SwiftSearch

/// The kinds of queries that put others together, and what they score.
@Suite struct QueryKindTests {
  private let directory: TemporaryDirectory
  private let index: SearchIndex

  init() throws {
    directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    let documents: [(key: String, title: String, text: String)] = [
      ("hive", "Hives", "a colony of bees lives in a hive and bees make honey"),
      ("bees", "Bees", "bees make honey in their colony"), ("mars", "", "a colony on mars"),
      ("ai", "AI", "models of language and their owners"),
      ("日本", "日本語", "日本の首都は東京です。東京の人口は多い"), ("東京", "", "東京の人口と首都の歴史"),
    ]
    for (key, title, text) in documents {
      var fields: [Document.Field] = [.init("text", .text(text))]
      if !title.isEmpty { fields.append(.init("title", .text(title))) }
      if key == "ai" { fields.append(.init("kind", .keyword("note"))) }
      if key == "mars" { fields.append(.init("n", .number(3))) }
      try writer.add(Document(key: key, fields: fields))
      if key == "mars" { try writer.commit() }
    }
    try writer.commit()
    index = try SearchIndex(directory: directory.path)
  }

  private func keys(_ query: Query) throws -> Set<String> {
    Set(try index.search(query).hits.map(\.key))
  }

  private func score(_ query: Query, _ key: String) throws -> Float? {
    try index.search(query).hits.first { $0.key == key }?.score
  }

  /// All documents match beside words that none has, whatever stands around them.
  @Test func everythingIsFoundBesideWordsThatNoneHas() throws {
    let all: Set = ["hive", "bees", "mars", "ai", "日本", "東京"]
    for text in ["zz *", "* zz", "zz OR *", "zz (yy *)", "\"zz yy\" *", "title:zz *"] {
      let query = try Query(parsing: text)
      #expect(try keys(query) == all, "\(text)")
      #expect(try index.count(query) == all.count, "\(text)")
    }
    #expect(try keys(try Query(parsing: "zz * -bees")) == ["mars", "ai", "日本", "東京"])
    #expect(try keys(try Query(parsing: "+zz *")).isEmpty)
  }

  @Test func presenceIsOfAnyKindOfField() throws {
    #expect(try keys(.exists(field: "title")) == ["hive", "bees", "ai", "日本"])
    #expect(try keys(.exists(field: "kind")) == ["ai"])
    #expect(try keys(.exists(field: "n")) == ["mars"])
    #expect(try keys(.exists(field: "nowhere")).isEmpty)
    #expect(try keys(.exists(field: "id")).count == 6)
    #expect(try keys(.everything).count == 6)
    #expect(try keys(.boolean(mustNot: [.exists(field: "title")])) == ["mars", "東京"])
    let writer = try IndexWriter(directory: directory.path)
    _ = try writer.delete(matching: .text("ai", field: "id"))
    try writer.commit()
    try index.refresh()
    #expect(try keys(.exists(field: "kind")).isEmpty)
    #expect(try keys(.everything).count == 5)
  }

  @Test func scoresAreReplaced() throws {
    let colony = Query.text("colony")
    #expect(try score(.constant(colony, score: 2.5), "mars") == 2.5)
    #expect(try keys(.constant(colony, score: 0)) == ["hive", "bees", "mars"])
    #expect(try score(.boosted(.constant(colony, score: 2), by: 3), "mars") == 6)
  }

  @Test func enoughPartsMustMatch() throws {
    let parts: [Query] = ["colony", "bees", "mars"]
    #expect(try keys(.atLeast(0, of: parts)) == ["hive", "bees", "mars"])
    #expect(try keys(.atLeast(2, of: parts)) == ["hive", "bees", "mars"])
    #expect(try keys(.atLeast(2, of: parts + ["honey"])) == ["hive", "bees", "mars"])
    #expect(try keys(.atLeast(3, of: parts + ["honey"])) == ["hive", "bees"])
    #expect(try keys(.atLeast(9, of: ["colony", "mars"])) == ["mars"])
    #expect(try keys(.atLeast(2, of: ["colony", "!?"])) == ["hive", "bees", "mars"])
    let sum = try #require(try score(.boolean(should: parts), "bees"))
    let least = try #require(try score(.atLeast(2, of: parts), "bees"))
    #expect(abs(least - sum) < 1e-5)
  }

  @Test func theBestPartCounts() throws {
    let (colony, bees) = (Query.text("colony"), Query.text("bees"))
    let both = [try #require(try score(colony, "bees")), try #require(try score(bees, "bees"))]
    let best = try #require(try score(.best([colony, bees]), "bees"))
    #expect(abs(best - both.max()!) < 1e-5)
    let tied = try #require(try score(.best([colony, bees], tieBreaker: 0.5), "bees"))
    #expect(abs(tied - both.max()! - 0.5 * both.min()!) < 1e-5)
  }

  @Test func similarDocumentsShareTellingWords() throws {
    #expect(try index.search(.similar(to: "hive")).hits.first?.key == "bees")
    #expect(try index.search(.similar(to: "日本")).hits.map(\.key) == ["東京"])
    #expect(try keys(.similar(to: "nothing of that key")).isEmpty)
    let alone = try SmallIndex(["unlike", "any other"])
    #expect(try alone.index.count(.similar(to: "0")) == 0)
    #expect(try keys(.boolean(must: [.similar(to: "hive"), "honey"])) == ["bees"])
  }

  @Test func explanationsAddUp() throws {
    let query = Query.boolean(
      must: [.best(["colony", "bees"], tieBreaker: 0.3)],
      should: [
        .constant("honey", score: 1.7), .atLeast(1, of: ["mars", "hive"]),
        .near("bees", "honey", within: 3), .exists(field: "title"),
      ])
    var options = SearchOptions()
    options.explains = true
    for hit in try index.search(query, options: options).hits {
      let sum = hit.explanation.reduce(0) { $0 + $1.score }
      #expect(sum == hit.score, "\(hit.key)")
    }
  }

  @Test(arguments: [
    Query.constant("a", score: -1), .constant("a", score: .nan), .best(["a"], tieBreaker: 1.5),
    .best(["a"], tieBreaker: .nan),
    .proximity(Proximity([.pattern(.regularExpression("("))])),
    .proximity(Proximity([Proximity.Part](repeating: "a", count: 5000))),
  ])
  func whatMakesNoSenseIsRefused(query: Query) throws {
    #expect { try index.search(query) } throws: { ($0 as? IndexError)?.code == .invalidQuery }
  }

  @Test func weightsOfFieldsCount() throws {
    var options = SearchOptions()
    func score(_ weight: Float?) throws -> Float {
      options.fieldWeights = weight.map { ["title": $0] } ?? [:]
      return try #require(
        try index.search(.text("bees"), options: options).hits.first { $0.key == "bees" }
      ).score
    }
    #expect(try score(nil) == score(2))
    #expect(try score(8) > score(2) && score(2) > score(0.1))
    for weight in [0, -1, .nan, .infinity] as [Float] { #expect(try score(weight).isFinite) }
  }
}
