import SwiftSearch

/// `swift-search query`: asks an index and shows what it found.
enum QueryCommand {
  static let subcommand = Subcommand(
    name: "query",
    summary: "search an index, or a folder with no index yet",
    usage: ["query QUERY… [options]", "query --topics FILE [--trec] [options]"],
    examples: [
      ("swift-search query \"AI colony\" --in notes", "search the folder 'notes' as it is now"),
      ("swift-search query colony models", "either word, in the nearest .swift-search"),
      ("swift-search query '+colony -history \"open models\"'", "must, must not, and a phrase"),
      ("swift-search query 'title:colony' --json", "only in titles; for programs"),
      ("swift-search query --topics topics.tsv --trec > run.txt", "a run for trec_eval"),
    ],
    notes: QueryHelp.notes + [""] + Arrangement.notes,
    options: QueryHelp.options,
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    let request = try QueryRequest(arguments)
    switch request.source {
    case .words(let text):
      // Before the index is opened, or even made: a bad query should be told at once.
      let query = try parse(text, isStrict: arguments.has("strict"))
      let opened = try openIndex(request, arguments, console)
      var results = try opened.index.search(query.query, options: request.search)
      results.suggestion = try opened.index.suggestion(for: text, options: request.search)?.text
      makePrinter(request, opened, console)
        .print(results, of: AskedQuery(text: text, warnings: query.warnings))
      return results.total.value > 0 ? .success : .nothingFound
    case .topics(let file):
      let opened = try openIndex(request, arguments, console)
      let run = TopicsRun(
        index: opened.index, options: request.search, usesSyntax: request.usesSyntax,
        printer: makePrinter(request, opened, console))
      return try run.run(file: file, console)
    }
  }

  private static func parse(
    _ text: String, isStrict: Bool
  ) throws(QueryError) -> ParsedQuery {
    guard isStrict else { return ParsedQuery(text) }
    do throws(QuerySyntaxError) {
      return ParsedQuery(query: try Query(parsing: text))
    } catch {
      throw QueryError(query: text, error: error)
    }
  }

  private static func openIndex(
    _ request: QueryRequest, _ arguments: ParsedArguments, _ console: Console
  ) throws -> FolderIndex.Opened {
    guard let folder = request.folder else {
      let directory = try IndexLocation.toRead(arguments, console)
      return FolderIndex.Opened(index: try SearchIndex(directory: directory))
    }
    var index = FolderIndex(folder: folder, console: console)
    index.listsSkippedFiles = arguments.has("verbose")
    index.isFresh = arguments.has("fresh")
    return try index.open()
  }

  private static func makePrinter(
    _ request: QueryRequest, _ opened: FolderIndex.Opened, _ console: Console
  ) -> ReportingPrinter {
    ReportingPrinter(
      printer: formPrinter(request, opened, console), diagnostics: console.diagnostics,
      showsWork: request.showsWork)
  }

  private static func formPrinter(
    _ request: QueryRequest, _ opened: FolderIndex.Opened, _ console: Console
  ) -> any ResultPrinter {
    let output = console.output
    let naming = HitNaming(folder: request.folder)
    switch request.form {
    case .json:
      return JSONPrinter(
        output: output, naming: naming, includesText: request.isFull,
        includesWork: request.showsWork, behindCount: opened.behindCount)
    case .files: return FilesPrinter(output: output, naming: naming)
    case .count: return CountPrinter(output: output)
    case .trec: return TRECPrinter(output: output, tag: request.tag)
    case .lines:
      // Asking for colour asks for the form that has colours, as for `| less -R`.
      guard console.outputWidth != nil || request.color == .always else {
        return PlainPrinter(output: output, naming: naming)
      }
      let usesColor: Bool =
        switch request.color {
        case .always: true
        case .never: false
        case .auto: console.allowsColor
        }
      let width = console.outputWidth ?? Console.defaultWidth(console.environment)
      return HumanPrinter(output: output, naming: naming, width: width, usesColor: usesColor)
    }
  }
}
