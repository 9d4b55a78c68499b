import Foundation
import Testing

@testable import SwiftSearch

/// Folders that want to keep a reader waiting, lead it elsewhere, or change under its hands.
@Suite(.timeLimit(.minutes(2))) struct HostileFoldersTests {
  @Test func namesOfAnyCharactersAreNames() throws {
    let folder = try TemporaryFolder()
    let names = ["a\nb.txt", "c\u{1B}[2J.txt", "d\u{202E}txt.md", "e\\f.txt", "-g.txt", " .txt"]
    for name in names { try folder.write("word", to: name) }
    let ingested = try Ingested(path: folder.path)
    #expect(Set(ingested.documents.map(\.key)) == Set(names))
    #expect(ingested.skipped.isEmpty)
  }

  @Test func whatIsNoFileIsNamedSo() throws {
    let folder = try TemporaryFolder()
    try folder.shell("mkfifo pipe.txt .gitignore; ln -s /dev/null null.txt")
    try folder.shell("ln -s self self; ln -s two one; ln -s one two")
    try folder.shell(
      "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket.txt\")'")
    try folder.write("word", to: "a.txt")
    let ingested = try Ingested(
      path: folder.path, options: IngestOptions(followsSymbolicLinks: true))
    #expect(ingested.documents.contains { $0.key == "a.txt" })
    let reasons = Dictionary(
      ingested.skipped.map { ($0.path, $0.reason) }, uniquingKeysWith: { first, _ in first })
    #expect(reasons["pipe.txt"] == "FIFO" && reasons["null.txt"] == "device")
    #expect([nil, "socket"].contains(reasons["socket.txt"]))
    for name in ["self", "one", "two"] {
      #expect(reasons[name]?.hasPrefix("cannot stat: ") == true, "\(reasons[name] ?? "")")
    }
  }

  @Test func linksLeadOutOnlyWhenAskedTo() throws {
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    try other.write("secret", to: "secret.txt")
    try folder.link("out.txt", to: other.path + "/secret.txt")
    try folder.link("out", to: other.path)
    try folder.link("up", to: "../..")
    let closed = try Ingested(path: folder.path)
    #expect(closed.documents.isEmpty)
    #expect(closed.skipped.map(\.reason) == Array(repeating: SkipReason.symbolicLink, count: 3))
  }

  /// Two links in each of many folders: without a memory of folders as many ways as there are
  /// numbers.
  @Test func linksThatMultiplyWaysEnd() throws {
    let folder = try TemporaryFolder()
    for level in 0..<40 {
      try folder.write("word \(level)", to: "d\(level)/x.txt")
      for name in ["a", "b"] { try folder.link("d\(level)/\(name)", to: "../d\((level + 1) % 40)") }
    }
    let ingested = try Ingested(
      path: folder.path, options: IngestOptions(followsSymbolicLinks: true))
    #expect(ingested.documents.count == 40)
    #expect(ingested.skipped.allSatisfy { $0.reason == SkipReason.folderReadBefore })
  }

  @Test(arguments: ["f.txt", "f.jsonl", "f.csv", "f"])
  func whatBecameSomethingElseIsNotWaitedFor(name: String) throws {
    let folder = try TemporaryFolder()
    let file = SourceFile(
      path: name, absolutePath: folder.path + "/" + name, byteCount: 3, modified: 0)
    for line in ["mkfifo \(name)", "mkdir \(name)", "ln -s /dev/zero \(name)"] {
      try folder.shell(line)
      var reasons: [String] = []
      DocumentSource().read(file) { event in
        if case .skipped(let report) = event { reasons.append(report.reason) }
      }
      #expect(reasons == ["cannot open: Invalid argument"], "\(line)")
      try folder.shell("rm -r \(name)")
    }
  }

  @Test func whatMayNotBeReadIsReported() throws {
    let folder = try TemporaryFolder()
    for name in ["f.txt", "f.jsonl", "d/f.txt"] { try folder.write("{}", to: name) }
    try folder.shell("chmod 000 f.txt f.jsonl d")
    defer { try? folder.shell("chmod 700 f.txt f.jsonl d") }
    // The privileged user may read everything.
    guard (try? InputFile(path: folder.path + "/f.txt")) == nil else { return }
    let ingested = try Ingested(path: folder.path)
    #expect(ingested.documents.isEmpty)
    #expect(
      ingested.skipped.map(\.reason)
        == Array(repeating: "cannot open: Permission denied", count: 3))
  }

  #if os(Linux)
    /// Such files say that they are empty, and are not.
    @Test func filesThatAreMadeWhileTheyAreReadAreReported() throws {
      let ingested = try Ingested(path: "/proc/self/status")
      #expect(ingested.documents.isEmpty)
      #expect(ingested.skipped.map(\.reason) == [SkipReason.changed])
    }
  #endif

  @Test func longPathsAreNamedAndLeftOut() throws {
    let folder = try TemporaryFolder()
    let part = String(repeating: "p", count: 200)
    let path = Array(repeating: part, count: 6).joined(separator: "/")
    try folder.write("word", to: path + "/long.txt")
    try folder.write("word", to: "short.txt")
    let ingested = try Ingested(path: folder.path)
    #expect(ingested.documents.map(\.key) == ["short.txt"])
    #expect(ingested.skipped.map(\.reason) == ["path is longer than 1024 bytes"])
  }

  @Test func manyEmptyFilesAreManyDocuments() throws {
    let folder = try TemporaryFolder()
    for number in 0..<3000 { try folder.write("", to: "\(number % 7)/\(number).txt") }
    let writer = try IndexWriter(directory: folder.path + "/index")
    let report = try writer.update(from: [.path(folder.path)])
    #expect(report.addedCount == 3000 && report.skipped.isEmpty)
    #expect(try SearchIndex(directory: folder.path + "/index").count(.text("x")) == 0)
  }

  /// As many rules as fit, each of which tries every place of a name: the file is left out rather
  /// than kept waiting for, and so is none whose name they do not fit.
  @Test func rulesTakeBoundedTime() throws {
    let folder = try TemporaryFolder()
    let rule = "*" + String(repeating: "a", count: 120) + "b\n"
    try folder.write(String(repeating: rule, count: 8000), to: ".gitignore")
    let name = String(repeating: "a", count: 240)
    for number in 0..<20 { try folder.write("word", to: "\(name)\(number)") }
    try folder.write("word", to: "short.txt")
    let ingested = try Ingested(path: folder.path)
    #expect(ingested.documents.map(\.key) == ["short.txt"])
    let slow = ingested.skipped.filter { $0.reason == SkipReason.gitignoreTooSlow }
    #expect(slow.count == 20)
  }
}
