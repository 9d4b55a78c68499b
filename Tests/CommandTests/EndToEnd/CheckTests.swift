import Foundation
import Testing

@Suite struct CheckTests {
  private let command: BuiltCommand

  init() throws {
    command = BuiltCommand(folder: try TemporaryFolder())
    for number in 0..<5 {
      try command.folder.write("ant number \(number)", to: "docs/\(number).md")
    }
    _ = try command.run("index", "docs", "--quiet")
    try command.folder.write("ant number 5", to: "docs/5.md")
    _ = try command.run("index", "docs", "--quiet")
  }

  /// Changes a byte in the middle of the only, or the last, file with a suffix.
  private func damage(_ suffix: String) throws {
    let folder = command.folder.url(".swift-search")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let file = folder.appendingPathComponent(
      try #require(names.sorted().last { $0.hasSuffix(suffix) }))
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file, options: .atomic)
  }

  @Test func anIntactIndexIsSaidToBe() throws {
    let outcome = try command.run("check")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("is intact: commit 2, "))
    let json = try JSONValue(try command.run("check", "--json").output)
    #expect(json["intact"] == .bool(true))
    #expect(json["generation"] == .number(2))
    #expect(try command.run("check", "docs").status == 2)
  }

  @Test func damageIsToldAndRepaired() throws {
    try damage(".segment")
    let outcome = try command.run("check")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("1 damaged file"))
    #expect(outcome.output.contains("check --repair"))
    #expect(try command.run("query", "ant").status == 2)
    let json = try JSONValue(try command.run("check", "--json").output)
    #expect(json["damages"].elements.count == 1)
    #expect(json["damages"].elements.first?["file"].string.hasSuffix(".segment") == true)
    let repaired = try command.run("check", "--repair")
    #expect(repaired.status == 1, "documents were lost")
    #expect(repaired.output.contains("lost:"))
    #expect(try command.run("check").status == 0)
    // The files are still there, and are read again.
    #expect(try command.run("index", "docs").output.hasPrefix("6 documents indexed"))
    #expect(try command.run("query", "--files", "ant").lines.count == 6)
  }

  @Test func aDamagedCommitIsRestoredWithoutLoss() throws {
    try damage(".commit")
    let outcome = try command.shell("exec \"$COMMAND\" query ant")
    #expect(outcome.status == 2 && outcome.diagnostics.contains("check --repair"))
    let repaired = try command.run("check", "--repair")
    #expect(repaired.status == 0)
    #expect(repaired.output.contains("lost: nothing"), "\(repaired.output)")
    #expect(try command.run("query", "--files", "ant").lines.count == 6)
    #expect(try command.run("index", "docs").output.hasPrefix("0 documents indexed"))
  }

  @Test func aLostCommitIsAnErrorThatSaysWhatToDo() throws {
    try damage(".commit")
    try damage(".copy")
    for arguments in [["check", "--repair"], ["query", "ant"], ["index", "docs"]] {
      let outcome = try command.shell("exec \"$COMMAND\" " + arguments.joined(separator: " "))
      #expect(outcome.status == 2)
      #expect(outcome.diagnostics.contains("make it again"), "\(outcome.diagnostics)")
    }
    #expect(try command.run("check").status == 1)
  }

  @Test func documentsAreDeletedByQueryAndByKey() throws {
    #expect(try command.run("delete", "\"number 3\"").output == "1 document deleted\n")
    #expect(try command.run("delete", "nothing").status == 1)
    #expect(try command.run("delete", "--key", "4.md", "0.md", "none").output.hasPrefix("2 doc"))
    #expect(try command.run("query", "--files", "ant").lines.sorted() == ["1.md", "2.md", "5.md"])
    // Until its file changes, what was deleted stays so.
    #expect(try command.run("index", "docs").output.hasPrefix("0 documents indexed"))
    try command.folder.write("ant again", to: "docs/3.md")
    #expect(try command.run("index", "docs").status == 0)
    #expect(try command.run("query", "--files", "again").lines == ["3.md"])
    #expect(try command.run("delete").status == 2)
    #expect(try command.run("delete", "ant", "--index", "nowhere").status == 2)
  }

  @Test func olderCommitsAreKeptOnRequest() throws {
    #expect(try command.run("rollback", "--to", "1").status == 2, "none is kept")
    #expect(try command.run("index", "docs", "--quiet", "--keep-commits", "2").status == 0)
    try command.folder.write("bee", to: "docs/6.md")
    #expect(try command.run("index", "docs", "--quiet").status == 0)
    let lines = try command.run("rollback").lines
    #expect(lines.count == 4, "\(lines)")
    #expect(try command.run("rollback", "--to", "3").output.contains("holds what commit 3 held"))
    #expect(try command.run("query", "bee").status == 1)
    #expect(try command.run("rollback", "--to", "4", "--quiet").status == 0)
    #expect(try command.run("query", "bee").status == 0)
    #expect(try command.run("rollback", "--json").lines.count == 3)
    #expect(try command.run("check").status == 0)
  }

  /// A writer that waits for input has the lock meanwhile.
  @Test func aSecondWriterIsToldOrWaits() throws {
    let outcome = try command.shell(
      """
      mkfifo input; $COMMAND index - < input > first & exec 3> input
      while ! grep -q process .swift-search/writer.lock; do sleep 0.05; done; sleep 0.2
      $COMMAND index docs 3>&-; echo "status $?"
      $COMMAND index docs --wait > second 3>&- & sleep 0.3
      echo '{"id": "1", "text": "cat"}' >&3; exec 3>&-; wait; cat first second
      """)
    #expect(outcome.output.hasPrefix("status 2\n"))
    #expect(outcome.diagnostics.contains("another writer has the index open (process "))
    #expect(outcome.diagnostics.contains("; wait until it has finished, or add --wait\n"))
    #expect(outcome.output.contains("1 document indexed"))
    #expect(outcome.output.contains("6 files unchanged"), "\(outcome.output)")
    #expect(try command.run("query", "cat").status == 0)
  }
}
