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
      ("swift-search index notes --watch", "keep the index up to date; Ctrl-C ends it"),
      ("zcat wiki.jsonl.gz | swift-search index - --index wiki", "index records from a pipe"),
    ],
    notes: [
      "Records of .jsonl know the keys id, title and text (or body, content); other keys become",
      "fields. Files that are not indexed are listed with the reason. Sizes: 512k, 64M, 2G.",
      "",
      "--watch writes a line for every update that changed something, with --json an object. The",
      "lock is free in between, so that other commands can write. Where the system does not tell",
      "of changes, files are compared by size and time every few seconds.",
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
      .flag("watch", "stay, and read what changes as soon as it does, until Ctrl-C"),
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

    let run = IndexRun(
      directory: IndexLocation.toWrite(arguments, console), inputs: inputs, writing: writing,
      reading: reading, console: console, isQuiet: arguments.has("quiet"),
      isJSON: arguments.has("json"), isVerbose: arguments.has("verbose"))
    return try Interruption.during { stop in
      let report = try run.update(until: stop)
      // Whatever was interrupted, if only a merge.
      if report.isPartial || stop.isRaised { return .interrupted }
      if arguments.has("watch") { WatchRun(run: run).run(until: stop) }
      return .success
    }
  }

  private static func inputs(_ arguments: ParsedArguments) throws(CommandError) -> [IngestInput] {
    guard !arguments.operands.isEmpty else {
      throw CommandError(
        "nothing to index", advice: "name files or folders: swift-search index PATH…")
    }
    if arguments.has("watch"), arguments.operands.contains("-") {
      throw CommandError(
        "standard input cannot be watched", advice: "name files or folders, or leave out --watch")
    }
    try InputPaths.check(arguments.operands.filter { $0 != "-" })
    return arguments.operands.map { $0 == "-" ? .standardInput : .path($0) }
  }
}
