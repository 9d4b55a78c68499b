import Testing

@testable import SwiftSearch

/// Unicode's own tests of word boundaries, held against the boundaries between our tokens.
///
/// We look for words, not for boundaries: what is left out, such as spaces, has none. So a line
/// passes if no token reaches over a boundary of the test, and each of the test's segments with a
/// letter or a digit is in one token. The lines that differ do so by one of ``tailoring(_:)``.
@Suite struct WordBreakTests {
  @Test func wordsAreThoseOfUnicodeButForTailorings() throws {
    guard let lines = VectorFile.lines("WordBreakTest.txt") else { return }
    var counts: [String: Int] = [:]
    var wrong: [String] = []
    for line in lines {
      let segments = line.split(separator: "÷").map { $0.replacing("×", with: " ") }
        .filter { $0.contains { !$0.isWhitespace } }.map { VectorFile.text($0) }
      let text = segments.joined()
      var place = 0
      var expected: Set<Range<Int>> = []
      for segment in segments {
        let end = place + segment.utf8.count
        if segment.unicodeScalars.contains(where: Self.isWord) { expected.insert(place..<end) }
        place = end
      }
      let found = Self.wholeWords(of: text)
      if found == expected {
        counts["same", default: 0] += 1
      } else if let tailoring = Self.tailoring(text) {
        counts[tailoring, default: 0] += 1
      } else {
        wrong.append("\(line) \(found)")
      }
    }
    print("WordBreakTest: \(counts.sorted { $0.value > $1.value })")
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20).joined(separator: "\n"))")
    #expect(counts["same", default: 0] > 1600)
  }

  /// Where words are, those of several parts as a whole.
  private static func wholeWords(of text: String) -> Set<Range<Int>> {
    let tokens = TextAnalyzer.general.tokens(of: text)
    let joined = tokens.filter { $0.kind == .joined }.map(\.source)
    let words = tokens.filter { $0.kind == .word }.map(\.source).filter { word in
      !joined.contains { $0.overlaps(word) }
    }
    return Set(joined + words)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    let entry = CharacterTable.scripts(.general)[scalar.value]
    return entry.isWord || entry.isRun || entry.isOf(.emoji) || entry.isOf(.flag)
  }

  /// Why we cut a text in another way than UAX #29, by what it has in it.
  private static func tailoring(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    func has(_ characters: String) -> Bool {
      scalars.contains { characters.unicodeScalars.contains($0) }
    }
    let table = CharacterTable.scripts(.general)
    if scalars.contains(where: { table[$0.value].isRun }) {
      return "runs of Han, kana and Hangul are cut into pairs, apart from other scripts"
    }
    if has("_") { return "a word neither begins nor ends with an underscore" }
    if has(":") { return "a colon joins no letters, as it does in Swedish only" }
    if has(".") { return "a full stop joins a digit and a letter, as in file names" }
    if has(",") { return "a comma joins thousands only, not the items of a list" }
    if has("'\"") { return "quotation marks join letters only, and are no part of Hebrew words" }
    if has("\u{200D}") { return "a joiner belongs to the emoji or the word before it" }
    return nil
  }
}
