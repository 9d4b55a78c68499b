import Foundation
import SwiftSearch

/// Documents of made-up English and CJK whose words are as unevenly frequent as those of real
/// texts: the word of rank `r` has a share of about `1 / r`.
struct RandomCorpus {
  var random: SeededGenerator
  let wordCount: Int
  /// One text in so many is CJK.
  var cjkShare = 3

  private static let characters = Array(
    "人工智能国家技術日本語東京都図書館の手機한국어서울カタカナひらがなー主権法律建議免責声明")
  private static let syllables = [
    "co", "lo", "ny", "na", "ti", "on", "so", "ver", "ei", "gn", "ty", "mo", "del", "ja", "pan",
    "Ma", "tsu", "Pre", "st", "Öl", "çé", "ß", "x", "7", "42",
  ]

  init(seed: Int, wordCount: Int) {
    random = SeededGenerator(seed: seed)
    self.wordCount = wordCount
  }

  private mutating func rank(of count: Int) -> Int {
    let uniform = Double(random.below(1 << 30)) / Double(1 << 30)
    return min(count - 1, Int(pow(Double(count), uniform)) - 1)
  }

  /// The word of a rank, always the same.
  static func word(_ rank: Int) -> String {
    var rest = rank
    var word = ""
    repeat {
      word += syllables[rest % syllables.count]
      rest /= syllables.count
    } while rest > 0
    return word
  }

  mutating func word() -> String { Self.word(rank(of: wordCount)) }

  /// Up to `longest` characters of Han, kana and Hangul.
  mutating func run(longest: Int) -> String {
    let count = 1 + random.below(longest)
    return String((0..<count).map { _ in Self.characters[rank(of: Self.characters.count)] })
  }

  mutating func text(words: Int) -> String {
    let isCJK = random.oneIn(cjkShare)
    var parts: [String] = []
    for _ in 0..<words {
      let part = random.oneIn(6) == isCJK ? word() : run(longest: 9)
      parts.append(part)
      if random.oneIn(9) { parts.append(random.pick([".", "、", "—", "\n\n", "(", "…"])) }
    }
    return parts.joined(separator: random.oneIn(20) ? "" : " ")
  }

  /// A document with fields of all types, most of which are sometimes missing.
  mutating func document(key: String, words: Int) -> Document {
    var document = Document(key: key)
    if !random.oneIn(5) { document.fields.append(.init("title", .text(text(words: 3)))) }
    for _ in 0..<(random.oneIn(8) ? random.below(3) : 1) {
      document.fields.append(.init("text", .text(text(words: 1 + random.below(2 * words)))))
    }
    for _ in 0..<random.below(3) {
      document.fields.append(.init("tag", .keyword("tag \(rank(of: 20))")))
    }
    if !random.oneIn(4) { document.fields.append(.init("n", .number(Double(rank(of: 50)) - 5))) }
    if !random.oneIn(4) {
      let seconds = 1_700_000_000 + Double(random.below(90_000)) * 1000
      document.fields.append(.init("date", .date(Date(timeIntervalSince1970: seconds))))
    }
    if random.oneIn(3) { document.fields.append(.init("note", .stored(word()))) }
    return document
  }
}
