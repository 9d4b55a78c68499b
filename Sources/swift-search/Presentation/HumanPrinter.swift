import SwiftSearch

/// Results for somebody at a terminal.
struct HumanPrinter: ResultPrinter {
  var output: OutputBuffer
  var naming: HitNaming
  var width: Int
  var usesColor: Bool

  func print(_ results: SearchResults, of query: AskedQuery) {
    if let topic = query.topic {
      styled(.title, "\(topic): \(query.text)")
      output.endLine()
    }
    let rankWidth = results.hits.last.map { "\($0.rank)".count } ?? 0
    for hit in results.hits { print(hit, rankWidth: rankWidth) }
    FacetText.lines(of: results.facets).forEach(output.writeLine)
    output.writeLine(summary(of: results))
    if let suggestion = results.suggestion { output.writeLine("Did you mean: \(suggestion)") }
  }

  private func print(_ hit: Hit, rankWidth: Int) {
    let rank = "\(hit.rank)"
    let indent = String(repeating: " ", count: rankWidth + 2)
    let room = max(width - indent.count, 20)
    output.write(String(repeating: " ", count: rankWidth - rank.count) + rank + "  ")
    if let title = hit.title {
      styled(.title, DisplayWidth.truncate(SafeText.make(title), to: room))
      output.endLine()
      output.write(indent)
    }
    styled(.path, naming.location(hit))
    output.write("  ")
    styled(.score, NumberText.fixed(Double(hit.score), decimals: 2))
    if let others = hit.others, others > 0 { output.write("  and \(others) more like it") }
    output.endLine()
    for snippet in hit.snippets { print(snippet, indent: indent, room: room) }
    for line in ExplanationText.lines(of: hit) { output.writeLine(indent + line) }
    output.endLine()
  }

  private func print(_ snippet: Snippet, indent: String, room: Int) {
    var runs = SnippetPainter.runs(of: snippet)
    if !usesColor { runs = SnippetPainter.marking(runs) }
    for line in LineWrapping.wrap(runs, to: room) {
      output.write(indent)
      for run in line {
        if run.isMatch { styled(.match, run.text) } else { output.write(run.text) }
      }
      output.endLine()
    }
  }

  private func summary(of results: SearchResults) -> String {
    let total = results.total
    let count: String
    switch (total.value, total.relation) {
    case (0, _): count = "no document matches"
    case (1, .exact): count = "1 document matches"
    case (_, .exact): count = "\(NumberText.grouped(total.value)) documents match"
    case (_, .atLeast): count = "at least \(NumberText.grouped(total.value)) documents match"
    }
    let took = NumberText.duration(results.duration.inSeconds)
    let tier =
      switch results.tier {
      case .exact: ""
      case .units: "; its words stand apart"
      case .any: "; not every part of the query is in them"
      }
    return "\(count) (\(took))\(tier)" + (results.isPartial ? "; the search ended early" : "")
      + (results.isCut ? "; a pattern means more words than were looked for" : "")
  }

  private enum Style {
    case title, path, score, match

    var code: StaticString {
      switch self {
      case .title: "\u{1B}[1m"
      case .path: "\u{1B}[36m"
      case .score: "\u{1B}[2m"
      case .match: "\u{1B}[1;31m"
      }
    }
  }

  private func styled(_ style: Style, _ text: String) {
    if usesColor { output.writeMarkup(style.code) }
    output.write(text)
    if usesColor { output.writeMarkup("\u{1B}[0m") }
  }
}
