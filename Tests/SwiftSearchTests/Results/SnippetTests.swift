import Foundation
import Testing

@testable import SwiftSearch

@Suite struct SnippetTests {
  /// The snippets of one document whose text is `text`, with the highlights in brackets.
  private func marked(
    _ text: String, _ query: String, title: String? = nil, count: Int = 1, length: Int = 160
  ) throws -> [String] {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    var document = Document(key: "1", fields: [.init("text", .text(text))])
    if let title { document.fields.insert(.init("title", .text(title)), at: 0) }
    try writer.add(document)
    try writer.commit()
    let options = SearchOptions(snippetCount: count, snippetLength: length)
    let index = try SearchIndex(directory: directory.path)
    return try index.search(try Query(parsing: query), options: options).hits.first?.snippets
      .map { $0.marked } ?? []
  }

  @Test(arguments: [
    ("AI colony", "an “AI colony”.", "an “[AI] [colony]”."),
    ("\"ai colony\"", "AI, a colony. AI colony", "AI, a colony. [AI] [colony]"),
    ("東京都", "大東京都民", "大[東京都]民"),
    ("東京", "東京都と東京", "[東京]都と[東京]"),
    ("京", "東京都、京", "東[京]都、[京]"),
    ("都", "東京都", "東京[都]"),
    ("\"5G手机\"", "用5G手机,手机", "用[5G手机],手机"),
    ("a -b", "a c", "[a] c"),
    ("title:x a", "x a", "x [a]"),
    ("matsumoto", "Matsumoto's", "[Matsumoto]'s"),
    ("한국", "한국어", "[한국]어"),
    ("a", "x \t a \r\n y  ", "x [a] y"),
    ("a", "x\n a", "[a]"),
    ("a", "\u{600}a\u{600}a", "\u{600}[a]\u{600}[a]"),
    ("か", "か\u{3099}か", "か\u{3099}[か]"),
    ("漢", "漢\u{E0101}字", "[漢\u{E0101}]字"),
    ("漢", "漢\u{E0101}", "[漢\u{E0101}]"),
    ("が", "か\u{3099}き", "[か\u{3099}]き"),
    ("a", "  a", "[a]"),
  ])
  func highlightsAreTheMatches(query: String, text: String, expected: String) throws {
    #expect(try marked(text, query) == [expected], "\(query) in \(text)")
  }

  @Test(.timeLimit(.minutes(1)))
  func aCharacterOfManySignsIsPassedOverOnce() throws {
    let signs = String(repeating: "\u{600}", count: 60_000)
    #expect(try marked(signs + "zebra", "zebra") == [signs + "[zebra]"])
  }

  @Test func excludedWordsAreNotMarked() throws {
    #expect(try marked("a b", "+a -(b c)").isEmpty)
    #expect(try marked("a b", "+a -(+b +c)") == ["[a] b"])
  }

