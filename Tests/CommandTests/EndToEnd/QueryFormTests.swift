import Foundation
import Testing

/// Every form of the output of `query`, over one small index.
@Suite struct QueryFormTests {
  private let sample: SampleFolder
  private var command: BuiltCommand { sample.command }

  init() throws {
    sample = try SampleFolder()
    try sample.index()
  }

  @Test(arguments: [
    ("AI colony", "english/colony.md"), ("\"technology sovereignty\"", "english/colony.md"),
    ("Matsumoto's", "english/colony.md"), ("tomatoes", "english/garden.txt"),
    ("技术主权", "chinese.txt"), ("技術主權", "chinese.txt"), ("免責聲明", "traditional.txt"),
    ("人工知能", "japanese.txt"), ("索引", "japanese.txt"), ("검색 엔진", "korean.txt"),
  ])
  func theRightFileComesFirst(_ query: String, _ path: String) throws {
    let outcome = try command.run("query", query)
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    let columns = outcome.lines.first?.components(separatedBy: "\t") ?? []
    try #require(columns.count == 5)
    #expect(columns[0] == "1")
    #expect(columns[2].contains(path))
    #expect(columns[4].contains("«"))
  }

  @Test func matchesAreMarkedThroughPunctuation() throws {
    let phrase = try command.run("query", "\"technology sovereignty\"").output
    #expect(phrase.contains("“«technology") && phrase.contains("sovereignty»”"))
    let words = try command.run("query", "AI", "colony").output
    #expect(words.contains("«AI"))
    #expect(words.contains("colony»"))
  }

  @Test func placesHaveLines() throws {
    let outcome = try command.run("query", "critics")
    #expect(outcome.output.contains("english/colony.md:5\t"))
  }

  @Test func nothingFoundIsStatusOne() throws {
    let outcome = try command.run("query", "zyzzyva")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty && outcome.diagnostics.isEmpty)
    let count = try command.run("query", "zyzzyva", "--count")
    #expect(count.status == 1)
    #expect(count.output == "0\n")
  }

  @Test func countAndFilesPrintOnlyThat() throws {
    #expect(try command.run("query", "glazed", "--count").output == "2\n")
    let files = try command.run("query", "tomatoes", "--files")
    #expect(files.lines.count == 1)
    #expect(files.output.hasSuffix("english/garden.txt\n"))
  }

  @Test func limitAndOffsetCutTheRanking() throws {
    let all = try command.run("query", "glazed", "--no-snippets").lines
    try #require(all.count == 2)
    #expect(try command.run("query", "glazed", "--no-snippets", "-n1").lines == [all[0]])
    let second = try command.run("query", "glazed", "--no-snippets", "--offset", "1")
    #expect(second.lines == [all[1]])
  }

  @Test func whatMayBeMeantIsAsked() throws {
    let plain = try command.run("query", "matsumto", "essay", "--files")
    #expect(plain.status == 0)
    #expect(plain.diagnostics == "Did you mean: matsumoto essay\n")
    let nothing = try command.run("query", "tomatos", "--exact", "--color", "always")
    #expect(nothing.status == 1)
    #expect(nothing.lines.last == "Did you mean: tomatoes" && nothing.diagnostics.isEmpty)
    let object = try JSONValue(try command.run("query", "\"tomatos want\"", "--json").output)
    #expect(object["suggestion"] == .string("\"tomatoes want\""))
    #expect(
      !(try JSONValue(try command.run("query", "essay", "--json").output)).keys
        .contains("suggestion"))
  }

  @Test func wordsAreCompleted() throws {
    let plain = try command.run("complete", "AI", "matsu")
    #expect(plain.status == 0)
    #expect(plain.output == "AI matsumoto\t1\n")
    let object = try JSONValue(try command.run("complete", "gla", "--in", "docs", "--json").output)
    #expect(
      object
        == .object([
          "prefix": .string("gla"),
          "completions": .array([
            .object(["text": .string("glazed"), "documents": .number(2)])
          ]),
        ]))
    #expect(try command.run("complete", "r", "--field", "id", "-n1").output == "r 2\t1\n")
    #expect(try command.run("complete", "zyzzy").status == 1)
  }

  @Test func aBadQueryIsShownWithItsColumn() throws {
    let outcome = try command.run("query", "--strict", "colony \"unclosed")
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.contains("column"))
    #expect(outcome.diagnostics.contains("\n  colony \"unclosed\n"))
    #expect(outcome.diagnostics.hasSuffix("^\n"))
  }

  @Test func aBadQueryIsAnsweredWithAWarning() throws {
    let outcome = try command.run("query", "\"AI colony", "--files")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("english/colony.md"))
    #expect(outcome.diagnostics.contains("column 1 of the query"))
    let json = try command.run("query", "\"AI colony", "--json")
    #expect(json.output.contains("\"warnings\":[{\"column\":1,"))
    #expect(json.diagnostics.isEmpty)
  }

  @Test func fieldsCountAsAsked() throws {
    let outcome = try command.run("query", "colony", "--weight", "title=9", "--weight", "text=0.1")
    #expect(outcome.status == 0)
    for weight in ["title", "title=", "title=x", "=1", "title=-1"] {
      #expect(try command.run("query", "colony", "--weight", weight).status == 2, "\(weight)")
    }
  }

  @Test func colourIsOnlyWrittenWhenAsked() throws {
    #expect(!(try command.run("query", "colony").output.contains("\u{1B}")))
    let coloured = try command.run("query", "colony", "--color", "always")
    #expect(coloured.output.contains("\u{1B}[1;31mcolony\u{1B}[0m"))
    #expect(coloured.output.contains("1 document matches ("))
  }

  @Test func theIndexIsFoundFromBelow() throws {
    let outcome = try command.shell("cd docs/english && \"$COMMAND\" query tomatoes --files")
    #expect(outcome.status == 0)
    var elsewhere = command
    elsewhere.environment["SWIFT_SEARCH_INDEX"] = sample.folder.url(".swift-search").path
    #expect(try elsewhere.shell("cd / && \"$COMMAND\" query tomatoes --count").output == "1\n")
  }

  @Test func nothingReachesTheTerminalRaw() throws {
    let forms = [
      [], ["--json"], ["--json", "--full"], ["--color", "always"], ["--files"], ["--no-snippets"],
    ]
    for form in forms {
      let options = form.joined(separator: " ")
      let outcome = try command.shell("\"$COMMAND\" query lanterns \(options)")
      #expect(outcome.status == 0, "\(form)")
      #expect(rawControlCharacters(in: outcome.output) == [], "\(form)")
    }
    for line in ["export --documents", "export --terms", "stats", "stats --json"] {
      let outcome = try command.shell("\"$COMMAND\" \(line)")
      #expect(outcome.status == 0, "\(line): \(outcome.diagnostics)")
      #expect(rawControlCharacters(in: outcome.output) == [], "\(line)")
    }
    #expect(try command.run("query", "lanterns", "--files").output.contains("evil\\u{1B}[31m"))
  }
}
