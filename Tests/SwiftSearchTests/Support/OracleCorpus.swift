import Foundation
import Testing

@testable import SwiftSearch

/// A corpus whose queries are compared with the oracle's answers: plain words, as unevenly frequent
/// as those of real texts, some CJK, numbers, dates and keywords.
struct OracleCorpus: CustomTestStringConvertible, Sendable {
  let name: String
  let seed: Int
  let documentCount: Int
  let wordCount: Int
  /// How many words the longest text has; most have far fewer.
  var longest = 12
  /// From how many texts the documents take theirs; few make many ties.
  var textCount: Int?
  var segmentCount = 1
  var hasDeletions = false
  var hasFields = true
  var analysis = AnalysisOptions.general
  let queryCount: Int
  /// How many of the ways to search each query is answered in.
  var waysPerQuery = 5

  var testDescription: String { name }

  /// The word of a rank. Three in four belong to stems that have several forms.
  static func word(_ rank: Int) -> String {
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "so", "ti", "vu", "za"]
    var rest = rank / 4
    var word = ""
    for _ in 0..<4 {
      word += syllables[rest % 10]
      rest /= 10
    }
    return word + ["", "t", "ted", "ting"][rank % 4]
  }

  static let characters = Array("人工智能国家技術日本語東京都図書館の手機한국어서울カタカナ")

  static func rank(of count: Int, _ random: inout SeededGenerator) -> Int {
    let uniform = Double(random.below(1 << 30)) / Double(1 << 30)
    return min(count - 1, Int(pow(Double(count), uniform)) - 1)
  }

  func word(_ random: inout SeededGenerator) -> String {
    Self.word(Self.rank(of: wordCount, &random))
  }

  static func run(_ random: inout SeededGenerator, longest: Int) -> String {
    String((0...random.below(longest)).map { _ in characters[rank(of: characters.count, &random)] })
  }

  private func text(_ random: inout SeededGenerator) -> String {
    let share = Double(random.below(1 << 20)) / Double(1 << 20)
    var words: [String] = []
    for _ in 0...Int(Double(longest - 1) * share * share) {
      let word = random.oneIn(14) ? Self.run(&random, longest: 5) : word(&random)
      words.append(word)
      // Frequencies are uneven too, a few beyond a byte.
      if longest > 3, random.oneIn(20) {
        let count = random.oneIn(200) ? 300 : 1 + random.below(6)
        words += [String](repeating: word, count: count)
      }
    }
    return words.joined(separator: " ")
  }

  private func document(
    _ key: String, _ text: String, _ random: inout SeededGenerator
  ) -> Document {
    var document = Document(key: key, fields: [.init("text", .text(text))])
    guard hasFields else {
      if random.oneIn(4) { document.fields.append(.init("n", .number(Double(random.below(9))))) }
      return document
    }
    if random.oneIn(3) { document.fields.append(.init("title", .text(word(&random)))) }
    if random.oneIn(3) {
      document.fields.append(.init("tag", .keyword("tag \(Self.rank(of: 9, &random))")))
    }
    if !random.oneIn(3) {
      document.fields.append(.init("n", .number(Double(Self.rank(of: 30, &random)))))
    }
    if random.oneIn(3) {
      let seconds = 1_700_000_000 + Double(random.below(90_000)) * 1000
      document.fields.append(.init("date", .date(Date(timeIntervalSince1970: seconds))))
    }
    return document
  }

  func build() throws -> ComparedIndex {
    var random = SeededGenerator(seed: seed)
    var options = WriterOptions()
    options.analysis = analysis
    options.storesText = false
    var index = try ComparedIndex(options: options)
    let texts = (0..<(textCount ?? 0)).map { _ in text(&random) }
    for number in 0..<documentCount {
      if number > 0, number % (documentCount / segmentCount) == 0 {
        if random.oneIn(2) { try index.flush() } else { try index.commit() }
      }
      let isOld = hasDeletions && number > 0 && random.oneIn(20)
      if hasDeletions, random.oneIn(25) { try index.delete("\(random.below(documentCount))") }
      let text = texts.isEmpty ? text(&random) : random.pick(texts)
      try index.add(document("\(isOld ? random.below(number) : number)", text, &random))
    }
    try index.commit()
    return index
  }
}
