import SwiftSearch

/// The whole command: finds the subcommand, runs it, and turns every error into one line and an
/// exit status.
enum CommandLineTool {
  static let version = "0.1.0"

  static let subcommands: [Subcommand] = [
    IndexCommand.subcommand, QueryCommand.subcommand, CompleteCommand.subcommand,
    StatsCommand.subcommand, OptimizeCommand.subcommand, CheckCommand.subcommand,
    DeleteCommand.subcommand,
    RollbackCommand.subcommand, ExportCommand.subcommand, HelpCommand.subcommand,
  ]

  static func run(_ arguments: [String], _ console: Console) -> ExitStatus {
    do {
      return try dispatch(arguments, console)
    } catch let error as QueryError {
      error.report(to: console.diagnostics)
    } catch {
      // Both kinds of error describe themselves as "what; what to do".
      console.diagnostics.writeLine("swift-search: \(error)")
    }
    return .failure
  }

  private static func dispatch(_ arguments: [String], _ console: Console) throws -> ExitStatus {
    guard let name = arguments.first else {
      HelpText.overview.forEach(console.diagnostics.writeLine)
      return .failure
    }
    switch name {
    case "--help", "-h":
      HelpText.overview.forEach(console.output.writeLine)
      return .success
    case "--version":
      console.output.writeLine("swift-search \(version)")
      return .success
    default:
      let subcommand = try find(name)
      let parser = OptionParser(command: subcommand.name, options: subcommand.options)
      let parsed = try parser.parse(Array(arguments.dropFirst()))
      if parsed.has("help") {
        HelpText.lines(for: subcommand).forEach(console.output.writeLine)
        return .success
      }
      return try run(subcommand, parsed, console)
    }
  }

  private static func run(
    _ subcommand: Subcommand, _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    do {
      return try subcommand.run(arguments, console)
    } catch var error as IndexError where error.code == .locked {
      if subcommand.options.contains(where: { $0.name == Option.wait.name }) {
        error.advice += ", or add --wait"
      }
      throw error
    }
  }

  static func find(_ name: String) throws(CommandError) -> Subcommand {
    if let found = subcommands.first(where: { $0.name == name }) { return found }
    let kind = name.hasPrefix("-") ? "option" : "command"
    let candidates = subcommands.map(\.name) + ["--help", "--version"]
    if let near = NearestName.find(name, among: candidates) {
      throw CommandError("unknown \(kind) '\(name)'", advice: "did you mean '\(near)'?")
    }
    throw CommandError(
      "unknown \(kind) '\(name)'", advice: "'swift-search help' lists the commands")
  }
}
