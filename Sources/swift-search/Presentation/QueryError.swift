import SwiftSearch

/// A query that cannot be understood, with the place to point at.
struct QueryError: Error {
  var query: String
  var error: QuerySyntaxError

  func report(to diagnostics: OutputBuffer) {
    diagnostics.writeLine(
      "swift-search: the query is wrong at column \(error.column): \(error.message)")
    let before = SafeText.make(String(query.prefix(max(error.column - 1, 0))))
    diagnostics.writeLine("  " + query)
    diagnostics.writeLine(String(repeating: " ", count: 2 + DisplayWidth.of(before)) + "^")
  }
}
