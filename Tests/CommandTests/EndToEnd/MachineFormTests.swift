import Foundation
import Testing

/// The forms of the output that programs read: JSON, TREC runs, exports, statistics.
@Suite struct MachineFormTests {
  private let sample: SampleFolder
  private var command: BuiltCommand { sample.command }

  init() throws {
    sample = try SampleFolder()
    try sample.index()
  }

  /// Any number of passages, each with its place in the file.
  @Test func snippetsSayWhereTheyAre() throws {
    let filler = String(repeating: "Nothing of it stands here.\n", count: 40)
    let text = (0..<5).map { "A lighthouse \($0).\n" + filler }.joined()
    try sample.folder.write(text, to: "docs/long.txt")
    let outcome = try command.run(
      "query", "lighthouse", "--in", "docs", "--json", "--snippets", "4")
    let snippets = try JSONValue(outcome.output)["hits"].elements[0]["snippets"].elements
    #expect(snippets.count == 4)
    for snippet in snippets {
      let match = try #require(snippet["matches"].elements.first)
      let (start, end) = (Int(match["start"].number), Int(match["end"].number))
      #expect(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self) == "lighthouse")
      let line = Array(text.utf8)[..<start].count { $0 == 0x0A } + 1
      #expect(match["line"] == .number(Double(line)) && snippet["line"] == match["line"])
      #expect(Int(snippet["start"].number) <= start && end <= Int(snippet["end"].number))
    }
    let plain = try command.run("query", "lighthouse", "--in", "docs", "--snippets", "3")
    #expect(plain.output.split(separator: "«").count == 4)
    #expect(
      !(try command.run("query", "lighthouse", "--in", "docs", "--snippets=0")).output
        .contains("«"))
  }

  @Test func jsonHasExactlyTheDocumentedKeys() throws {
    let outcome = try command.run("query", "glazed", "teapot", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 1)
    let object = try JSONValue(outcome.output)
    let names: Set = ["query", "total", "took", "partial", "cut", "tier", "hits", "next"]
    #expect(object.keys == names)
    #expect(object["next"] == .null)
    #expect(object["query"] == .string("glazed teapot"))
    #expect(object["total"] == .object(["value": .number(2), "relation": .string("exact")]))
    #expect(object["took"].number >= 0 && object["took"].number < 60)
    #expect(object["partial"] == .bool(false))
    let hit = try #require(object["hits"].elements.first)
    let keys: Set = ["rank", "id", "score", "path", "title", "line", "fields", "snippets"]
    #expect(hit.keys == keys)
    #expect(hit["rank"] == .number(1))
    #expect(hit["title"] == .string("Price list"))
    #expect(hit["fields"]["price"] == .number(12.5))
    #expect(hit["fields"]["date"].string.hasPrefix("2026-05-28"))
    #expect(hit["fields"]["tag"] == .array([.string("tea"), .string("clay")]))
    #expect(hit["fields"]["text"] == .null)
    let full = try JSONValue(try command.run("query", "teapot", "--json", "--full").output)
    #expect(full["hits"].elements.first?["fields"]["text"].string.contains("teapot") == true)
  }

  @Test func workIsShownOnRequest() throws {
    let object = try JSONValue(try command.run("query", "glazed teapot", "--work", "--json").output)
    #expect(object.keys.contains("work") && object.keys.count == 9)
    let names: Set = [
      "threads", "segments", "known_counts", "led_windows", "united_windows", "counted_windows",
      "passed_windows", "runs", "candidates", "blocks", "decoded_blocks", "scored_postings",
      "positions", "gathered_postings",
    ]
    #expect(object["work"].keys == names)
    #expect(object["work"]["segments"].number >= 1)
    let lines = try command.run("query", "glazed teapot", "--work")
    #expect(lines.diagnostics.contains("segments  "))
    #expect(lines.output == (try command.run("query", "glazed teapot").output))
  }

  @Test func aSearchMayEndEarly() throws {
    let ended = try JSONValue(try command.run("query", "teapot", "--time-limit=0", "--json").output)
    #expect(ended["partial"] == .bool(true))
    #expect(ended["total"] == .object(["value": .number(0), "relation": .string("at_least")]))
    let lines = try command.run("query", "teapot", "--time-limit", "0ms")
    #expect(lines.status == 1 && lines.diagnostics.contains("ended early"))
    let whole = try command.run("query", "teapot", "--time-limit", "1 min", "--threads", "1")
    #expect(whole.status == 0 && whole.diagnostics.isEmpty)
    for wrong in ["--threads=0", "--time-limit=soon"] {
      #expect(try command.run("query", "teapot", wrong).status == 2)
    }
  }

  @Test(arguments: ["AI colony", "技术主权", "人工知能", "검색"])
  func highlightsAreTheMatch(_ query: String) throws {
    let object = try JSONValue(try command.run("query", query, "--json").output)
    let hit = try #require(object["hits"].elements.first)
    var marked: [String] = []
    for snippet in hit["snippets"].elements {
      #expect(snippet.keys == ["field", "text", "line", "start", "end", "highlights", "matches"])
      let bytes = Array(snippet["text"].string.utf8)
      for range in snippet["highlights"].elements.map({ $0.elements.map { Int($0.number) } }) {
        try #require(range.count == 2 && range[0] < range[1] && range[1] <= bytes.count)
        let text = try #require(String(validating: bytes[range[0]..<range[1]], as: UTF8.self))
        marked.append(text)
      }
    }
    for word in query.split(separator: " ") {
      #expect(marked.contains { $0.contains(word) }, "\(marked)")
    }
  }

  @Test func topicsBecomeARun() throws {
    let topics = """
      101\t"AI colony" +title: (sovereignty
      102\t法律建议 -
      103\tglazed
      104\tzyzzyva
      """
    let outcome = try command.run("query", "--topics", "-", "--trec", "--tag", "t", input: topics)
    #expect(outcome.status == 0)
    #expect(outcome.diagnostics.isEmpty)
    let rows = outcome.lines.map { $0.components(separatedBy: " ") }
    #expect(rows.allSatisfy { $0.count == 6 && $0[1] == "Q0" && $0[5] == "t" })
    #expect(Set(rows.map { $0[0] }) == ["101", "102", "103"])
    #expect(rows.filter { $0[0] == "103" }.map { $0[3] } == ["1", "2"])
    #expect(rows.contains { $0[2].hasSuffix("r_2") })
    #expect(rows.allSatisfy { Double($0[4]) != nil })
  }

  @Test func whatIsWrongWithATopicIsToldWithItsName() throws {
    let input = "1\tcolony \"unclosed\n2\t+glazed\n"
    let lines = try command.run("query", "--topics", "-", "--syntax", input: input)
    #expect(lines.diagnostics.contains("topic 1: column 8 of the query"))
    let outcome = try command.run("query", "--topics", "-", "--syntax", "--json", input: input)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\"warnings\":[{\"column\":8"))
    #expect(try outcome.lines.map { try JSONValue($0)["qid"] } == [.string("1"), .string("2")])
  }

  @Test func exportsAreJSONLines() throws {
    for kind in ["--documents", "--terms"] {
      let outcome = try command.run("export", kind)
      #expect(outcome.status == 0)
      #expect(!outcome.lines.isEmpty)
      for line in outcome.lines { #expect(!(try JSONValue(line)).keys.isEmpty) }
    }
    let cut = try command.shell("\"$COMMAND\" export --terms | head -n 1")
    #expect(cut.lines.count == 1)
    #expect(cut.diagnostics.isEmpty)
  }

  @Test func statisticsCountWhatWasIndexed() throws {
    let object = try JSONValue(try command.run("stats", "--json").output)
    #expect(object["documents"] == .number(9))
    #expect(object["fields"].elements.contains { $0["name"] == .string("text") })
    #expect(object["bytes"].number > 0)
    let table = try command.run("stats")
    #expect(table.status == 0)
    #expect(table.output.contains("documents   9\n"))
  }
}
