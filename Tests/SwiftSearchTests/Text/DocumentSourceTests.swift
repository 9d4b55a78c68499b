import Foundation
import Testing

@testable import SwiftSearch

@Suite struct DocumentSourceTests {
  @Test func titlesOfTextAndCode() throws {
    #expect(try title("\n=====\nMy Title\n=====\nText", "a.rst") == "My Title")
    #expect(try title(String(repeating: "long ", count: 100), "a.txt") == "a.txt")
    #expect(try title("let x = 1", "a.swift") == "a.swift")
    #expect(try title("", "a.txt") == "a.txt")
    #expect(try title("all: x", "Makefile") == "Makefile")
    #expect(try title("some text", "noextension") == "noextension")
  }

  @Test func titlesOfMarkdown() throws {
    #expect(
      try title("---\ntitle: \"Front: matter\"\ndate: 2026-11-24\n---\n# H", "a.md")
        == "Front: matter")
    #expect(try title("+++\ntitle = 'Toml'\n+++\n", "a.md") == "Toml")
    #expect(try title("---\nno end\n# Head #\n", "a.md") == "Head")
    #expect(try title("text\n## Second\n# First", "a.md") == "First")
    #expect(try title("```\n# code\n```\nSet *ext*\n=====\n", "a.md") == "Set *ext*")
    #expect(try title("just text", "a.md") == "a.md")
    let text = "---\ndate: 2026-11-24\n---\nbody\r\n"
    let document = try #require(try Ingested(text, named: "a.md").documents.first)
    #expect(document["text"] == .text(text))
    #expect(document["date"] == .date(Date(timeIntervalSince1970: 1_795_478_400)))
    #expect(document["path"] == .keyword("a.md") && document.key == "a.md")
  }

  @Test func binaryAndVanishedFilesAreReported() throws {
    #expect(
      try Ingested([0, 1, 2, 3, 0, 5], named: "x.unknown").skipped.map(\.reason) == ["binary"])
    #expect(try Ingested([0, 1, 2, 3, 0, 5], named: "x.txt").skipped.map(\.reason) == ["binary"])
    let gone = SourceFile(
      path: "gone.txt", absolutePath: "/nowhere/gone.txt", byteCount: 1, modified: 0)
    for name in ["gone.txt", "gone.csv", "gone.jsonl", "gone.json", "gone"] {
      var file = gone
      file.path = name
      var events: [IngestEvent] = []
      DocumentSource().read(file) { events.append($0) }
      #expect(
        events == [
          .skipped(SkippedFile(path: name, reason: "cannot open: No such file or directory"))
        ])
    }
  }

  @Test func whatTheClosureThrowsComesOut() throws {
    struct Stop: Error {}
    let folder = try TemporaryFolder()
    try folder.write("{\"id\":1}\n{\"id\":2}", to: "f.jsonl")
    let file = SourceFile(
      path: "f.jsonl", absolutePath: folder.path + "/f.jsonl", byteCount: 17, modified: 0)
    var count = 0
    #expect(throws: Stop.self) {
      try DocumentSource().read(file) { (event) throws(Stop) in
        if case .document = event {
          count += 1
          throw Stop()
        }
      }
    }
    #expect(count == 1)
  }

  @Test(arguments: [
    ("2026-11-24", 1_795_478_400), ("1970-01-01T00:00Z", 0), ("1970-01-01T09:00:00+09:00", 0),
    ("1969-12-31T23:59:59.5Z", -0.5), ("2000-02-29T00:00:00-0130", 951_787_800),
    ("0001-01-01", -62_135_596_800), ("1970-01-01T00:00:01.123Z", 1.123),
  ])
  func dates(text: String, seconds: Double) {
    #expect(ISODate.date(from: text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: [
    "2026-13-01", "2026-02-29", "2026-11-24T", "2026-11-24T25:00", "2026-11-24 text", "24.11.2026",
    "2026-11-24T10:00:00.", "2026-11-24T10:00+", "20261124ab", "2026-00-10", "2026-11-24T10:00Zx",
  ])
  func notDates(text: String) {
    #expect(ISODate.date(from: text) == nil)
  }

  @Test func fileThatGrowsMeanwhileIsReported() throws {
    let folder = try TemporaryFolder()
    try folder.write("{\"id\":1}\n", to: "f.jsonl")
    let file = SourceFile(
      path: "f.jsonl", absolutePath: folder.path + "/f.jsonl", byteCount: 9, modified: 0)
    var reasons: [String] = []
    DocumentSource().read(file) { event in
      switch event {
      case .document: try? folder.write("{\"id\":1}\n{\"id\":2}\n", to: "f.jsonl")
      case .skipped(let report): reasons.append(report.reason)
      case .consumed, .began: break
      }
    }
    #expect(reasons == [SkipReason.changed])
  }

  @Test func mutatedFilesOfAnyTypeNeverTrap() throws {
    let folder = try TemporaryFolder()
    let content = Array(
      """
      ---
      title: "T"
      date: 2026-11-24
      ---
      # Head #
      日本語 <p class="x">&amp; {"a":[1,"b"]}, é
      ====
      """.utf8)
    let names = ["md", "txt", "html", "json", "jsonl", "csv", "tsv", "swift", "unknown"]
    for seed in 0..<60 as Range<UInt64> {
      var generator = TextTestGenerator(seed: seed)
      for name in names { try folder.write(generator.mutated(content), to: "f." + name) }
      let ingested = try Ingested(path: folder.path)
      #expect(ingested.documents.count + ingested.skipped.count >= 6, "seed \(seed)")
    }
  }

  @Test func titlesAreBounded() throws {
    let marks = "# a" + String(repeating: "\u{301}", count: 20_000)
    #expect(try title(marks, "a.md")?.unicodeScalars.count == 511)
    #expect(try title("# " + String(repeating: "x", count: 9000), "a.md")?.count == 511)
  }

  private func title(_ text: String, _ name: String) throws -> String? {
    guard case .text(let title)? = try Ingested(text, named: name).documents.first?["title"]
    else { return nil }
    return title
  }
}
