import Foundation
import SwiftSearch

/// Text of English, Chinese, Japanese and Korean words, mixed as people mix them, in all the forms
/// that fold to one: decomposed, half-width, full-width, with variation selectors.
struct RandomMixedText {
  var random: SeededGenerator

  private static let words = [
    "university", "universities", "wi-fi", "wifi", "HTTPSConnection", "https", "connection",
    "snake_case", "iPhone15", "GPT-5.5", "C++", "C", ".NET", "AT&T", "U.S.A.", "usa", "Matsumoto's",
    "café", "Straße", "1,000", "v1.2.3", "5G手机", "日本語search", "running", "can't", "😀",
  ]
  private static let runs = Array("漢字国際國东東京都図書館人工智能サーバーカタカナヴガパひらがな時々한국어를서울의葛𠮷城")

  init(seed: Int) {
    random = SeededGenerator(seed: seed)
  }

  mutating func word() -> String { disguised(random.pick(Self.words)) }

  /// Up to `longest` characters of Han, kana and Hangul.
  mutating func run(longest: Int) -> String {
    let count = 1 + random.below(longest)
    return disguised(String((0..<count).map { _ in random.pick(Self.runs) }))
  }

  mutating func part(of run: String) -> String {
    let characters = Array(run)
    let start = random.below(characters.count - 1)
    let count = 2 + random.below(characters.count - start - 1)
    return disguised(String(characters[start..<start + count]))
  }

  /// Without line ends, which a snippet makes spaces of, and these separate runs.
  mutating func text(words: Int) -> String {
    var text = ""
    for _ in 0..<words {
      text += random.oneIn(2) ? word() : run(longest: 6)
      text += random.pick([" ", " ", " ", ", ", "、", "。", " (", "", "-"])
    }
    return text
  }

  /// A word, a part of a run or a phrase, of which most are somewhere in `texts`.
  mutating func query(from texts: [String]) -> Query {
    let text = random.pick(texts)
    let pieces = text.split { " ,、。(".contains($0) }.map(String.init)
    guard let piece = pieces.isEmpty ? nil : random.pick(pieces) else { return .text(word()) }
    switch random.below(6) {
    case 0: return .text(word())
    case 1: return .phrase(disguised(pieces.prefix(2).joined(separator: " ")))
    case 2 where piece.count >= 2: return .text(part(of: piece))
    case 3: return .text(run(longest: 2))
    default: return .text(disguised(piece))
    }
  }

  /// The same text in another of its forms, or as it is.
  private mutating func disguised(_ text: String) -> String {
    switch random.below(6) {
    case 0: return text.decomposedStringWithCanonicalMapping
    case 1: return text.precomposedStringWithCompatibilityMapping
    case 2: return text.uppercased()
    case 3:
      return text.applyingTransform(.fullwidthToHalfwidth, reverse: random.oneIn(2)) ?? text
    default: return text
    }
  }
}
