import Foundation
import Testing

@testable import SwiftSearch

@Suite struct FolderUpdateTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func write(_ text: String, to path: String) throws {
    let url = URL(filePath: directory.path + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func update(_ names: String...) throws -> IngestReport {
    let writer = try IndexWriter(directory: directory.path + "/index")
    return try writer.update(from: names.map { .path(directory.path + "/" + $0) })
  }

  private func paths(_ word: String) throws -> [String?] {
    try SearchIndex(directory: directory.path + "/index").search(.text(word)).hits.map(\.path)
  }

  @Test func aFolderCalledLikeOneInAnotherKeepsItsFilesApart() throws {
    try write("apple", to: "notes/papers/x.txt")
    try write("pear", to: "papers/x.txt")
    #expect(try update("notes", "papers").addedCount == 2)
    #expect(try paths("apple") == ["papers/x.txt"])
    #expect(try paths("pear") == ["papers-2/x.txt"])
    #expect(try update("notes", "papers").unchangedFileCount == 2)
  }

  @Test func aFileWhosePathIsTakenIsReported() throws {
    try write("melon", to: "notes/a.txt")
    try write("pear", to: "papers/x.txt")
    #expect(try update("notes", "papers").addedCount == 2)
    try write("apple", to: "notes/papers/x.txt")
    let report = try update("notes", "papers")
    #expect(report.skipped.map(\.path) == ["papers/x.txt"])
    #expect(report.unchangedFileCount == 2)
    #expect(try paths("pear") == ["papers/x.txt"])
    #expect(try paths("apple") == [])
  }

  @Test func aMergeThatRunsMeanwhileHidesNoOldDocument() throws {
    let writer = try IndexWriter(directory: directory.path + "/index")
    func update() throws {
      _ = try writer.update(from: [.path(directory.path + "/notes")])
    }
    for name in ["a", "b", "c"] {
      try write("apple", to: "notes/\(name).txt")
      try update()
    }
    try writer.withState { state in
      state.merges.start(state.job(merging: state.segments.indices))
    }
    try write("a longer pear", to: "notes/a.txt")
    try update()
    #expect(try paths("apple").count == 2)
    #expect(try paths("pear") == ["a.txt"])
    #expect(try SearchIndex(directory: directory.path + "/index").liveKeys().count == 3)
  }
}
