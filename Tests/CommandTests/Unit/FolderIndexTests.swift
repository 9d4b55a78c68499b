import Foundation
import SwiftSearch
import Testing

@testable import swift_search

/// What `query --in` answers from.
@Suite struct FolderIndexTests {
  private let folder: TemporaryFolder
  private let diagnostics = OutputBuffer(descriptor: -1)
  private var warnings: String { String(decoding: diagnostics.bytes, as: UTF8.self) }

  init() throws { folder = try TemporaryFolder() }

  private func opened(fileLimit: Int, isFresh: Bool = false) throws -> FolderIndex.Opened {
    let console = Console(
      output: OutputBuffer(descriptor: -1), diagnostics: diagnostics,
      environment: ["HOME": folder.home.path, "XDG_CACHE_HOME": folder.home.path],
      outputWidth: nil, diagnosticsWidth: nil)
    var index = FolderIndex(folder: folder.url("docs").path, console: console)
    index.fileLimit = fileLimit
    index.isFresh = isFresh
    return try index.open()
  }

  @Test func aLargeChangeIsToldInsteadOfRead() throws {
    for number in 0..<3 { try folder.write("apple", to: "docs/\(number).txt") }
    // Without an index there is nothing to answer from.
    #expect(try opened(fileLimit: 0).index.count(.text("apple")) == 3)
    for number in 0..<2 { try folder.write("a pear", to: "docs/\(number).txt") }
    try folder.remove("docs/2.txt")

    let behind = try opened(fileLimit: 2)
    #expect(behind.behindCount == 3)
    #expect(try behind.index.count(.text("apple")) == 3)
    #expect(warnings.contains("3 files of") && warnings.contains("--fresh"))
    let fresh = try opened(fileLimit: 2, isFresh: true)
    #expect(fresh.behindCount == 0)
    #expect(try fresh.index.count(.text("pear")) == 2 && fresh.index.count(.text("apple")) == 0)
  }

  @Test func aSmallChangeIsRead() throws {
    for number in 0..<20 {
      let word = number % 2 == 0 ? "plum" : "pear"
      try folder.write(word, to: "docs/a.txt")
      let opened = try opened(fileLimit: 1)
      #expect(opened.behindCount == 0)
      #expect(try opened.index.count(.text(word)) == 1)
    }
    #expect(warnings.isEmpty)
  }

  @Test func anUnchangedFolderTakesNoLock() throws {
    try folder.write("apple", to: "docs/a.txt")
    let index = try opened(fileLimit: 1).index
    let writer = try IndexWriter(directory: index.directory)
    #expect(try opened(fileLimit: 1).index.count(.text("apple")) == 1)
    withExtendedLifetime(writer) {}
  }

  @Test func whileItIsLockedAnAnswerSaysWhatItLacks() throws {
    try folder.write("apple", to: "docs/a.txt")
    let index = try opened(fileLimit: 1).index
    let writer = try IndexWriter(directory: index.directory)
    try folder.write("a pear", to: "docs/a.txt")
    let behind = try opened(fileLimit: 1)
    #expect(behind.behindCount == 1 && warnings.contains("lacks what changed in 1 file"))
    withExtendedLifetime(writer) {}
  }
}
