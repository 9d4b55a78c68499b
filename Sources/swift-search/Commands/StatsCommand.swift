import SwiftSearch

/// `swift-search stats`: what an index holds.
enum StatsCommand {
  static let subcommand = Subcommand(
    name: "stats",
    summary: "show what an index holds and how large its parts are",
    usage: ["stats [--index DIR] [--json]"],
    examples: [("swift-search stats --index wiki", "documents, fields and bytes of that index")],
    options: [.index, .json, .help],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    try arguments.requireNoOperand(of: "stats")
    let directory = try IndexLocation.toRead(arguments, console)
    let statistics = try SearchIndex(directory: directory).statistics
    let report = StatsReport(statistics: statistics, directory: directory)
    if arguments.has("json") {
      report.writeJSON(to: console.output)
    } else {
      report.lines.forEach(console.output.writeLine)
    }
    return .success
  }
}
