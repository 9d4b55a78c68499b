import Foundation
import SwiftSearch
import Testing

@testable import swift_search

@Suite struct PrinterTests {
  private let output = OutputBuffer(descriptor: -1)
  private var text: String { String(decoding: output.bytes, as: UTF8.self) }

  private var results: SearchResults {
    let file = Document(
      key: "colony \u{1B}.md",
      fields: [
        .init("path", .keyword("colony \u{1B}.md")), .init("title", .text("AI\u{7} colony")),
        .init("date", .date(Date(timeIntervalSince1970: 0))), .init("price", .number(12)),
        .init("tag", .keyword("a")), .init("tag", .keyword("b")), .init("text", .text("long")),
      ])
    let snippet = Snippet(
      field: "text", text: "an AI\u{9B}colony", highlights: [3..<5], line: 7, source: 90..<104,
      places: [.init(source: 93..<95, line: 7)])
    return SearchResults(
      total: .init(value: 2, relation: .exact),
      hits: [
        Hit(rank: 9, score: 2.5, document: file, snippets: [snippet]),
        Hit(rank: 10, score: 1.25, document: Document(key: "r1"), snippets: []),
      ], duration: .microseconds(800), isPartial: false)
  }

  @Test func humansSeeRankTitlePlaceScoreAndSnippet() {
    HumanPrinter(output: output, naming: HitNaming(folder: "in"), width: 40, usesColor: false)
      .print(results, of: AskedQuery(text: "ai"))
    #expect(
      text == """
         9  AI\\u{7} colony
            in/colony \\u{1B}.md:7  2.50
            an «AI»\\u{9B}colony

        10  r1  1.25

        2 documents match (0.8 ms)

        """)
  }

  @Test func whatMayBeMissingIsToldOnce() {
    let warnings = OutputBuffer(descriptor: -1)
    var partial = results
    partial.isPartial = true
    let printers: [any ResultPrinter] = [
      HumanPrinter(output: output, naming: HitNaming(), width: 40, usesColor: false),
      JSONPrinter(output: output, naming: HitNaming(), includesText: false),
      CountPrinter(output: output), PlainPrinter(output: output, naming: HitNaming()),
    ]
    for printer in printers {
      let reporter = ReportingPrinter(printer: printer, diagnostics: warnings, showsWork: false)
      reporter.print(results, of: AskedQuery(text: "ai"))
      reporter.print(partial, of: AskedQuery(text: "ai", topic: "7"))
    }
    let lines = String(decoding: warnings.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.contains("topic 7: the search ended early") })
    #expect(text.components(separatedBy: "the search ended early").count == 2)
    #expect(text.components(separatedBy: "\"partial\":true").count == 2)
  }

  @Test func whatElseThereIsToSayIsInTheObject() throws {
    var corrected = results
    corrected.suggestion = "AI \u{7} colony"
    JSONPrinter(output: output, naming: HitNaming(), includesText: false, behindCount: 3)
      .print(corrected, of: AskedQuery(text: "ai"))
    let object = try JSONValue(text)
    #expect(object["behind"] == .number(3))
    #expect(object["suggestion"] == .string("AI \u{7} colony"))
    #expect(rawControlCharacters(in: text) == [])
  }

  @Test func whatASearchDidStandsBesideWhatItFound() {
    var worked = results
    worked.work.segments = 3
    worked.work.passedWindows = 1234
    (worked.work.blocks, worked.work.decodedBlocks) = (5000, 12)
    let diagnostics = OutputBuffer(descriptor: -1)
    let plain = PlainPrinter(output: output, naming: HitNaming())
    ReportingPrinter(printer: plain, diagnostics: diagnostics, showsWork: true)
      .print(worked, of: AskedQuery(text: "ai"))
    #expect(
      String(decoding: diagnostics.bytes, as: UTF8.self) == """
        segments  3 searched
        threads   0
        windows   1,234 passed over
        blocks    12 decoded of 5,000

        """)
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test func coloursAreTheOnlyEscapeCodes() {
    HumanPrinter(output: output, naming: HitNaming(), width: 40, usesColor: true)
      .print(results, of: AskedQuery(text: "ai"))
    #expect(text.contains("an \u{1B}[1;31mAI\u{1B}[0m\\u{9B}colony"))
    #expect(rawControlCharacters(in: text) == [])
  }

  @Test func plainLinesHaveFiveColumns() {
    PlainPrinter(output: output, naming: HitNaming()).print(results, of: AskedQuery(text: "ai"))
    #expect(
      text == "9\t2.5\tcolony \\u{1B}.md:7\tAI\\u{7} colony\tan «AI»\\u{9B}colony\n"
        + "10\t1.25\tr1\t\t\n")
  }

  @Test func runsHaveSixWordsALine() {
    TRECPrinter(output: output, tag: "my run").print(
      results, of: AskedQuery(text: "ai", topic: "q 1"))
    #expect(text == "q_1 Q0 colony_\\u{1B}.md 9 2.5 my_run\nq_1 Q0 r1 10 1.25 my_run\n")
  }

  @Test func jsonHasTheKeysInOrder() {
    JSONPrinter(output: output, naming: HitNaming(), includesText: false)
      .print(results, of: AskedQuery(text: "ai", topic: "q1"))
    #expect(
      text == #"{"qid":"q1","query":"ai","total":{"value":2,"relation":"exact"},"took":0.0008,"#
        + #""partial":false,"cut":false,"tier":"exact","#
        + #""hits":[{"rank":9,"id":"colony \u001b.md","score":2.5,"#
        + #""path":"colony \u001b.md","title":"AI\u0007 colony","line":7,"#
        + #""fields":{"path":"colony \u001b.md","title":"AI\u0007 colony","#
        + #""date":"1970-01-01T00:00:00Z","price":12,"tag":["a","b"]},"#
        + #""snippets":[{"field":"text","text":"an AI\u009bcolony","line":7,"start":90,"end":104,"#
        + #""highlights":[[3,5]],"matches":[{"start":93,"end":95,"line":7}]}]},"#
        + #"{"rank":10,"id":"r1","score":1.25,"path":null,"title":null,"line":null,"fields":{},"#
        + #""snippets":[]}],"next":null}"# + "\n")
  }

  @Test func filesAreNamedOnce() {
    var results = results
    results.hits.append(results.hits[0])
    FilesPrinter(output: output, naming: HitNaming(folder: "in/"))
      .print(results, of: AskedQuery(text: "ai"))
    #expect(text == "in/colony \\u{1B}.md\nr1\n")
  }

  @Test func badQueriesAreShownWithACaret() {
    let error = QueryError(
      query: "法律 \"x", error: QuerySyntaxError(message: "no closing quote", column: 4))
    error.report(to: output)
    #expect(
      text == """
        swift-search: the query is wrong at column 4: no closing quote
          法律 "x
               ^

        """)
  }
}
