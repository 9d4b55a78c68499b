import Foundation
import Testing

/// Indexing, indexing again, and folders that are searched without being indexed first.
@Suite struct UpdateTests {
  private let sample: SampleFolder
  private var command: BuiltCommand { sample.command }
  private var folder: TemporaryFolder { sample.folder }

  init() throws { sample = try SampleFolder() }

  private func report(_ arguments: String = "docs") throws -> JSONValue {
    let outcome = try command.shell("\"$COMMAND\" index \(arguments) --json")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    return try JSONValue(outcome.output)
  }

  @Test func theSummaryIsALine() throws {
    let outcome = try command.run("index", "docs")
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 1)
    #expect(outcome.output.hasPrefix("9 documents indexed, "))
    #expect(outcome.output.contains(".swift-search holds 9 documents in "))
    #expect(try command.run("index", "docs", "--quiet").output.isEmpty)
  }

  @Test func theReportHasItsKeys() throws {
    let object = try report()
    let keys: Set = [
      "index", "added", "unchanged_files", "removed", "skipped", "bytes", "seconds", "documents",
      "index_bytes", "skipped_files", "merges", "partial",
    ]
    #expect(object.keys == keys)
    #expect(object["added"] == .number(9))
    #expect(object["documents"] == .number(9))
  }

  @Test func indexingAgainBringsUpToDate() throws {
    _ = try report()
    let unchanged = try report()
    #expect(unchanged["added"] == .number(0))
    #expect(unchanged["unchanged_files"] == .number(8))

    try folder.write("Cucumbers replace what stood here before.\n", to: "docs/english/garden.txt")
    try folder.remove("docs/korean.txt")
    try folder.write("A brand new lighthouse.\n", to: "docs/new.txt")
    let changed = try report()
    #expect(changed["added"] == .number(2))
    #expect(changed["unchanged_files"] == .number(6))
    #expect(changed["documents"] == .number(9))
    #expect(try command.run("query", "tomatoes").status == 1)
    #expect(try command.run("query", "cucumbers", "--count").output == "1\n")
    #expect(try command.run("query", "한국어").status == 1)
    #expect(try command.run("query", "lighthouse", "--count").output == "1\n")
  }

  @Test func skippedFilesAreReportedWithReasons() throws {
    try folder.write("binary\0\u{1}\0\0bytes", to: "docs/data\u{1B}c.txt")
    let object = try report()
    let file = try #require(object["skipped_files"].elements.first)
    #expect(file.keys == ["path", "line", "reason"])
    #expect(!file["reason"].string.isEmpty)
    try folder.remove(".swift-search")
    let outcome = try command.run("index", "docs")
    #expect(outcome.status == 0)
    #expect(outcome.diagnostics.contains("skipped "))
    #expect(rawControlCharacters(in: outcome.diagnostics) == [])
  }

  @Test func recordsComeFromStandardInput() throws {
    let records = #"{"id":"a","title":"One","text":"first record"}"# + "\n"
    let outcome = try command.run("index", "-", "--index", "records", input: records)
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    let found = try command.run("query", "first", "--index", "records")
    #expect(found.status == 0)
    #expect(found.output.contains("\tOne\t"))
  }

  @Test func aFolderIsSearchedWithoutWritingIntoIt() throws {
    let before = try folder.listing(of: "")
    let first = try command.run("query", "AI colony", "--in", "docs")
    #expect(first.status == 0, "\(first.diagnostics)")
    #expect(first.diagnostics.isEmpty)
    #expect(first.output.contains("\tdocs/english/colony.md:"))
    #expect(try folder.listing(of: "") == before)

    try folder.write("A lighthouse.\n", to: "docs/new.txt")
    try folder.remove("docs/english/garden.txt")
    #expect(try command.run("query", "lighthouse", "--in", "docs").status == 0)
    #expect(try command.run("query", "tomatoes", "--in", "docs/").status == 1)
  }

  @Test func theCacheIsMadeAgainWhenItIsDamaged() throws {
    var command = command
    command.environment["XDG_CACHE_HOME"] = folder.home.appendingPathComponent("cache").path
    #expect(try command.run("query", "colony", "--in", "docs").status == 0)
    let files = FileManager.default
    let home = folder.home.path
    for name in try files.subpathsOfDirectory(atPath: home) {
      let path = home + "/" + name
      let isFolder = files.fileExists(atPath: path + "/.")
      if !isFolder { try Data("damaged".utf8).write(to: URL(fileURLWithPath: path)) }
    }
    let outcome = try command.run("query", "colony", "--in", "docs")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
  }
}
