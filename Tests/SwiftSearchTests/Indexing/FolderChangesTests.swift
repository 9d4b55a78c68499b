import Foundation
import Testing

@testable import SwiftSearch

/// Whether an index is behind its folder.
@Suite struct FolderChangesTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var folder: IngestInput { .path(directory.path + "/notes") }
  private func index() throws -> SearchIndex {
    try SearchIndex(directory: directory.path + "/index")
  }

  private func write(_ text: String, to name: String) throws {
    let url = URL(filePath: directory.path + "/notes/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func update() throws {
    _ = try IndexWriter(directory: directory.path + "/index").update(from: [folder])
  }

  private func changes() throws -> FolderChanges { try index().changes(from: [folder]) }

  @Test func eachKindOfChangeIsCounted() throws {
    for name in ["a.txt", "b.txt", "sub/c.txt", "sub/d.txt"] { try write("apple", to: name) }
    try update()
    #expect(try changes().isEmpty)
    try write("a longer pear", to: "a.txt")
    try write("another", to: "new.txt")
    try write("another one", to: "sub/deep/new.md")
    try FileManager.default.removeItem(atPath: directory.path + "/notes/sub/c.txt")
    let found = try changes()
    #expect(
      found == FolderChanges(addedCount: 2, changedCount: 1, removedCount: 1, byteCount: 31))
    #expect(found.fileCount == 4)
    #expect(try index().changes(from: [.path(directory.path + "/notes/a.txt")]).fileCount == 1)
    #expect(try index().changes(from: [.standardInput]).isEmpty)
    try update()
    #expect(try changes().isEmpty)
  }

  @Test func whatIsLeftOutIsNoChange() throws {
    try write("apple", to: "a.txt")
    try update()
    try write("\0\u{1}\u{2}\0", to: "unknown")
    try write("hidden", to: ".b.txt")
    try write("c.txt\n", to: ".gitignore")
    try write("ignored", to: "c.txt")
    #expect(try changes().isEmpty)
    let all = IngestOptions(includesHiddenFiles: true, usesGitignore: false)
    #expect(try index().changes(from: [folder], options: all).addedCount == 3)
  }

  /// `é` as one character and as two, and a mark that goes with the slash before it.
  @Test func filesWithEqualNamesOfDifferentBytesAreAllThere() throws {
    let names = ["caf\u{E9}.txt", "cafe\u{301}.txt", "e\u{301}/a.txt", "\u{E9}/\u{301}a.txt"]
    for (number, name) in names.enumerated() { try write("apple \(number)", to: name) }
    let files = try FileManager.default.subpathsOfDirectory(atPath: directory.path + "/notes")
    // Some file systems take the first two for one.
    let count = files.count { $0.hasSuffix(".txt") }
    try update()
    #expect(try index().count(.text("apple")) == count)
    #expect(try changes().isEmpty)
    try write("a longer pear", to: names[1])
    #expect(
      try changes() == FolderChanges(addedCount: 0, changedCount: 1, removedCount: 0, byteCount: 13)
    )
    try FileManager.default.removeItem(atPath: directory.path + "/notes/" + names[3])
    try update()
    #expect(try index().count(.text("apple")) == count - 2 && index().count(.text("pear")) == 1)
    _ = try IndexWriter(directory: directory.path + "/index").update(
      from: [.path(directory.path + "/notes/e\u{301}")])
    #expect(try changes().isEmpty)
  }

  /// A file is written, read and written again in so short a time that its time may stay the same.
  @Test func twoChangesInAMomentAreTold() throws {
    for number in 0..<25 {
      try write("pear \(number % 2)", to: "a.txt")
      try update()
      try write("plum \(number % 2)", to: "a.txt")
      #expect(try changes().changedCount == 1)
      try update()
      #expect(try index().count(.text("plum")) == 1)
    }
  }

  @Test func aTimeOfWholeSecondsIsWaitedFor() {
    let now = Int64(Date().timeIntervalSince1970)
    func file(_ modified: Int64) -> SourceFile {
      SourceFile(path: "a", absolutePath: "/a", byteCount: 1, modified: modified)
    }
    let stop = StopFlag()
    SettledTimes.wait(for: [file(now * 1_000_000_000)], until: stop)
    #expect(Int64(Date().timeIntervalSince1970) >= now + 2)
    // Neither long ago, nor in the future, nor when it should end.
    let before = ContinuousClock.now
    SettledTimes.wait(for: [file((now - 100) * 1_000_000_000), file(.min)], until: stop)
    SettledTimes.wait(for: [file((now + 900) * 1_000_000_000), file(.max)], until: stop)
    stop.raise()
    SettledTimes.wait(for: [file((now + 2) * 1_000_000_000)], until: stop)
    #expect(ContinuousClock.now - before < .seconds(60))
  }

  @Test func anOlderCommitIsComparedToo() throws {
    try write("apple", to: "a.txt")
    try update()
    let old = try index()
    try write("a longer pear", to: "a.txt")
    try update()
    #expect(try old.changes(from: [folder]).isEmpty)
    try old.refresh()
    #expect(try old.changes(from: [folder]).isEmpty)
  }

  @Test func aFolderThatIsNotThereIsAnError() throws {
    try write("apple", to: "a.txt")
    try update()
    try FileManager.default.removeItem(atPath: directory.path + "/notes")
    do {
      _ = try changes()
      Issue.record("no error")
    } catch let error as IndexError {
      #expect(error.code == .fileSystem)
    }
  }
}
