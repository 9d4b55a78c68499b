import SwiftSearch

/// Answers a file of queries, one after the other.
struct TopicsRun {
  var index: SearchIndex
  var options: SearchOptions
  /// Whether operators in a query count; otherwise it is words only.
  var usesSyntax: Bool
  var printer: ReportingPrinter

  func run(file: String, _ console: Console) throws -> ExitStatus {
    var status = ExitStatus.nothingFound
    var number = 0
    var source = try TopicLines(file: file)
    while let line = source.next(), console.output.failureCode == nil {
      number += 1
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw CommandError(
          "line \(number) of \(file) has no tab", advice: "write an id, a tab and the query")
      }
      let text = String(parts[1])
      let topic = String(parts[0])
      let query = parse(text, topic: topic, console.diagnostics)
      let results = try index.search(query, options: options)
      if results.total.value > 0 { status = .success }
      printer.print(results, query: text, topic: topic)
    }
    return status
  }

  /// A run of hundreds of queries must not die of one: what does not parse is asked as words.
  private func parse(
    _ text: String, topic: String, _ diagnostics: OutputBuffer
  ) -> Query {
    if usesSyntax {
      do throws(QuerySyntaxError) {
        return try Query(parsing: text)
      } catch {
        diagnostics.writeLine(
          "swift-search: topic \(topic), column \(error.column): \(error.message); "
            + "it is asked as plain words")
      }
    }
    return .words(text)
  }
}
