import Foundation
import Testing

@testable import SwiftSearch

@Suite struct FolderWalkerTests {
  @Test func ordersByPathAndNamesWhatIsLeftOut() throws {
    let folder = try TemporaryFolder()
    for name in ["b/x.txt", "a/x.txt", "a.txt", "a-b.txt", ".hidden/x.txt", ".env", "i/x.txt"] {
      try folder.write("text", to: name)
    }
    try folder.write("text", to: ".swift-search/segment.txt")
    try folder.write("text", to: ".git/config")
    try folder.write("/i\n*.tmp\n", to: ".gitignore")
    try folder.write("!y.tmp\nz.txt", to: "b/.gitignore")
    for name in ["b/y.tmp", "b/z.txt", "b/w.tmp", "pic.png"] { try folder.write("t", to: name) }
    let walk = try walk(folder)
    #expect(walk.files == ["a-b.txt", "a.txt", "a/x.txt", "b/x.txt", "b/y.tmp"])
    #expect(
      walk.skipped == [
        ".env": "hidden", ".git": "hidden", ".gitignore": "hidden", ".hidden": "hidden",
        "b/.gitignore": "hidden", "b/w.tmp": "named by .gitignore",
        "b/z.txt": "named by .gitignore", "i": "named by .gitignore", "pic.png": "binary",
      ])
    let all = try self.walk(
      folder, IngestOptions(includesHiddenFiles: true, usesGitignore: false))
    #expect(all.files.contains(".hidden/x.txt") && all.files.contains("i/x.txt"))
    #expect(all.skipped == [".git": "hidden", "pic.png": "binary"])
  }

  @Test func rulesOfTheRepositoryAboveHold() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: ".git/HEAD")
    try folder.write("*.gen.txt\n/sub/out\n", to: ".gitignore")
    try folder.write("*.own.txt", to: ".git/info/exclude")
    for name in ["a.gen.txt", "a.own.txt", "out/a.txt", "b.txt"] {
      try folder.write("x", to: "sub/" + name)
    }
    let paths = try FolderWalker(path: folder.path + "/sub", options: IngestOptions()).compactMap {
      if case .file(let file) = $0 { file.path } else { nil }
    }
    #expect(paths == ["b.txt"])
  }

  @Test func linksAndLoops() throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "d/x.txt")
    try folder.link("d/loop", to: "..")
    try folder.link("file.txt", to: "d/x.txt")
    try folder.link("gone", to: "nowhere")
    let closed = try walk(folder)
    #expect(closed.files == ["d/x.txt"])
    #expect(Set(closed.skipped.values) == ["symbolic link"] && closed.skipped.count == 3)
    let open = try walk(folder, IngestOptions(followsSymbolicLinks: true))
    #expect(open.files == ["d/x.txt", "file.txt"])
    #expect(open.skipped["d/loop"] == SkipReason.folderReadBefore)
    #expect(open.skipped["gone"]?.hasPrefix("cannot stat") == true)
  }

  @Test(.timeLimit(.minutes(1))) func neverWaitsForFIFO() throws {
    let folder = try TemporaryFolder()
    try folder.shell("mkfifo pipe.txt")
    #expect(try walk(folder).skipped == ["pipe.txt": "FIFO"])
    #expect(throws: FileError.self) { _ = try InputFile(path: folder.path + "/pipe.txt") }
  }

  @Test func depthAndSizeAndUnreadableFolders() throws {
    let folder = try TemporaryFolder()
    let deep = Array(repeating: "d", count: 140).joined(separator: "/")
    try folder.write("x", to: deep + "/x.txt")
    try folder.write("12345", to: "long.txt")
    try folder.write("{}\n{}\n{}", to: "long.jsonl")
    let walk = try walk(folder, IngestOptions(maximumFileByteCount: 4))
    #expect(walk.files == ["long.jsonl"])
    #expect(walk.skipped.values.contains(SkipReason.tooDeep))
    #expect(walk.skipped["long.txt"] == "too large: 5 bytes, the limit is 4")
    #expect(throws: FileError.self) {
      try FolderWalker(path: folder.path + "/nothing", options: IngestOptions())
    }
  }

  #if os(Linux)
    @Test func nameThatIsNotUTF8IsReported() throws {
      let folder = try TemporaryFolder()
      try folder.shell("touch \"$(printf 'a\\377')\"")
      #expect(try walk(folder).skipped == ["a\u{FFFD}": "name is not UTF-8"])
    }
  #endif

  @Test func singleFileIsTakenEvenIfHidden() throws {
    let ingested = try Ingested("hello", named: ".notes.txt")
    #expect(ingested.documents.map(\.key) == [".notes.txt"])
    #expect(ingested.consumed == 5)
  }

  private func walk(
    _ folder: TemporaryFolder, _ options: IngestOptions = IngestOptions()
  ) throws -> (files: [String], skipped: [String: String]) {
    var files: [String] = []
    var skipped: [String: String] = [:]
    for item in try FolderWalker(path: folder.path, options: options) {
      switch item {
      case .file(let file): files.append(file.path)
      case .skipped(let report):
        #expect(skipped[report.path] == nil, "reported twice: \(report.path)")
        skipped[report.path] = report.reason
      }
    }
    return (files, skipped)
  }
}
