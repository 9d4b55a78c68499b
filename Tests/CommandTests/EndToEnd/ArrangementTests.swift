import Foundation
import Testing

/// The order of hits, and what is told of all of them.
@Suite struct ArrangementTests {
  private let command: BuiltCommand

  init() throws {
    let folder = try TemporaryFolder()
    command = BuiltCommand(folder: folder)
    let records = """
      {"id":"a","text":"tea","size":3,"date":"2026-05-28","kind":["green"],"thread":["x"]}
      {"id":"b","text":"tea tea","size":1000,"date":"2026-05-01","kind":["black","green"]}
      {"id":"c","text":"tea and more tea","size":1001,"date":"2025-12-31","thread":["x"]}
      {"id":"d","text":"tea","size":7,"kind":["white"],"thread":["x"]}
      """
    try folder.write(records, to: "teas.jsonl")
    let outcome = try command.run("index", "teas.jsonl", "--quiet")
    try #require(outcome.status == 0, "\(outcome.diagnostics)")
  }

  private func answer(_ arguments: String...) throws -> JSONValue {
    let outcome = try command.shell(
      "exec \"$COMMAND\" query tea --json " + arguments.map { "'\($0)'" }.joined(separator: " "))
    try #require(outcome.status == 0, "\(outcome.diagnostics)")
    return try JSONValue(outcome.output)
  }

  private func keys(_ arguments: String...) throws -> String {
    let outcome = try command.shell(
      "exec \"$COMMAND\" query tea --json " + arguments.map { "'\($0)'" }.joined(separator: " "))
    try #require(outcome.status == 0, "\(outcome.diagnostics)")
    return try JSONValue(outcome.output)["hits"].elements.map { $0["id"].string }.joined()
  }

  private func refused(_ arguments: String..., saying part: String) throws {
    let outcome = try command.shell(
      "exec \"$COMMAND\" query tea " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.contains(part), "\(outcome.diagnostics)")
  }

  @Test func hitsAreSortedByFields() throws {
    #expect(try keys("--sort", "size") == "adbc")
    #expect(try keys("--sort", "date:desc") == "abcd")
    #expect(try keys("--sort", "date:first") == "dcba")
    #expect(try keys("--sort", "thread,size:desc") == "cdab")
    #expect(try keys("--sort=kind", "--sort=size:desc") == "badc")
    #expect(try keys("--sort", "_score:asc,id").count == 4)
    #expect(try keys("--sort", "size", "-n2", "--offset", "1") == "db")
    try refused("--sort", "sise", saying: "'sise'")
    try refused("--sort", "size,", saying: "names of fields")
  }

  @Test func oneHitOfEachValueIsShown() throws {
    let hits = try answer("--collapse", "thread", "--sort", "size:desc")["hits"].elements
    #expect(hits.map { "\($0["id"].string)\(Int($0["others"].number))" } == ["c2", "b0"])
    #expect(try answer()["hits"].elements.allSatisfy { $0["others"] == .null })
    let lines = try command.run("query", "tea", "--collapse", "thread", "--color", "always")
    #expect(lines.output.contains("and 2 more like it"))
    try refused("--collapse", "text", saying: "a field of text")
  }

  @Test func oldHitsScoreLess() throws {
    let plain = try answer("--sort", "id")["hits"].elements.map { $0["score"].number }
    let hits = try answer("--sort", "id", "--recency", "date:1y", "--explain")["hits"].elements
    for (hit, score) in zip(hits, plain) {
      let steps = hit["adjustments"].elements
      #expect(steps.count == 1 && steps[0]["score"] == hit["score"])
      #expect(abs(score * steps[0]["factor"].number - hit["score"].number) < 1e-6)
    }
    #expect(hits[3]["adjustments"].elements[0]["factor"] == .number(0.5))
    #expect(hits[0]["adjustments"].elements[0]["factor"].number < 1)
    let lines = try command.run("query", "tea", "--recency", "date:1000000y", "--explain")
    #expect(lines.output.contains("with date ×1.000"))
    for wrong in ["date", "date:", "date:30", "date:-1d", "date:xd"] {
      try refused("--recency", wrong, saying: "--recency does not take")
    }
    try refused("--recency", "kind:1d", saying: "nothing to score by")
  }

  @Test func hitsAreCounted() throws {
    let facets = ["kind", "date:month", "date:year", "size:0..7,[7 TO 1000},1000..", "size:1"]
    let found = try command.shell(
      "exec \"$COMMAND\" query tea --json " + facets.map { "--facet '\($0)' " }.joined())
    let counted = try JSONValue(found.output)["facets"].elements.map { facet in
      facet["values"].elements.map { "\($0["value"].string) \(Int($0["count"].number))" }
        .joined(separator: ", ") + "; \(Int(facet["distinct"].number))"
        + " \(Int(facet["missing"].number))"
    }
    #expect(
      counted == [
        "green 2, black 1, white 1; 3 1", "2025-12 1, 2026-05 2; 2 1", "2025 1, 2026 2; 2 1",
        "0..7 2, [7 TO 1000} 1, 1000.. 2; 3 0", "3 1; 4 0",
      ])
    let lines = try command.run("query", "tea", "--facet", "kind:2")
    #expect(lines.lines.count == 4)
    #expect(
      lines.diagnostics
        == "kind:\n  2  green\n  1  black\n  1  (none)\n  and 1 other values\n\n")
    try refused("--facet", "size:a..b", saying: "'a' is no number")
    try refused("--facet", "size:x", saying: "--facet does not take")
    try refused("--facet", "date", saying: "by year, month or day")
    try refused("--facet", "text", saying: "a field of text")
  }

  @Test func pagesFollowEachOther() throws {
    for order in ["_score", "date:desc", "thread,kind:desc:first"] {
      let whole = try keys("--sort", order)
      let first = try answer("--sort", order, "-n2")
      let second = try answer("--sort", order, "-n2", "--after", first["next"].string)
      let pages = first["hits"].elements + second["hits"].elements
      #expect(pages.map { $0["id"].string }.joined() == whole)
      #expect(pages.map { $0["rank"].number } == [1, 2, 3, 4])
      #expect(second["next"] == .null)
    }
    try refused("--after", "AAAA", saying: "the cursor is damaged")
    let other = try answer("-n2", "--sort", "size")["next"].string
    try refused("--after", other, saying: "another order")
  }
}
