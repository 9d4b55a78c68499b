import Foundation
import Testing

@testable import SwiftSearch

/// Documents that nobody writes by accident: each is read in bounded time or left out for a reason.
///
/// What would take quadratic time never ends, so that the time limits say nothing about speed.
@Suite struct HostileDocumentsTests {
  /// Archives that hold nothing, programs, and noise, under names of texts.
  @Test(
    arguments: [
      [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18),
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + [UInt8](repeating: 0, count: 64),
      [UInt8](repeating: 0, count: 5000), (0..<5000).map { UInt8($0 * 7919 >> 3 & 0xFF) },
    ] as [[UInt8]], ["txt", "md", "html", "json", "jsonl", "csv", "swift", "unknown"])
  func binaryFilesAreNamedSo(bytes: [UInt8], name: String) throws {
    let ingested = try Ingested(bytes, named: "f." + name)
    #expect(ingested.documents.isEmpty)
    #expect(ingested.skipped.map(\.reason) == ["binary"])
  }

  @Test func bytesThatAreNotUTF8AreReplaced() throws {
    let bad: [UInt8] = [0xFF, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF5, 0x80]
    let words = Array(String(repeating: "日本語の文章 ", count: 80).utf8)
    for name in ["txt", "md", "html", "swift"] {
      let document = try #require(try Ingested(words + bad, named: "f." + name).documents.first)
      guard case .text(let text)? = document["text"] else {
        Issue.record("no text")
        continue
      }
      #expect(text.hasPrefix("日本語の文章") && text.contains("\u{FFFD}"), "\(name)")
    }
    let record =
      Array("{\"id\":\"".utf8) + bad + Array("\",\"n".utf8) + bad + Array("\":\"".utf8) + words
      + bad + Array("\"}".utf8)
    let document = try #require(try Ingested(record, named: "f.jsonl").documents.first)
    #expect(document.key.allSatisfy { $0 == "\u{FFFD}" } && !document.key.isEmpty)
    #expect(document.fields.first?.name.hasPrefix("n\u{FFFD}") == true)
  }

  @Test(arguments: [
    ("f.txt", [String]()), ("f.md", []), ("f.html", []), ("f.swift", []), ("f.csv", []),
    ("f.tsv", []), ("f.jsonl", []), ("f.unknown", []),
    ("f.json", ["invalid JSON: expected a value"]),
  ])
  func emptyFilesAreEmptyDocuments(name: String, reasons: [String]) throws {
    for content in ["", "\n", "\r\n \n"] {
      let ingested = try Ingested(content, named: name)
      #expect(ingested.skipped.map(\.reason) == reasons, "\(name)")
      let isWhole = !["f.csv", "f.tsv", "f.jsonl", "f.json"].contains(name)
      #expect(ingested.documents.map(\.key) == (isWhole ? [name] : []))
    }
  }

  /// Tags in one line, each of which must be passed over without a look at the rest of the line.
  @Test(.timeLimit(.minutes(2)), arguments: ["<rt>a", "<b>", "</b>", "<i b='c'>"])
  func tagsInOneLineAreReadOnce(piece: String) throws {
    let page = String(repeating: piece, count: 200_000)
    #expect(try Ingested(page, named: "f.html").documents.count == 1)
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("f.csv", "\"a\",\""), ("f.csv", "a,"), ("f.tsv", "\"\t"), ("f.md", "# a\n"),
      ("f.md", "```\n"), ("f.md", "=\n"), ("f.md", "---\n"), ("f.txt", "e\u{301}"),
      ("f.txt", "\u{301}"), ("f.txt", "👩\u{200D}"), ("f.json", "[1,"), ("f.json", "{\"a\":1}"),
      ("f.json", "\"\\u"), ("f.jsonl", "\\"), ("f.jsonl", "{}"), ("f.html", "\u{301}&amp;"),
    ])
  func repeatedPiecesAreReadOnce(name: String, piece: String) throws {
    let header = name.hasSuffix("sv") ? "h\n" : ""
    let ingested = try Ingested(header + String(repeating: piece, count: 100_000), named: name)
    #expect(ingested.documents.count + ingested.skipped.count > 0)
  }

  /// A name that grows with each level would take quadratic time and memory.
  @Test func namesOfNestedFieldsAreBounded() throws {
    let name = String(repeating: "n", count: 250)
    let opened = String(repeating: "{\"\(name)\":", count: 100)
    let line = opened + "1" + String(repeating: "}", count: 100)
    let ingested = try Ingested("{\"x\":\(line)}\n", named: "f.jsonl")
    #expect(ingested.documents.map(\.fields.count) == [2])
    #expect(ingested.skipped.map(\.reason) == [SkipReason.fieldsLeftOut])
  }

  /// As many names as there are documents do not make as many fields.
  @Test func namesAsDataStayBounded() throws {
    let folder = try TemporaryFolder()
    var lines = ""
    for number in 0..<2000 { lines += "{\"id\":\"\(number)\",\"f\(number)\":\"word\"}\n" }
    try folder.write(lines, to: "docs/f.jsonl")
    let writer = try IndexWriter(directory: folder.path + "/index")
    let report = try writer.update(from: [.path(folder.path + "/docs")])
    #expect(report.addedCount == 2000)
    let index = try SearchIndex(directory: folder.path + "/index")
    #expect(index.current.manifest.fields.count == Schema.largestFieldCount)
    #expect(try index.document(key: "1999")?.key == "1999")
  }
}
