import Foundation
import Testing

@testable import SwiftSearch

/// Where something may happen that an index wants to know, and whether it is told.
@Suite struct WatchedFoldersTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func path(_ name: String) -> String { directory.path + "/" + name }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  private func list(_ inputs: [String], _ options: IngestOptions = IngestOptions()) throws
    -> [String]
  {
    let root = try DirectoryListing.resolvedPath(directory.path)
    return WatchedFolders.list(
      inputs.map { .path(path($0)) }, options: options, excluding: path("notes/index")
    ).map { String($0.dropFirst(root.utf8.count + 1)) }
  }

  @Test func theFoldersOfAWalkAreListed() throws {
    for name in ["notes/a/b", "notes/.c", "notes/ignored/d", "notes/index", "other"] {
      try makeFolder(name)
    }
    try write("ignored/\n", to: "notes/.gitignore")
    try write("text", to: "other/file.txt")
    #expect(try list(["notes"]) == ["notes", "notes/a", "notes/a/b"])
    #expect(try list(["notes/a", "other/file.txt", "gone"]) == ["notes/a", "notes/a/b", "other"])
    let all = IngestOptions(includesHiddenFiles: true, usesGitignore: false)
    #expect(
      try list(["notes"], all)
        == ["notes", "notes/.c", "notes/a", "notes/a/b", "notes/ignored", "notes/ignored/d"])
  }

  @Test func whatHappensInThemIsTold() throws {
    try makeFolder("a")
    try makeFolder("b")
    let watcher = FolderWatcher()
    #expect(watcher.watch([path("a"), path("gone")]))
    #expect(!watcher.wait(milliseconds: 1))
    try write("text", to: "b/file.txt")
    #expect(!watcher.wait(milliseconds: 1))
    try write("text", to: "a/file.txt")
    #expect(watcher.wait(milliseconds: 60_000))
    while watcher.wait(milliseconds: 1) {}
    #expect(watcher.watch([path("b")]))
    while watcher.wait(milliseconds: 1) {}
    try write("other", to: "a/file.txt")
    #expect(!watcher.wait(milliseconds: 1))
    try FileManager.default.removeItem(atPath: path("b/file.txt"))
    #expect(watcher.wait(milliseconds: 60_000))
  }

  /// More than its queue has room for is told as well.
  @Test func manyEventsAreTold() throws {
    try makeFolder("a")
    let watcher = FolderWatcher()
    #expect(watcher.watch([path("a")]))
    for number in 0..<2000 { try write("text", to: "a/\(number).txt") }
    #expect(watcher.wait(milliseconds: 60_000))
    #expect(!watcher.wait(milliseconds: 1))
  }
}
