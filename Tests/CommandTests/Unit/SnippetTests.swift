import SwiftSearch
import Testing

@testable import swift_search

@Suite struct SnippetTests {
  private func snippet(_ text: String, _ highlights: [Range<Int>]) -> Snippet {
    Snippet(field: "text", text: text, highlights: highlights, line: 1)
  }

  @Test func matchesAreMarked() {
    #expect(SnippetPainter.marked(snippet("an AI colony", [3..<5, 6..<12])) == "an «AI» «colony»")
    #expect(SnippetPainter.marked(snippet("法律建議", [3..<9])) == "法«律建»議")
    #expect(SnippetPainter.marked(snippet("plain", [])) == "plain")
    #expect(SnippetPainter.marked(snippet("", [])) == "")
  }

  @Test func marksSurroundTextThatIsSafe() {
    let marked = SnippetPainter.marked(snippet("a\u{1B}[2J b\u{1B}c", [6..<9]))
    #expect(marked == "a\\u{1B}[2J «b\\u{1B}c»")
  }

  @Test func rangesThatDoNotFitNeverTrap() {
    #expect(SnippetPainter.marked(snippet("abc", [1..<99])) == "a«bc»")
    #expect(SnippetPainter.marked(snippet("abc", [50..<99])) == "abc")
    #expect(SnippetPainter.marked(snippet("abc", [1..<2, 0..<2])) == "a«b»c")
    #expect(!SnippetPainter.marked(snippet("法律", [1..<4])).isEmpty)
  }

  @Test func linesBreakAtSpaces() {
    let runs = [TextRun(text: "one two ", isMatch: false), TextRun(text: "three", isMatch: true)]
    let lines = LineWrapping.wrap(runs, to: 8)
    #expect(
      lines == [[.init(text: "one two", isMatch: false)], [.init(text: "three", isMatch: true)]])
  }

  @Test func scriptsWithoutSpacesBreakBetweenCharacters() {
    let lines = LineWrapping.wrap([TextRun(text: "法律建議，不構成", isMatch: false)], to: 8)
    #expect(lines.map { $0.map(\.text).joined() } == ["法律建", "議，不構", "成"])
  }

  @Test func noLineIsWiderThanAskedAndNothingIsLost() {
    let text = "GPT-5.5は強力なモデルです。 a verylongwordthatfitsnowhere 한국어 검색 엔진 end"
    for width in 2...40 {
      let lines = LineWrapping.wrap([TextRun(text: text, isMatch: false)], to: width)
        .map { $0.map(\.text).joined() }
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}
