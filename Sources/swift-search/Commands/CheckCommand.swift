import SwiftSearch

/// `swift-search check`: whether an index is intact, and how to save what is.
enum CheckCommand {
  static let subcommand = Subcommand(
    name: "check",
    summary: "read every byte of an index and say what is damaged; or repair it",
    usage: ["check [--repair] [--index DIR] [--json]"],
    examples: [
      ("swift-search check --index wiki", "is that index as it was written?"),
      ("swift-search check --repair --index wiki", "keep what is intact, list what is lost"),
    ],
    notes: [
      "Exit status: 0 intact, or repaired without a loss of documents; 1 damaged, or documents",
      "were lost; 2 error. A repair publishes a new commit of the intact segments and removes",
      "damaged files; the next 'swift-search index' reads all files again if something was lost.",
      "Ctrl-C ends the reading, and leaves the index as it was.",
    ],
    options: [
      .flag("repair", "keep what is intact, drop what is damaged"),
      .wait, .index, .json,
      .flag("quiet", short: "q", "show no progress"),
      .help,
    ],
    run: run)

  @Sendable private static func run(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    try arguments.requireNoOperand(of: "check")
    let directory = try IndexLocation.toRead(arguments, console)
    let stages = StageReporter(width: arguments.has("quiet") ? nil : console.diagnosticsWidth)
    let report: CheckReport
    do {
      report = try Interruption.during { stop in
        defer { stages.finish() }
        guard arguments.has("repair") else {
          let check = try SearchIndex.check(
            directory: directory, until: stop, progress: stages.reportCheck)
          return CheckReport(check: check, directory: directory)
        }
        let repair = try IndexWriter.repair(
          directory: directory, lockTimeout: arguments.lockTimeout, until: stop,
          progress: stages.reportCheck)
        return CheckReport(check: repair.check, repair: repair, directory: directory)
      }
    } catch let error as IndexError where error.code == .stopped {
      console.diagnostics.writeLine("swift-search: \(error)")
      return .interrupted
    }
    if arguments.has("json") {
      report.writeJSON(to: console.output)
    } else {
      report.lines.forEach(console.output.writeLine)
    }
    return report.isGood ? .success : .nothingFound
  }
}
