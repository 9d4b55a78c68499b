import Foundation
import Testing

/// The options of `index` and `query` that say which forms of a word count.
@Suite struct WordFormTests {
  private let sample: SampleFolder
  private var command: BuiltCommand { sample.command }

  init() throws {
    sample = try SampleFolder()
    try sample.index()
  }

  private func count(_ arguments: String...) throws -> String {
    let rest = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try command.shell("\"$COMMAND\" query --count \(rest)").output
  }

  @Test func exactTakesWordsAsTheyAreWritten() throws {
    #expect(try count("countries") == "1\n")
    #expect(try count("countries", "--exact") == "0\n")
    #expect(try count("country", "--exact") == "1\n")
    #expect(try count("\"countries\"") == "0\n")
  }

  @Test func wordListsAreOfTheUser() throws {
    try sample.folder.write("# ours\nnation, Country\nＬＤＫ, garden tools, tomatoes\n", to: "same")
    try sample.folder.write("the\nIS\n", to: "stop")
    #expect(try count("nation") == "0\n")
    #expect(try count("nation", "--synonyms", "same") == "1\n")
    #expect(try count("ldk", "--synonyms", "same") == "1\n")
    #expect(try count("is tomatoes") == "2\n")
    #expect(try count("is tomatoes", "--stop-words", "stop") == "1\n")
    let missing = try command.run("query", "x", "--synonyms", "nowhere")
    #expect(missing.status == 2 && missing.diagnostics.contains("nowhere"))
  }

  @Test func explanationsAddUp() throws {
    let json = try JSONValue(
      try command.run("query", "AI countries", "--json", "--explain").output)
    let hit = try #require(json["hits"].elements.first)
    let words = hit["explanation"].elements
    #expect(words.count == 2)
    #expect(abs(words.reduce(0) { $0 + $1["score"].number } - hit["score"].number) < 1e-4)
    let plain = try command.run("query", "AI countries").output
    let text = try command.run("query", "AI countries", "--explain").output
    #expect(text.hasPrefix(plain.prefix(20)) && text.contains("text:country (1) ×0.7"))
    #expect(!plain.contains("×0.7"))
  }

  @Test func theAnalysisIsThatOfTheIndex() throws {
    let made = try command.run(
      "index", "docs", "--index", "plain", "--analysis", "exact", "--quiet")
    #expect(made.status == 0, "\(made.diagnostics)")
    #expect(try count("技術主權") == "1\n")
    #expect(try count("技術主權", "--index", "plain", "--exact") == "0\n")
    #expect(try count("countries", "--index", "plain") == "0\n")
    let other = try command.run("index", "docs", "--index", "plain", "--analysis", "code")
    #expect(other.status == 2 && other.diagnostics.contains("analysis"))
    let unknown = try command.run("index", "docs", "--analysis", "nonsense")
    #expect(unknown.status == 2 && unknown.diagnostics.contains("general"))
  }
}
