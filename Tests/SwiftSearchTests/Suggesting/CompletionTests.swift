import Testing

@testable import SwiftSearch

/// How the words of an index go on.
@Suite struct CompletionTests {
  private static let texts = [
    "AI colony and a colonel", "colony again", "Colônia, Köln", "请先阅读免责声明", "阅读声音",
    "カタカナとカタログ", "カタログ", "C++ wi-fi wireless",
  ]

  @Test(arguments: [
    ("col", ["colony 2", "colonel 1", "colonia 1"]),
    ("COL", ["COLony 2", "COLonel 1", "COLonia 1"]),
    ("AI colon", ["AI colony 2", "AI colonel 1", "AI colonia 1"]), ("colony", ["colony 2"]),
    ("colonyx", []), ("", []), ("col ", []), ("col-", []), ("wi-f", ["wi-fi 1"]),
    ("Kö", ["Köln 1"]), ("阅", ["阅读 2"]), ("先阅", ["先阅读 1"]), ("声", ["声明 1", "声音 1"]),
    ("责声", ["责声明 1"]), ("カタ", ["カタロ 2", "カタカ 1"]), ("C++", []),
  ])
  func theLastWordIsCompleted(_ prefix: String, _ expected: [String]) throws {
    let index = try SmallIndex(Self.texts).index
    let found = try index.completions(of: prefix).map { "\($0.text) \($0.documentFrequency)" }
    #expect(found == expected, "\(prefix)")
  }

  @Test func wholeRunsAreCompleted() throws {
    let index = try SmallIndex(
      Self.texts + ["서울에서"], analysis: AnalysisOptions(addsWholeRuns: true)
    ).index
    #expect(try index.completions(of: "カタ").map(\.text) == ["カタログ", "カタカナ"])
    #expect(try index.completions(of: "서울").map(\.text) == ["서울에서"])
    #expect(try index.completions(of: "カタロ x カ").map(\.text) == ["カタロ x カタログ", "カタロ x カタカナ"])
  }

  @Test func fieldsAndLimitsCount() throws {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    for number in 0..<9 {
      try writer.add(
        Document(
          key: "\(number)",
          fields: [
            .init("title", .text(number < 2 ? "colt" : "cold")), .init("text", .text("colt cool")),
            .init("tag", .keyword("C \(number % 3)")), .init("n", .number(1)),
          ]))
    }
    try writer.commit()
    let index = try SearchIndex(directory)
    func found(_ prefix: String, field: String? = nil, limit: Int = 10) throws -> [String] {
      try index.completions(of: prefix, field: field, limit: limit)
        .map { "\($0.text) \($0.documentFrequency)" }
    }
    #expect(try found("co") == ["colt 9", "cool 9", "cold 7"])
    #expect(try found("co", limit: 1) == ["colt 9"])
    #expect(try found("co", limit: 0) == [] && found("co", limit: -1) == [])
    #expect(try found("co", limit: .max).count == 3)
    #expect(try found("co", field: "title") == ["cold 7", "colt 2"])
    #expect(try found("C", field: "tag") == ["C 0 3", "C 1 3", "C 2 3"])
    #expect(try found("C 1", field: "tag") == ["C 1 3"] && found("c", field: "tag") == [])
    #expect(try found("1", field: "n") == [] && found("co", field: "none") == [])
  }

  /// Over several segments and fields, from however few terms of each: the same as by counting.
  @Test(arguments: 0..<12)
  func theBestAreFound(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    var counts: [String: [String: Int]] = [:]
    for number in 0..<400 {
      var document = Document(key: "\(number)")
      for name in ["title", "text"] {
        let words = Set(
          (0..<1 + random.below(4)).map { _ in
            String(
              (0..<1 + random.below(4)).map { _ in "abc".randomElement(using: &random) ?? "a" })
          })
        for word in words { counts[word, default: [:]][name, default: 0] += 1 }
        document.fields.append(.init(name, .text(words.sorted().joined(separator: " "))))
      }
      try writer.add(document)
      if random.oneIn(70) { try writer.withState { try $0.flush() } }
    }
    try writer.commit()
    let snapshot = try SearchIndex(directory).current
    for prefix in ["", "a", "ab", "bca", "cccc"] {
      for names in [["title", "text"], ["title"]] {
        let frequent = FrequentTerms(
          snapshot: snapshot, fields: names.compactMap { snapshot.field(named: $0) }, signal: nil)
        let expected = counts.filter { $0.key.hasPrefix(prefix) }
          .map { word, fields in (word, names.compactMap { fields[$0] }.max() ?? 0) }
          .filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        for (limit, taken) in [(1, 1), (3, 2), (10, 16), (200, 64)] {
          let found = try frequent.terms(
            startingWith: Array(prefix.utf8), limit: limit, taking: taken
          ).map { "\(String(decoding: $0.bytes, as: UTF8.self)) \($0.documentFrequency)" }
          #expect(
            found == expected.prefix(limit).map { "\($0.0) \($0.1)" },
            "seed \(seed), \(prefix), \(names), \(limit) of \(taken)")
        }
      }
    }
  }

  /// Keys are longer than the walk over terms has room for.
  @Test func longValuesAreCompleted() throws {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    let long = String(repeating: "k", count: 700)
    for key in [long + "1", long + "2", "other"] { try writer.add(Document(key: key, fields: [])) }
    try writer.commit()
    let index = try SearchIndex(directory)
    let found = try index.completions(of: "kk", field: Schema.keyName).map(\.text)
    #expect(found == [long + "1", long + "2"])
  }
}
