import Foundation
import SwiftSearch
import Testing

/// `index --watch`: what changes in a folder is found soon after, without another command.
@Suite struct WatchTests {
  private let sample: SampleFolder
  private var folder: TemporaryFolder { sample.folder }

  init() throws { sample = try SampleFolder() }

  private func finds(_ word: String) throws -> Bool {
    let index = try SearchIndex(directory: folder.url(".swift-search").path)
    return try index.count(.text(word)) > 0
  }

  private func watch(_ options: String...) throws -> RunningCommand {
    let command =
      options.isEmpty
      ? try RunningCommand("index", "docs", "--watch", in: folder)
      : try RunningCommand("index", "docs", "--watch", options[0], in: folder)
    #expect(command.wait { command.diagnostics.contains("watching") || !options.isEmpty })
    #expect(command.wait { !command.lines.isEmpty })
    return command
  }

  @Test func changesAreFound() throws {
    let command = try watch()
    #expect(command.lines.first?.hasPrefix("9 documents indexed") == true)
    try folder.write("A lighthouse.\n", to: "docs/new.txt")
    #expect(try command.wait { try finds("lighthouse") }, "\(command.diagnostics)")
    // Same size, and in a folder that was not there before.
    try folder.write("A light-ship.\n", to: "docs/new.txt")
    #expect(try command.wait { try finds("ship") && !finds("lighthouse") })
    try folder.write("A harbour.\n", to: "docs/new/deep/folder.txt")
    #expect(try command.wait { try finds("harbour") })
    try folder.write("A quay.\n", to: "docs/new/deep/folder.txt")
    #expect(try command.wait { try finds("quay") })
    try folder.remove("docs/english")
    #expect(try command.wait { try !finds("tomatoes") })
    try folder.write("Lighthouses again.\n", to: "elsewhere.txt")
    try FileManager.default.moveItem(at: folder.url("elsewhere.txt"), to: folder.url("docs/z.txt"))
    #expect(try command.wait { try finds("again") })
    #expect(command.wait { command.lines.count >= 5 })
    #expect(command.lines.allSatisfy { $0.contains(".swift-search holds") })
    #expect(command.interrupt() == 0)
    #expect(command.diagnostics.contains("skipped") == false)
  }

  @Test func anotherWriterIsWaitedFor() throws {
    let command = try watch("--json")
    do {
      let writer = try IndexWriter(directory: folder.url(".swift-search").path)
      try writer.add(Document(key: "k", fields: [.init("text", .text("typed by hand"))]))
      try folder.write("A lighthouse.\n", to: "docs/new.txt")
      try writer.commit()
    }
    #expect(try command.wait { try finds("lighthouse") && finds("typed") })
    #expect(command.wait { command.lines.count >= 2 })
    let object = try JSONValue(command.lines.last ?? "")
    #expect(object["added"] == .number(1))
    #expect(command.interrupt() == 0)
  }

  @Test func aFolderThatGoesAwayIsToldAndWaitedFor() throws {
    let command = try watch()
    try FileManager.default.moveItem(at: folder.url("docs"), to: folder.url("away"))
    #expect(command.wait { command.diagnostics.contains("docs") }, "\(command.diagnostics)")
    try folder.write("A lighthouse.\n", to: "away/new.txt")
    try FileManager.default.moveItem(at: folder.url("away"), to: folder.url("docs"))
    #expect(try command.wait { try finds("lighthouse") })
    #expect(command.interrupt() == 0)
  }
}
