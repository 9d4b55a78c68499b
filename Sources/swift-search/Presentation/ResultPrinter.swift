import SwiftSearch

/// A query as it was asked.
struct AskedQuery {
  var text: String
  /// Its name in a file of topics.
  var topic: String?
  /// What is wrong with it.
  var warnings: [QuerySyntaxError] = []
}

/// Writes what a query found, in one of the forms of the output.
protocol ResultPrinter {
  func print(_ results: SearchResults, of query: AskedQuery)

  /// Whether the form has a place for what else there is to say of a search.
  var isComplete: Bool { get }
}

extension ResultPrinter {
  var isComplete: Bool { false }
}

/// Writes what queries found and, beside it, what people should know of the search.
struct ReportingPrinter {
  var printer: any ResultPrinter
  var diagnostics: OutputBuffer
  /// Whether to say what the search did.
  var showsWork: Bool

  func print(_ results: SearchResults, of query: AskedQuery) {
    printer.print(results, of: query)
    guard !printer.isComplete else { return }
    if showsWork { WorkText.lines(of: results.work).forEach(diagnostics.writeLine) }
    let name = query.topic.map { "topic \($0): " } ?? ""
    for warning in query.warnings {
      diagnostics.writeLine(
        "swift-search: \(name)column \(warning.column) of the query: \(warning.message)")
    }
    guard !(printer is HumanPrinter) else { return }
    FacetText.lines(of: results.facets).forEach(diagnostics.writeLine)
    if let suggestion = results.suggestion {
      diagnostics.writeLine("Did you mean: \(suggestion)")
    }
    if results.isPartial {
      diagnostics.writeLine("swift-search: \(name)the search ended early; allow more --time-limit")
    }
    if results.isCut {
      diagnostics.writeLine(
        "swift-search: \(name)a pattern means more words than were looked for; write more of it")
    }
  }
}

/// How hits are named in the output.
struct HitNaming: Sendable {
  /// The folder that was searched, as it was typed; paths of hits lie below it.
  var folder: String?

  /// A path that can be opened from the working directory, if the hit came from a file.
  func path(_ hit: Hit) -> String? {
    guard let path = hit.path else { return nil }
    guard let folder, !path.hasPrefix("/"), folder != "." else { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  func pathOrKey(_ hit: Hit) -> String { path(hit) ?? hit.key }

  /// `path:line`, which editors and terminals can open.
  func location(_ hit: Hit) -> String {
    pathOrKey(hit) + (hit.line.map { ":\($0)" } ?? "")
  }
}
