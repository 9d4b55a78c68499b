import SwiftSearch

/// `swift-search export`: everything an index holds, as JSON Lines.
enum ExportCommand {
  static let subcommand = Subcommand(
    name: "export",
    summary: "write the terms or the documents of an index as JSON Lines",
    usage: ["export --terms | --documents [--index DIR]"],
    examples: [
      ("swift-search export --documents > documents.jsonl", "documents with their stored fields"),
      ("swift-search export --terms | head -3", "terms with their postings and positions"),
    ],
    options: [
      .flag("terms", "one object a term"), .flag("documents", "one object a document"),
      .index, .help,
    ],
    run: run)

  /// Ends an export whose reader has gone.
  private struct ReaderIsGone: Error {}

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    try arguments.requireAtMostOne(of: ["terms", "documents"])
    guard arguments.has("terms") || arguments.has("documents") else {
      throw CommandError("nothing to export", advice: "add --terms or --documents")
    }
    try arguments.requireNoOperand(of: "export")
    let index = try SearchIndex(directory: IndexLocation.toRead(arguments, console))
    let output = console.output
    func write(_ json: inout JSONWriter) throws {
      output.writeLine(&json)
      if output.failureCode != nil { throw ReaderIsGone() }
    }
    do {
      if arguments.has("terms") {
        try index.exportTerms(write)
      } else {
        try index.exportDocuments(write)
      }
    } catch is ReaderIsGone {
      return .success
    }
    return .success
  }
}
