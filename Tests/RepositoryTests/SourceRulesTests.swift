import Testing

@Suite struct SourceRulesTests {
  private func planted(_ text: String, path: String = "Sources/A.swift") -> RepositoryFile {
    RepositoryFile(path: path, text: text)
  }

  @Test func theSourcesKeepTheRules() throws {
    let files = try Repository.swiftFiles()
    #expect(files.count > 10)
    for file in files {
      #expect(SourceRules.forcedErrors(in: file) == [])
      #expect(SourceRules.longLines(in: file) == [])
      #expect(SourceRules.longFunctions(in: file) == [])
      #expect(SourceRules.vagueName(of: file) == [])
    }
  }

  @Test func unsafeCodeStaysInBytes() throws {
    let files = try Repository.swiftFiles().filter { $0.path.hasPrefix("Sources/") }
    #expect(!files.isEmpty)
    for file in files { #expect(SourceRules.unsafeCode(in: file) == []) }
  }

  @Test func nothingIsLeftForLater() throws {
    let files = try Repository.files(
      ["swift", "md", "py", "yml"],
      in: ["Sources", "Tests", "Benchmarks", "Fuzzing", "Examples", "Scripts"])
    #expect(files.contains { $0.path == "README.md" })
    for file in files { #expect(SourceRules.leftOverWork(in: file) == []) }
  }

  @Test func plantedUnsafeCodeIsFound() {
    let code = "// unsafe\nlet s = \"unsafe\"\nlet b = unsafe f()\nvar p: UnsafeRawPointer\n"
    #expect(SourceRules.unsafeCode(in: planted(code)).count == 2)
    #expect(SourceRules.unsafeCode(in: planted("final class A: @unchecked Sendable {}")).count == 1)
    let bytes = planted(code, path: "Sources/SwiftSearch/Bytes/A.swift")
    #expect(SourceRules.unsafeCode(in: bytes) == [])
  }

  @Test func plantedForcedErrorsAreFound() {
    let code = "let a = try! f()\nlet b = c as! Int\nlet d = try? f()\n"
    #expect(SourceRules.forcedErrors(in: planted(code)).count == 2)
  }

  @Test func plantedLongLinesAreFound() {
    let line = String(repeating: "x", count: 101)
    #expect(SourceRules.longLines(in: planted("a\n" + line)).count == 1)
    #expect(SourceRules.longLines(in: planted(String(line.dropLast()))) == [])
    #expect(SourceRules.longLines(in: planted(line, path: "Sources/CaseTables.swift")) == [])
  }

  @Test(arguments: ["func f() {", "@inline(__always) static func f(", "init() {", "var v: Int {"])
  func plantedLongFunctionsAreFound(opening: String) {
    let body = Array(repeating: "    g()", count: 69)
    let long = ["struct A {", "  " + opening] + body + ["  }", "}"]
    #expect(SourceRules.longFunctions(in: planted(long.joined(separator: "\n"))).count == 1)
    let short = ["struct A {", "  " + opening] + body.dropLast() + ["  }", "}"]
    #expect(SourceRules.longFunctions(in: planted(short.joined(separator: "\n"))) == [])
  }

  @Test func requirementsOfProtocolsHaveNoBody() {
    let body = Array(repeating: "    g()", count: 80)
    let code =
      ["protocol A {", "  func f()", "}", "struct B {", "  let c = {"] + body + ["  }", "}"]
    #expect(SourceRules.longFunctions(in: planted(code.joined(separator: "\n"))) == [])
  }

  @Test func plantedNamesAndMarksAreFound() {
    #expect(SourceRules.vagueName(of: planted("", path: "Sources/StringUtils.swift")).count == 1)
    #expect(SourceRules.leftOverWork(in: planted("a\n// TO" + "DO: b")).count == 1)
    #expect(SourceRules.leftOverWork(in: planted("// FIX" + "ME")).count == 1)
  }
}
