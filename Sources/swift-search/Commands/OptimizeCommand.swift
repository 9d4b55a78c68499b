import SwiftSearch

/// `swift-search optimize`: makes one segment of an index.
enum OptimizeCommand {
  static let subcommand = Subcommand(
    name: "optimize",
    summary: "make one segment of an index: smaller, and faster to search",
    usage: ["optimize [--reorder] [--index DIR]"],
    examples: [
      ("swift-search optimize --index wiki", "merge all segments, drop deleted documents")
    ],
    notes: [
      "It needs free space for two copies of the index while it works. Ctrl-C leaves the index as",
      "it was. Reordering takes longer than making the index. It may pay where documents came in",
      "no order, and changes the order of documents with equal scores.",
    ],
    options: [
      .index,
      .flag("reorder", "put similar documents next to each other"),
      .valued("memory", "SIZE", "memory for finding the order (default: 256M)"),
      .valued("jobs", "N", short: "j", "threads (default: one for each processor)"),
      .wait,
      .flag("quiet", short: "q", "show no progress and no summary"),
      .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    try arguments.requireNoOperand(of: "optimize")
    let directory = try IndexLocation.toRead(arguments, console)
    let before = try SearchIndex(directory: directory).statistics
    let isQuiet = arguments.has("quiet")
    var options = WriterOptions()
    options.lockTimeout = arguments.lockTimeout
    options.threadCount = try arguments.integer("jobs", in: 1...64)
    if let memory = try arguments.byteSize("memory", atLeast: 1 << 20) {
      options.memoryBudget = memory
    }
    let stages = StageReporter(width: isQuiet ? nil : console.diagnosticsWidth)
    let clock = ContinuousClock()
    let start = clock.now
    do {
      try Interruption.during { stop in
        try IndexWriter(directory: directory, options: options).optimize(
          reordering: arguments.has("reorder"), until: stop, progress: stages.report)
      }
      stages.finish()
    } catch let error as IndexError where error.code == .stopped {
      stages.finish()
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
