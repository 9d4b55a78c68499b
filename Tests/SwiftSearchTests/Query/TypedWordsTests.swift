import Testing

@testable import SwiftSearch

/// Which parts of a typed query are words that may be corrected.
@Suite struct TypedWordsTests {
  private func words(_ text: String) -> [String] {
    TypedWords(text, limit: 100).words.map { word in
      #expect(String(text[word.range]) == word.text)
      return (word.field.map { $0 + ":" } ?? "") + (word.isQuoted ? "\"" : "") + word.text
    }
  }

  @Test(arguments: [
    ("colny models", ["colny", "models"]), ("+colny -models", ["colny"]),
    ("colny AND (models OR NOT bees) hive", ["colny", "models", "hive"]),
    ("title:colny^3 AI", ["title:colny", "AI"]),
    ("title:(a colny) bee", ["title:a", "title:colny", "bee"]),
    ("-(a b) c", ["c"]), ("\"AI colny\"~3 bee", ["\"AI", "\"colny", "bee"]),
    ("-\"AI colny\" bee", ["bee"]), ("title:\"AI colny\"", ["title:\"AI", "title:\"colny"]),
    ("sover*gnty matsumto~ x?y /col.*/ bee", ["bee"]),
    ("size:[ten TO twenty] {a TO b} bee", ["bee"]), ("date:>=2026-06-01 mp3 bee", ["bee"]),
    ("what is a colny?", ["what", "is", "a", "colny"]), ("wi-fi C++ don't", []),
    ("https://example.org bee", ["bee"]), ("阅读 colny", ["阅读", "colny"]),
    ("“AI colny” bee", ["\"AI", "\"colny", "bee"]), ("a - b", ["a"]), ("((( )) \"", []),
    ("title: bee", ["bee"]), ("", []),
  ])
  func wordsAreToldFromTheRest(_ text: String, _ expected: [String]) {
    #expect(words(text) == expected, "\(text)")
  }

  @Test func theyAreBounded() {
    #expect(TypedWords(String(repeating: "bee ", count: 100), limit: 7).words.count == 7)
  }

  /// Any text can be typed; each word that is found is one of its words.
  @Test(arguments: 0..<200)
  func anyTextIsRead(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let parts = Array("ab阅é \"()[]{}:+-~^/*?“\u{301}\n2").map { String($0) } + ["NOT ", " OR "]
    let text = (0..<random.below(40)).map { _ in random.pick(parts) }.joined()
    var end = text.startIndex
    for word in TypedWords(text, limit: 50).words {
      #expect(word.range.lowerBound >= end && !word.range.isEmpty, "seed \(seed): \(text)")
      #expect(word.text.allSatisfy { $0.isLetter }, "seed \(seed): \(text)")
      end = word.range.upperBound
    }
  }
}
