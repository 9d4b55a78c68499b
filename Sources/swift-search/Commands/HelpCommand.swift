/// `swift-search help`: the overview, or the help of one subcommand.
enum HelpCommand {
  static let subcommand = Subcommand(
    name: "help",
    summary: "show how to use a command",
    usage: ["help [COMMAND]"],
    examples: [("swift-search help query", "everything about 'query'")],
    options: [.help],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    guard let name = arguments.operands.first else {
      HelpText.overview.forEach(console.output.writeLine)
      return .success
    }
    let subcommand = try CommandLineTool.find(name)
    HelpText.lines(for: subcommand).forEach(console.output.writeLine)
    return .success
  }
}
