import Foundation
import Testing

@testable import SwiftSearch

@Suite struct GoldenIndexTests {
  private func snapshot() throws -> IndexSnapshot {
    try #require(try IndexSnapshot.newest(in: IndexDirectory(GoldenIndex.directory)))
  }

  @Test func itIsRead() throws {
    let snapshot = try snapshot()
    #expect(snapshot.manifest.generation == 2)
    #expect(snapshot.segments.map(\.documentCount) == [201, 1])
    #expect(snapshot.segments.map { $0.deletions?.deletedCount ?? 0 } == [2, 0])
    #expect(
      snapshot.manifest.fields.map(\.name)
        == ["id", "text", "kind", "size", "share", "date", "note"])
    let sources = try CommitReader.sources(
      of: snapshot.manifest, in: IndexDirectory(GoldenIndex.directory))
    #expect(sources.entries["d1.md"]?.byteCount == 100)
    let document = try snapshot.segments[0].storedDocument(6)
    #expect(document.fields.first?.value == .keyword("d6"))
    #expect(try snapshot.segments[0].column(3)?.value(of: 6) == 6)
    #expect(try snapshot.segments[0].column(4)?.value(of: 7) == nil)
    let text = try #require(snapshot.segments[0].field(1))
    let word = Array("often".utf8)
    let often = try #require(try text.entry(for: word.span))
    #expect(often.documentFrequency == 151)
    let cursor = try text.postings(of: often)
    #expect(try cursor.advance(to: 50) == 50)
    try cursor.loadFrequencies()
    #expect(cursor.frequencies[cursor.index] == 300)
    var positions: [UInt32] = []
    try cursor.positions(into: &positions)
    #expect(positions == Array(2..<302))
  }

  /// An index whose terms this version would make otherwise says so.
  @Test func itAnswers() throws {
    guard try snapshot().manifest.tableVersion == CharacterTables.version else {
      #expect(throws: IndexError.self) { try SearchIndex(directory: GoldenIndex.directory) }
      return
    }
    let index = try SearchIndex(directory: GoldenIndex.directory)
    #expect(try index.search(try Query(parsing: "often")).hits.first?.key == "d50")
    #expect(try index.count(try Query(parsing: "ants")) == 199)
    #expect(try index.search(try Query(parsing: "+ants +word42")).hits.map(\.key) == ["d42"])
    #expect(try index.search(try Query(parsing: "図書館")).hits.map(\.key) == ["cjk"])
    #expect(try index.document(key: "d3") == nil)
    #expect(try index.document(key: "d8")?["kind"] == .keyword("even"))
  }

  /// The same documents make the same bytes, in every process and on every system.
  @Test func writingIsDeterministic() throws {
    let directory = try TemporaryDirectory()
    try GoldenIndex.write(to: directory.path)
    let names = try GoldenIndex.names(in: directory.path)
    #expect(try names == GoldenIndex.names(in: GoldenIndex.directory))
    let hasOwnTables = try snapshot().manifest.tableVersion == CharacterTables.version
    for name in names where hasOwnTables || !name.hasSuffix(".commit") {
      let written = try Data(contentsOf: URL(filePath: directory.path + "/" + name))
      let golden = try Data(contentsOf: URL(filePath: GoldenIndex.directory + "/" + name))
      #expect(written == golden, "\(name)")
    }
  }

  /// For the first index of a new version of the format, in a folder of its own.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SWIFT_SEARCH_GOLDEN"] != nil))
  func writeAnew() throws {
    let directory = ProcessInfo.processInfo.environment["SWIFT_SEARCH_GOLDEN"] ?? ""
    try GoldenIndex.write(to: directory)
    try FileManager.default.removeItem(atPath: directory + "/writer.lock")
  }
}
