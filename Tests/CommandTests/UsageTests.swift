import Foundation
import Testing

/// What the command says before it has any index: help, usage errors, exit statuses.
@Suite struct UsageTests {
  private let command: BuiltCommand

  init() throws { command = BuiltCommand(folder: try TemporaryFolder()) }

  @Test func noArgumentsShowTheOverviewAsAnError() throws {
    let outcome = try command.run()
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.contains("Commands:"))
  }

  @Test(arguments: ["--help", "-h", "help"]) func helpListsEveryCommand(_ form: String) throws {
    let outcome = try command.run(form)
    #expect(outcome.status == 0)
    for name in ["index", "query", "complete", "stats", "export", "help"] {
      #expect(outcome.output.contains("  \(name) "))
    }
  }

  @Test(arguments: ["index", "query", "complete", "stats", "export", "help"])
  func everyCommandHasHelpWithExamples(_ name: String) throws {
    let outcome = try command.run(name, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Examples:\n  "))
    #expect(outcome.output.contains("--help"))
    #expect(outcome.output == (try command.run("help", name)).output)
    #expect(outcome.lines.allSatisfy { $0.count <= 100 })
  }

  @Test func versionIsOneLine() throws {
    let outcome = try command.run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output == "swift-search 0.1.0\n")
  }

  @Test(arguments: [
    (["qurey"], "did you mean 'query'?"),
    (["--versoin"], "did you mean '--version'?"),
    (["query", "--limt", "3", "x"], "did you mean '--limit'?"),
    (["query", "--limit", "ten", "x"], "--limit does not take 'ten'"),
    (["query", "--limit", "-1", "x"], "--limit does not take '-1'"),
    (["query", "--limit"], "--limit needs a value"),
    (["query", "--json=yes", "x"], "--json takes no value"),
    (["query", "--b", "2", "x"], "a number from 0 to 1"),
    (["query", "--color", "sometimes", "x"], "auto, always, never"),
    (["query"], "there is no query"),
    (["query", "x", "-ai"], "write -- before"),
    (["query", "--json", "--files", "x"], "exclude each other"),
    (["query", "--trec", "x"], "add --topics FILE"),
    (["query", "--topics", "none.tsv", "x"], "leave out one"),
    (["query", "--in", "nowhere", "x"], "'nowhere' does not exist"),
    (["query", "--in", "/etc/hosts", "x"], "'/etc/hosts' is not a folder"),
    (["query", "--fresh", "x"], "add --in FOLDER"),
    (["query", "x"], "there is no index here"),
    (["index"], "nothing to index"),
    (["index", "-", "--watch"], "standard input cannot be watched"),
    (["index", "nowhere"], "'nowhere' does not exist"),
    (["index", ".", "--memory", "lots"], "a size such as 64M"),
    (["index", ".", "--memory", "1k"], "at least 1M"),
    (["complete"], "there is nothing to complete"),
    (["complete", "co"], "there is no index here"),
    (["stats"], "there is no index here"),
    (["stats", "wiki"], "--index wiki"),
    (["export"], "add --terms or --documents"),
    (["help", "qery"], "did you mean 'query'?"),
  ])
  func errorsAreOneLineThatSaysWhatToDo(_ arguments: [String], _ expected: String) throws {
    let outcome = try command.shell(
      "exec \"$COMMAND\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.hasPrefix("swift-search: "))
    #expect(outcome.diagnostics.filter { $0 == "\n" }.count == 1)
    #expect(outcome.diagnostics.contains(expected), "\(outcome.diagnostics)")
    #expect(try command.folder.listing(of: "").isEmpty)
  }

  @Test func errorsAreSafeForATerminal() throws {
    let hostile = "\u{1B}[2J\u{7}\u{9B}\u{202E}\u{7F}\n"
    for arguments in [[hostile], ["index", hostile], ["query", "--" + hostile]] {
      let outcome = try command.shell(
        "exec \"$COMMAND\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
      #expect(outcome.status == 2)
      #expect(rawControlCharacters(in: outcome.diagnostics) == [])
      #expect(outcome.diagnostics.contains("\\u{1B}[2J\\u{7}\\u{9B}\\u{202E}\\u{7F} "))
    }
  }

  @Test func aClosedPipeEndsTheCommandQuietly() throws {
    let outcome = try command.shell(
      "(trap '' PIPE; \"$COMMAND\" help query; echo $? > status) | true; cat status")
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.output == "0\n")
  }

  #if os(Linux)
    @Test func aFullDiskIsAnError() throws {
      let outcome = try command.shell("exec \"$COMMAND\" --help > /dev/full")
      #expect(outcome.status == 2)
      #expect(outcome.diagnostics.contains("cannot write the output"))
    }
  #endif
}
