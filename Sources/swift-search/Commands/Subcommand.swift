/// One of the things that the command can do.
struct Subcommand: Sendable {
  var name: String
  /// What it does, in a few words, for the list of commands.
  var summary: String
  /// The forms of the command line, without `swift-search`.
  var usage: [String]
  /// Example command lines, each with what it shows.
  var examples: [(command: String, effect: String)]
  /// What the examples and the options leave open.
  var notes: [String] = []
  var options: [Option]
  var run: @Sendable (ParsedArguments, Console) throws -> ExitStatus
}

/// How the process ends.
enum ExitStatus: Int32 {
  case success = 0
  case nothingFound = 1
  case failure = 2
  /// What a shell makes of a process that Ctrl-C has ended.
  case interrupted = 130
}
