import Foundation
import Testing

/// No control character of a document, a path, a query or an argument reaches a terminal.
@Suite struct TerminalSafetyTests {
  /// The control characters, and those that change the direction of text.
  private static let codes: [UInt32] =
    Array(0x00..<0x20) + Array(0x7F..<0xA0) + [0x061C, 0x200E, 0x200F] + Array(0x2028...0x202E)
    + Array(0x2066...0x2069)

  private static func character(_ code: UInt32) -> String {
    Unicode.Scalar(code).map { String(Character($0)) } ?? ""
  }

  /// All of the characters that an argument and a name can have.
  private static let all = codes.dropFirst().map(character).joined()

  private let folder: TemporaryFolder
  private let command: BuiltCommand

  init() throws {
    folder = try TemporaryFolder()
    command = BuiltCommand(folder: folder)
    var records = ""
    for code in Self.codes {
      let hex = String(code, radix: 16)
      let escape = "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      records += """
        {"id":"k\(hex)\(escape)","title":"lantern \(escape)",\
        "text":"glow \(escape)lantern \(escape)",\
        "f\(escape)\(hex)":"lantern","tag":["t\(escape)"]}\n
        """
      guard code > 0 else { continue }
      let text = String(repeating: "a glow of lantern ", count: 9) + Self.character(code)
      try folder.write("glow \(text) lantern", to: "docs/n\(Self.character(code))\(hex).txt")
      try folder.write(text, to: "docs/b\(Self.character(code))\(hex).png")
    }
    try folder.write(records, to: "docs/records.jsonl")
    let topics = Self.codes.dropFirst().filter { ![0x09, 0x0A, 0x0D].contains($0) }
      .map { "\(Self.character($0))\t\(Self.character($0)) lantern\n" }
    try folder.write(topics.joined(), to: "topics.tsv")
    let outcome = try command.run("index", "docs", "--verbose")
    #expect(outcome.status == 0)
    #expect(rawControlCharacters(in: outcome.output + outcome.diagnostics) == [])
    #expect(outcome.diagnostics.contains("b\\u{1B}1b.png"))
  }

  @Test(arguments: [
    [], ["--color=always"], ["--json", "--explain", "--work"], ["--files"], ["--explain"],
    ["--color=always", "--explain", "--work"], ["--json", "--full"], ["--count"],
  ])
  func answersAreSafe(form: [String]) throws {
    let arguments = ["query", "lantern", "--limit=1000"] + form
    let outcome = try command.shell(
      "exec \"$COMMAND\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(outcome.status == 0)
    #expect(rawControlCharacters(in: outcome.output + outcome.diagnostics) == [])
    guard form != ["--count"] else { return }
    for code in Self.codes.dropFirst() {
      let hex = String(code, radix: 16)
      #expect(outcome.output.contains("\(hex).txt"), "\(hex)")
    }
    if form == ["--files"] { #expect(outcome.lines.count == Self.codes.count) }
  }

  @Test(arguments: [
    ["query", "--topics", "topics.tsv"], ["query", "--topics", "topics.tsv", "--trec"],
    ["query", "--topics", "topics.tsv", "--json"],
    ["query", "--topics", "topics.tsv", "--color", "always", "--syntax"], ["stats"],
    ["stats", "--json"], ["export", "--documents"], ["export", "--terms"],
  ])
  func otherOutputIsSafe(arguments: [String]) throws {
    let outcome = try command.shell("exec \"$COMMAND\" " + arguments.joined(separator: " "))
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    #expect(!outcome.output.isEmpty)
    #expect(rawControlCharacters(in: outcome.output + outcome.diagnostics) == [])
  }

  @Test(arguments: [
    ["@"], ["query", "--strict", "lantern (@"], ["query", "--strict", "\"@"], ["query", "--@"],
    ["query", "-@", "x"],
    ["query", "x", "--in", "@"], ["query", "x", "--index", "@"], ["query", "x", "--limit", "@"],
    ["query", "--topics", "@"], ["query", "x", "--synonyms", "@"], ["query", "x", "--color", "@"],
    ["index", "@"], ["index", "docs", "--memory", "@"],
    ["index", "docs", "--index", "topics.tsv/@"],
    ["stats", "@"], ["export", "--terms", "@"], ["help", "@"],
  ])
  func errorsAreSafe(arguments: [String]) throws {
    let written = arguments.map { "'\($0.replacing("@", with: Self.all))'" }
    let outcome = try command.shell("exec \"$COMMAND\" " + written.joined(separator: " "))
    #expect(outcome.status == 2)
    #expect(rawControlCharacters(in: outcome.output + outcome.diagnostics) == [])
    #expect(outcome.diagnostics.contains("\\u{1B}"), "\(outcome.diagnostics)")
  }

  @Test func damageIsToldSafely() throws {
    let name = "i" + Self.all
    #expect(try command.run("index", "docs", "--index", name, "--quiet").status == 0)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.url(name).path)
    where file.hasSuffix(".commit") {
      try folder.write("damage", to: name + "/" + file)
    }
    for arguments in [["query", "x", "--index", name], ["stats", "--index", name]] {
      let outcome = try command.shell(
        "exec \"$COMMAND\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
      #expect(outcome.status == 2)
      #expect(rawControlCharacters(in: outcome.output + outcome.diagnostics) == [])
    }
  }
}
