import Testing

@testable import SwiftSearch

@Suite struct IndexWriterTests {
  private func document(_ key: String, _ text: String) -> Document {
    Document(key: key, fields: [.init("text", .text(text))])
  }

  @Test func whatIsAddedIsFoundAfterTheCommit() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    try writer.add(document("1", "Japan could become an “AI colony”."))
    try writer.add(document("2", "A colony of ants."))
    try writer.add(document("3", "東京都の図書館"))
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    let results = try index.search(try Query(parsing: "AI colony"))
    #expect(results.hits.map(\.key) == ["1", "2"])
    #expect(results.hits.first?.snippets.first?.text == "Japan could become an “AI colony”.")
    #expect(results.total == .init(value: 2, relation: .exact))
    for query in ["東京", "京都", "東京都", "図", "\"図書館\"", "館", "の"] {
      #expect(try index.search(try Query(parsing: query)).hits.map(\.key) == ["3"], "\(query)")
    }
    #expect(try index.count(try Query(parsing: "東館")) == 0)
  }

  @Test func addingAKeyAgainReplacesTheDocument() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    try writer.add(document("1", "old"))
    try writer.add(document("1", "new"))
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    #expect(try index.count(.text("old")) == 0)
    #expect(try index.count(.text("new")) == 1)
    try writer.add(document("1", "newest"))
    try writer.commit()
    #expect(try index.count(.text("new")) == 1)
    try index.refresh()
    #expect(try index.count(.text("new")) == 0)
    #expect(try index.count(.text("newest")) == 1)
    try writer.delete(key: "1")
    try writer.commit()
    try index.refresh()
    #expect(try index.count(.text("newest")) == 0)
    #expect(try index.document(key: "1") == nil)
  }
}
