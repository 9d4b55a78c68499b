import SwiftSearch

/// `swift-search rollback`: goes back to a commit that was kept.
enum RollbackCommand {
  static let subcommand = Subcommand(
    name: "rollback",
    summary: "list the commits that are kept, or go back to one",
    usage: ["rollback [--index DIR] [--json]", "rollback --to N [--index DIR]"],
    examples: [
      ("swift-search index notes --keep-commits 5", "keep five older commits from now on"),
      ("swift-search rollback", "list them"),
      ("swift-search rollback --to 12", "make what commit 12 held the newest commit"),
    ],
    notes: [
      "Going back is a commit too, so it can be undone in the same way. Older commits keep their",
      "segments, so the index takes more space.",
    ],
    options: [
      .valued("to", "N", "the commit to go back to"),
      .wait, .index, .json,
      .flag("quiet", short: "q", "show no summary"),
      .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    try arguments.requireNoOperand(of: "rollback")
    let directory = try IndexLocation.toRead(arguments, console)
    guard let generation = try arguments.integer("to", in: 1...Int.max) else {
      return try list(directory, arguments, console)
    }
    _ = try SearchIndex(directory: directory)
    var options = WriterOptions()
    options.lockTimeout = arguments.lockTimeout
    try IndexWriter(directory: directory, options: options).rollBack(to: generation)
    guard !arguments.has("quiet") else { return .success }
    let statistics = try SearchIndex(directory: directory).statistics
    console.output.writeLine(
      "commit \(statistics.generation) holds what commit \(generation) held: "
        + NumberText.count(statistics.documentCount, "document"))
    return .success
  }

  private static func list(
    _ directory: String, _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    _ = try SearchIndex(directory: directory)
    let commits = try SearchIndex.commits(inDirectory: directory)
    guard !arguments.has("json") else {
      for commit in commits {
        var json = JSONWriter()
        json.object { json in
          json.member("generation", commit.generation)
          json.member("documents", commit.documentCount)
          json.member("date", DateText.iso8601(commit.date))
        }
        console.output.writeLine(&json)
      }
      return .success
    }
    var table = TextTable(rows: [["commit", "documents", "written"]], rightAligned: [0, 1])
    for commit in commits {
      table.rows.append([
        "\(commit.generation)", NumberText.grouped(commit.documentCount),
        DateText.iso8601(commit.date) ?? "",
      ])
    }
    table.lines.forEach(console.output.writeLine)
    return .success
  }
}
