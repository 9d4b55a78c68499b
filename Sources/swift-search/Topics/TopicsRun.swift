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
      let query = usesSyntax ? ParsedQuery(text) : ParsedQuery(query: .words(text))
      let results = try index.search(query.query, options: options)
      if results.total.value > 0 { status = .success }
      printer.print(results, of: AskedQuery(text: text, topic: topic, warnings: query.warnings))
    }
    return status
  }
}
