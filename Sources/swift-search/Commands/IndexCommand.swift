import SwiftSearch

/// `swift-search index`: builds an index or brings it up to date.
enum IndexCommand {
  static let subcommand = Subcommand(
    name: "index",
    summary: "build an index of files, or bring it up to date",
    usage: ["index PATH… [options]", "index - [options]   (JSON Lines from standard input)"],
    examples: [
      ("swift-search index notes papers", "index two folders into .swift-search"),
      ("swift-search index notes papers", "again: read what changed, drop what is gone"),
      ("zcat wiki.jsonl.gz | swift-search index - --index wiki", "index records from a pipe"),
    ],
    notes: [
      "Records of .jsonl know the keys id, title and text (or body, content); other keys become",
      "fields. Files that are not indexed are listed with the reason. Sizes: 512k, 64M, 2G.",
    ],
    options: [
      .index,
      .valued("memory", "SIZE", "memory for documents not yet written (default: 256M)"),
      .valued("jobs", "N", short: "j", "threads (default: one for each processor)"),
      .valued("max-file-size", "SIZE", "skip larger files (default: 64M; .jsonl has no limit)"),
      .valued(
        "analysis", "NAME", "general (default), words, pairs, code or exact; for a new index"),
      .flag("no-store-text", "do not keep texts: a smaller index, no snippets"),
      .flag("hidden", "take hidden files too"),
      .flag("no-ignore", "take what .gitignore names too"),
      .flag("follow", "follow symbolic links"),
      .valued("keep-commits", "N", "keep N older commits from now on, for 'rollback'"),
      .wait,
      .flag("quiet", short: "q", "show no progress and no summary"),
      .verbose, .json, .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    let inputs = try inputs(arguments)
    var writing = WriterOptions()
    if let memory = try arguments.byteSize("memory", atLeast: 1 << 20) {
      writing.memoryBudget = memory
    }
    writing.threadCount = try arguments.integer("jobs", in: 1...64)
    writing.analysis = try arguments.choice("analysis", AnalysisPreset.self)?.options
    writing.keptCommitCount = try arguments.integer("keep-commits", in: 0...1_000_000)
    writing.lockTimeout = arguments.lockTimeout
    writing.storesText = !arguments.has("no-store-text")
    var reading = IngestOptions()
    if let size = try arguments.byteSize("max-file-size", atLeast: 1) {
      reading.maximumFileByteCount = size
    }
    reading.includesHiddenFiles = arguments.has("hidden")
    reading.usesGitignore = !arguments.has("no-ignore")
    reading.followsSymbolicLinks = arguments.has("follow")

    let directory = IndexLocation.toWrite(arguments, console)
    let isQuiet = arguments.has("quiet")
    let progress = ProgressReporter(
      console.diagnostics, width: isQuiet ? nil : console.diagnosticsWidth,
      delay: .milliseconds(100), writesLines: !isQuiet)
    defer { progress.finish() }
    let writer = try IndexWriter(directory: directory, options: writing)
    let report = try Interruption.during { stop in
      let report = try writer.update(
        from: inputs, options: reading, until: stop, progress: progress.report)
      if !report.isPartial { try writer.finishMerges() }
      return report
    }
    progress.finish()

    let statistics = try SearchIndex(directory: directory).statistics
    let summary = IndexSummary(report: report, statistics: statistics, directory: directory)
    if arguments.has("json") {
      summary.writeJSON(to: console.output)
    } else {
      let limit = arguments.has("verbose") ? nil : 20
      SkippedList(report: report, limit: limit).write(to: console.diagnostics)
      if !isQuiet { console.output.writeLine(summary.line) }
    }
    return report.isPartial ? .interrupted : .success
  }

  private static func inputs(_ arguments: ParsedArguments) throws(CommandError) -> [IngestInput] {
    guard !arguments.operands.isEmpty else {
      throw CommandError(
        "nothing to index", advice: "name files or folders: swift-search index PATH…")
    }
    try InputPaths.check(arguments.operands.filter { $0 != "-" })
    return arguments.operands.map { $0 == "-" ? .standardInput : .path($0) }
  }
}
