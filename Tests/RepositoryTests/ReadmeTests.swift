import Testing

@Suite struct ReadmeTests {
  @Test func theExampleIsCodeThatATestCompiles() throws {
    let shown = ReadmeExample.lines(inReadme: try Repository.text("README.md"))
    let compiled = ReadmeExample.lines(
      inTest: try Repository.text("Tests/SwiftSearchTests/ReadmeExampleTests.swift"))
    #expect(shown.count > 5)
    #expect(shown == compiled)
  }

  @Test func aPlantedDifferenceIsFound() {
    let readme = "a\n```swift\nimport SwiftSearch\n\nlet a = f(\"my-index\")\n  .b\n```\n"
    let test = "  {\n    // README begins\n    let a = f(directory)\n      .b\n    // README ends\n"
    let expected = ["let a = f(directory)", "  .b"]
    #expect(ReadmeExample.lines(inReadme: readme) == expected)
    #expect(ReadmeExample.lines(inTest: test) == expected)
    let altered = test.replacing("  .b", with: "  .c")
    #expect(ReadmeExample.lines(inTest: altered) != expected)
  }

  @Test func theCommandsStandWordForWord() throws {
    let lines = try Repository.text("README.md").split(separator: "\n")
    let query = #"swift run -c release swift-search query "AI colony" --in Examples/corpus"#
    #expect(lines.contains(Substring(query)))
    #expect(lines.contains("swift test"))
  }
}
