import SwiftSearch

/// `swift-search complete`: how the words of an index go on.
enum CompleteCommand {
  static let subcommand = Subcommand(
    name: "complete",
    summary: "list the words of an index that begin with a text",
    usage: ["complete TEXT [options]"],
    examples: [
      ("swift-search complete col", "the most frequent words with that beginning"),
      ("swift-search complete 'AI col' -n 3", "only the last word is completed"),
      ("swift-search complete rfc --field tag --json", "values of a keyword field; for programs"),
    ],
    notes: [
      "Each line has a completion, a tab, and in how many documents the completed word is; deleted",
      "ones count until their part of the index is rewritten. With --json there is one object:",
      "prefix, and completions (text, documents).",
      "",
      "Exit status: 0 found, 1 nothing found, 2 error.",
    ],
    options: [
      .index,
      .valued("in", "FOLDER", "take the words of FOLDER; its index is kept in your cache"),
      .valued("field", "NAME", "words of this text field, or values of this keyword field"),
      .valued("limit", "N", short: "n", "list N completions (default: 10)"),
      .json, .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    try arguments.requireAtMostOne(of: ["index", "in"])
    let text = arguments.operands.joined(separator: " ")
    guard !text.isEmpty else {
      throw CommandError(
        "there is nothing to complete", advice: "write a beginning: swift-search complete TEXT")
    }
    let limit = try arguments.integer("limit", in: 1...1000) ?? 10
    let index =
      if let folder = arguments.string("in") {
        try FolderIndex(folder: folder, console: console).open().index
      } else {
        try SearchIndex(directory: IndexLocation.toRead(arguments, console))
      }
    let completions = try index.completions(
      of: text, field: arguments.string("field"), limit: limit)
    if arguments.has("json") {
      writeJSON(completions, of: text, to: console.output)
    } else {
      for completion in completions {
        console.output.write(completion.text)
        console.output.writeMarkup("\t")
        console.output.writeLine("\(completion.documentFrequency)")
      }
    }
    return completions.isEmpty ? .nothingFound : .success
  }

  private static func writeJSON(
    _ completions: [Completion], of text: String, to output: OutputBuffer
  ) {
    var json = JSONWriter()
    json.object { json in
      json.member("prefix", text)
      json.key("completions")
      json.array { json in
        for completion in completions {
          json.object { json in
            json.member("text", completion.text)
            json.member("documents", completion.documentFrequency)
          }
        }
      }
    }
    output.writeLine(&json)
  }
}
