import SwiftSearch

/// One line a hit with tabs between its parts, for other programs.
struct PlainPrinter: ResultPrinter {
  var output: OutputBuffer
  var naming: HitNaming

  func print(_ results: SearchResults, of query: AskedQuery) {
    for hit in results.hits {
      let snippet = hit.snippets.map(SnippetPainter.marked).joined(separator: " … ")
      let columns = [
        "\(hit.rank)", "\(hit.score)", naming.location(hit), hit.title ?? "", snippet,
      ]
      for (number, column) in ((query.topic.map { [$0] } ?? []) + columns).enumerated() {
        if number > 0 { output.writeMarkup("\t") }
        output.write(column)
      }
      output.endLine()
      for line in ExplanationText.lines(of: hit) {
        output.writeMarkup("\t")
        output.writeLine(line)
      }
    }
  }
}

/// The path of every hit, or its id if it came from no file; each once.
struct FilesPrinter: ResultPrinter {
  var output: OutputBuffer
  var naming: HitNaming

  func print(_ results: SearchResults, of query: AskedQuery) {
    // Paths of two files can be equal as strings.
    var seen: Set<[UInt8]> = []
    for hit in results.hits {
      let path = naming.pathOrKey(hit)
      if seen.insert(Array(path.utf8)).inserted { output.writeLine(path) }
    }
  }
}

/// How many documents match.
struct CountPrinter: ResultPrinter {
  var output: OutputBuffer

  func print(_ results: SearchResults, of query: AskedQuery) {
    if let topic = query.topic {
      output.write(topic)
      output.writeMarkup("\t")
    }
    output.writeLine("\(results.total.value)")
  }
}

/// The lines that trec_eval reads: topic, Q0, document, rank, score, tag.
struct TRECPrinter: ResultPrinter {
  var output: OutputBuffer
  var tag: String

  func print(_ results: SearchResults, of query: AskedQuery) {
    for hit in results.hits {
      output.writeLine(
        [word(query.topic ?? "0"), "Q0", word(hit.key), "\(hit.rank)", "\(hit.score)", word(tag)]
          .joined(separator: " "))
    }
  }

  /// The format separates by white space, so a name must have none.
  private func word(_ text: String) -> String {
    String(text.map { $0.isWhitespace ? "_" : $0 })
  }
}
