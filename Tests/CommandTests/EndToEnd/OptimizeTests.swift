import Testing

@Suite struct OptimizeTests {
  private let command: BuiltCommand

  init() throws {
    command = BuiltCommand(folder: try TemporaryFolder())
    for number in 0..<40 {
      try command.folder.write("ant number \(number)", to: "docs/\(number).txt")
    }
  }

  private func segments() throws -> JSONValue? {
    try JSONValue(try command.run("stats", "--json").output)["segments"]
  }

  @Test(arguments: [[], ["--reorder"], ["--reorder", "--jobs", "1", "--memory", "2M"]])
  func theAnswersStayAndTheSegmentsBecomeOne(options: [String]) throws {
    #expect(try command.run("index", "docs", "--memory", "1M").status == 0)
    try command.folder.write("bee", to: "docs/40.txt")
    #expect(try command.run("index", "docs").status == 0)
    try command.folder.write("ant again", to: "docs/0.txt")
    #expect(try command.run("index", "docs").status == 0)
    let before = try command.run("query", "--limit", "100", "ant").lines.count
    let outcome = try command.shell("$COMMAND optimize \(options.joined(separator: " "))")
    #expect(outcome.status == 0, "\(outcome.diagnostics)")
    #expect(outcome.output.contains("became 1 segment"))
    #expect(try command.run("query", "--limit", "100", "ant").lines.count == before)
    #expect(try segments() == .number(1))
  }

  @Test func anOperandIsAnError() throws {
    #expect(try command.run("optimize", "docs").status == 2)
  }

  @Test func jobsDoNotChangeTheAnswer() throws {
    var answers: Set<[String]> = []
    for jobs in ["1", "2", "7"] {
      #expect(try command.run("index", "docs", "--jobs", jobs, "--index", jobs).status == 0)
      let outcome = try command.run("query", "--index", jobs, "--limit", "50", "ant number")
      answers.insert(outcome.lines)
    }
    #expect(answers.count == 1)
    #expect(try command.run("index", "docs", "--jobs", "0").status == 2)
  }

  /// The command waits for input, and gets the signal meanwhile.
  @Test func anInterruptionKeepsWhatIsComplete() throws {
    let outcome = try command.shell(
      """
      mkfifo input; $COMMAND index docs - < input & process=$!; exec 3> input
      echo '{"id": "1", "text": "ant"}' >&3; sleep 1; kill -TERM $process; sleep 1
      echo '{"id": "2", "text": "ant"}' >&3; exec 3>&-; wait $process
      """)
    #expect(outcome.status == 130)
    #expect(outcome.output.hasPrefix("interrupted"))
    #expect(try command.run("query", "ant").status == 0)
    let again = try command.run("index", "docs")
    #expect(again.status == 0)
    #expect(again.output.hasPrefix("0 documents indexed, 40 files unchanged"))
  }
}
