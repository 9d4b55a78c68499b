import SwiftSearch

/// `swift-search delete`: takes documents out of an index.
enum DeleteCommand {
  static let subcommand = Subcommand(
    name: "delete",
    summary: "delete documents by a query or by their keys",
    usage: ["delete QUERY [options]", "delete --key KEY… [options]"],
    examples: [
      ("swift-search delete 'date:..2020'", "all documents until 2020"),
      ("swift-search delete --key notes/old.md", "one document"),
    ],
    notes: [
      "Words of a query count as they are, not in other forms. What came from a file is there",
      "again once the file has changed and 'swift-search index' reads it.",
    ],
    options: [
      .flag("key", short: "k", "the operands are keys"),
      .wait, .index,
      .flag("quiet", short: "q", "show no summary"),
      .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    guard arguments.operands.contains(where: { !$0.isEmpty }) else {
      throw CommandError(
        "nothing to delete", advice: "write a query, or --key and keys: swift-search delete QUERY")
    }
    let directory = try IndexLocation.toRead(arguments, console)
    // Who mistypes a directory must not get an empty index there.
    _ = try SearchIndex(directory: directory)
    let query =
      arguments.has("key")
      ? Query.boolean(
        must: [], should: arguments.operands.map { .text($0, field: "id") }, mustNot: [])
      : try Query(parsing: arguments.operands.joined(separator: " "))
    var options = WriterOptions()
    options.lockTimeout = arguments.lockTimeout
    let writer = try IndexWriter(directory: directory, options: options)
    let count = try writer.delete(matching: query)
    try writer.commit()
    if !arguments.has("quiet") {
      console.output.writeLine("\(NumberText.count(count, "document")) deleted")
    }
    return count > 0 ? .success : .nothingFound
  }
}