  @Test func textComesBeforeTheTitle() throws {
    #expect(
      try marked("no match but this a", "a", title: "a title", count: 2)
        == ["no match but this [a]", "[a] title"])
    #expect(try marked("lead", "a", title: "a title", count: 2) == ["lead", "[a] title"])
    #expect(try marked("lead", "a", title: "a title", count: 1) == ["lead"])
    #expect(try marked("lead", "a", title: "a title", count: 0) == [])
  }

  @Test func theBestPassageComesFirst() throws {
    let filler = String(repeating: "word ", count: 100)
    let text = "one " + filler + "one two " + filler + "two"
    let snippets = try marked(text, "one two", count: 3, length: 40)
    #expect(snippets.count == 3)
    #expect(snippets.first?.contains("[one] [two]") == true)
    #expect(Set(snippets).count == 3)
  }

  @Test func theLineIsThatOfTheFirstMatch() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    let lines = String(repeating: "line\r\n", count: 40) + "here\nend"
    try writer.add(Document(key: "1", fields: [.init("text", .text(lines))]))
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    #expect(try index.search(.text("here")).hits.first?.line == 41)
    #expect(try index.search(.text("end")).hits.first?.line == 42)
    #expect(try index.search(.text("line")).hits.first?.line == 1)
  }

  /// Whatever the text, every highlight is a term of the query and no character is cut.
  @Test(arguments: 0..<60)
  func randomTexts(seed: Int) throws {
    let analyzer = TextAnalyzer(options: .pairs)
    var random = RandomText(seed: UInt64(seed))
    let text = random.text(count: 30 + random.below(400))
    let tokens = analyzer.tokens(of: text).filter { $0.kind != .runEnd }
    guard !tokens.isEmpty else { return }
    let terms = (0..<3).map { _ in tokens[random.below(tokens.count)].text }
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      directory: directory.path, options: WriterOptions(analysis: .pairs))
    try writer.add(Document(key: "1", fields: [.init("text", .text(text))]))
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    let options = SearchOptions(
      snippetCount: 1 + random.below(4), snippetLength: random.below(120))
    let hits = try index.search(.boolean(should: terms.map { .text($0) }), options: options).hits
    let snippets = try #require(hits.first).snippets
    #expect(!snippets.isEmpty && snippets.count <= options.snippetCount, "seed \(seed)")
    // Matches that touch are one highlight, whose terms may pair characters of two of them.
    let wanted = Set(terms.flatMap { Array($0.unicodeScalars) })
    for snippet in snippets {
      expectWhole(snippet, of: text, seed)
      #expect(!snippet.highlights.isEmpty, "seed \(seed)")
      for highlight in snippet.highlights {
        let part = String(decoding: Array(snippet.text.utf8)[highlight], as: UTF8.self)
        let found = analyzer.tokens(of: part).filter { $0.kind != .runEnd }
        #expect(!found.isEmpty, "seed \(seed), \(part)")
        // A character that stands for several is marked whole, and so are two that touch.
        let isWanted = { (token: Token) in
          terms.contains(token.text) || token.text.unicodeScalars.allSatisfy(wanted.contains)
        }
        #expect(
          found.allSatisfy(isWanted)
            || part.allSatisfy { analyzer.tokens(of: String($0)).contains(where: isWanted) },
          "seed \(seed), \(part) of \(terms)")
      }
    }
  }

  private func expectWhole(_ snippet: Snippet, of text: String, _ seed: Int) {
    #expect(!snippet.text.unicodeScalars.contains("\u{FFFD}"), "seed \(seed)")
    func collapsed(_ text: String) -> String {
      let spaces: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{B}", "\u{C}"]
      return String(
        String.UnicodeScalarView(
          text.unicodeScalars.split { spaces.contains($0) }.joined(separator: [" "])))
    }
    // Literally, since a mark that stands on a space is on its own when the space goes.
    #expect(
      collapsed(text).range(of: snippet.text, options: .literal) != nil, "seed \(seed)")
    #expect(collapsed(snippet.text) == snippet.text, "seed \(seed)")
    var last = 0
    let utf8 = snippet.text.utf8
    for highlight in snippet.highlights {
      #expect(highlight.lowerBound >= last && !highlight.isEmpty, "seed \(seed)")
      last = highlight.upperBound + 1
      #expect(highlight.upperBound <= utf8.count, "seed \(seed)")
      for offset in [highlight.lowerBound, min(highlight.upperBound, utf8.count)] {
        let index = utf8.index(utf8.startIndex, offsetBy: offset)
        #expect(index.samePosition(in: snippet.text.unicodeScalars) != nil, "seed \(seed)")
      }
    }
  }
}

extension Snippet {
  /// The text with its highlights in brackets.
  fileprivate var marked: String {
    var bytes = Array(text.utf8)
    for highlight in highlights.reversed() {
      bytes.insert(UInt8(ascii: "]"), at: highlight.upperBound)
      bytes.insert(UInt8(ascii: "["), at: highlight.lowerBound)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
