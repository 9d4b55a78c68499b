import SwiftSearch

/// `swift-search optimize`: makes one segment of an index.
enum OptimizeCommand {
  static let subcommand = Subcommand(
    name: "optimize",
    summary: "make one segment of an index: smaller, and faster to search",
    usage: ["optimize [--index DIR]"],
    examples: [
      ("swift-search optimize --index wiki", "merge all segments, drop deleted documents")
    ],
    notes: [
      "It needs free space for two copies of the index while it works. Ctrl-C leaves the index as",
      "it was.",
    ],
    options: [
      .index,
      .flag("quiet", short: "q", "show no progress and no summary"),
      .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    if let operand = arguments.operands.first {
      throw CommandError(
        "optimize takes no '\(operand)'", advice: "name the index with --index \(operand)")
    }
    let directory = try IndexLocation.toRead(arguments, console)
    let before = try SearchIndex(directory: directory).statistics
    let isQuiet = arguments.has("quiet")
    let clock = ContinuousClock()
    let start = clock.now
    do {
      try Interruption.during { stop in
        try IndexWriter(directory: directory).optimize(until: stop)
      }
    } catch let error as IndexError where error.code == .stopped {
      console.diagnostics.writeLine("swift-search: \(error)")
      return .interrupted
    }
    guard !isQuiet else { return .success }
    let after = try SearchIndex(directory: directory).statistics
    let seconds = NumberText.fixed((clock.now - start).inSeconds, decimals: 2)
    console.output.writeLine(
      "\(Self.size(before)) became \(Self.size(after)) in \(seconds) s; \(directory) holds "
        + NumberText.count(after.documentCount, "document"))
    return .success
  }

  private static func size(_ statistics: IndexStatistics) -> String {
    NumberText.count(statistics.segmentCount, "segment") + " of "
      + NumberText.bytes(statistics.byteCount)
  }
}
