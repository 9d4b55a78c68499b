import Foundation
import Testing

@testable import SwiftSearch

@Suite struct EnglishStemmerTests {
  private static let vocabulary: [(word: [UInt8], stem: [UInt8])]? = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../../shared/vectors").standardized
    func lines(_ name: String) -> [[UInt8]]? {
      guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
      else { return nil }
      return text.split(separator: "\n").map { Array($0.utf8) }
    }
    guard let words = lines("snowball-english-voc.txt"),
      let stems = lines("snowball-english-output.txt"), words.count == stems.count
    else { return nil }
    return Array(zip(words, stems)).map { (word: $0, stem: $1) }
  }()

  private static func hasVocabulary() -> Bool { vocabulary != nil }

  @Test(.enabled(if: hasVocabulary(), "../shared/vectors is not there"))
  func theVocabularyHasItsStems() throws {
    let vocabulary = try #require(Self.vocabulary)
    let wrong = vocabulary.filter { EnglishStemmer.stem($0.word) != $0.stem }
    #expect(vocabulary.count == 42_649)
    #expect(wrong.map { String(decoding: $0.word, as: UTF8.self) } == [])
  }

  @Test(.enabled(if: hasVocabulary(), "../shared/vectors is not there"))
  func thePrefixOfAStemFindsItsWholeGroup() throws {
    let vocabulary = try #require(Self.vocabulary)
    for (word, stem) in vocabulary where !word.contains(EnglishStemmer.apostrophe) {
      #expect(isCandidate(word, ofStem: stem), "\(String(decoding: word, as: UTF8.self))")
    }
  }

  private func isCandidate(_ word: [UInt8], ofStem stem: [UInt8]) -> Bool {
    let isPrefixed = EnglishStemmer.candidatePrefixes(ofStem: stem).contains {
      word.starts(with: $0)
    }
    return isPrefixed && passesFilter(word, stem)
      || EnglishStemmer.irregularForms(ofStem: stem).contains(word)
  }

  private func passesFilter(_ word: [UInt8], _ stem: [UInt8]) -> Bool {
    StemFilter(stem: stem).ruledOut(word.span) == nil
      && (word == stem || word.last.map { StemFilter.canEnd(in: $0) } ?? true)
  }

  /// Every ending of up to four suffixes behind words of every shape.
  @Test(arguments: 0..<100)
  func noWordOfAGroupIsRuledOut(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let suffixes = [
      "'s", "'", "s", "es", "ies", "ied", "ed", "ing", "edly", "ingly", "ly", "eed", "eedly",
      "tional", "ency", "ancy", "ably", "ently", "izer", "ization", "ational", "ation", "ator",
      "alism", "ality", "ally", "fulness", "ously", "ousness", "iveness", "ivity", "bility", "bly",
      "ogy", "ogist", "fully", "lessly", "alize", "icate", "icity", "ical", "ful", "ness",
      "ative", "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent",
      "ism", "ate", "ity", "ous", "ive", "ize", "ion", "e", "l", "y", "i", "li", "enci", "iti",
    ].map { Array($0.utf8) }
    let letters = Array("aeiouybdfgmnprtlscvzwx".utf8)
    for _ in 0..<500 {
      var word = (0..<1 + random.below(6)).map { _ in random.pick(letters) }
      if random.oneIn(3) { word.append(word[word.count - 1]) }
      for _ in 0..<1 + random.below(4) { word += random.pick(suffixes) }
      let stem = EnglishStemmer.stem(word)
      #expect(
        isCandidate(word, ofStem: stem), "seed \(seed), \(String(decoding: word, as: UTF8.self))")
    }
  }

  @Test func wordsHaveTheirStems() {
    for pair in Self.pairs {
      let parts = pair.split(separator: " ").map { Array($0.utf8) }
      #expect(EnglishStemmer.stem(parts[0]) == parts[1], "\(pair)")
    }
  }

  @Test func theGroupOfDieIsFound() {
    let forms = EnglishStemmer.irregularForms(ofStem: Array("die".utf8))
    #expect(forms == ["dying", "dyings"].map { Array($0.utf8) })
    #expect(forms.allSatisfy { EnglishStemmer.stem($0) == Array("die".utf8) })
    #expect(EnglishStemmer.irregularForms(ofStem: Array("pie's".utf8)) == [])
    #expect(EnglishStemmer.irregularForms(ofStem: []) == [])
    #expect(EnglishStemmer.irregularForms(ofStem: Array("sky".utf8)) == [Array("skies".utf8)])
  }

  @Test(arguments: [
    ("hope", "hop"), ("cri", "cri cry"), ("sensibl", "sensibl sensibil"), ("x", "x"),
  ])
  func stemsHaveTheirPrefixes(stem: String, prefixes: String) {
    let expected = prefixes.split(separator: " ").map { Array($0.utf8) }
    #expect(EnglishStemmer.candidatePrefixes(ofStem: Array(stem.utf8)) == expected)
    #expect(EnglishStemmer.candidatePrefixes(ofStem: []) == [[]])
  }

  @Test(arguments: 0..<200)
  func anyWordIsWithinThePrefixOfItsStem(seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    let suffixes = Self.pairs.map { Array($0.utf8.prefix { $0 != 0x20 }.suffix(5)) }
    for _ in 0..<50 {
      var word = (0..<random.below(5)).map { _ in UInt8(0x61 + random.below(26)) }
      for _ in 0...random.below(2) { word += suffixes[random.below(suffixes.count)] }
      let stem = EnglishStemmer.stem(word)
      #expect(stem.count <= word.count, "seed \(seed), \(word)")
      guard word.first != EnglishStemmer.apostrophe else { continue }
      #expect(isCandidate(word, ofStem: stem), "seed \(seed), \(word)")
    }
  }

  @Test func noBytesTrap() {
    for byte in UInt8.min...UInt8.max {
      for count in 0...9 { _ = EnglishStemmer.stem(Array(repeating: byte, count: count)) }
    }
    let long = Array(repeating: UInt8(ascii: "y"), count: 1_000_000)
    #expect(EnglishStemmer.stem(long).count == long.count)
    #expect(EnglishStemmer.stem(Array("NASA".utf8)) == Array("NASA".utf8))
  }

  private static let pairs = [
    "universe univers", "universes univers", "university universiti", "universities universiti",
    "universal universal", "universally universal", "organ organ", "organs organ",
    "organic organic", "organize organiz", "organization organiz", "past past", "paste paste",
    "pasted paste", "pasting paste", "intern intern", "interns intern", "internal internal",
    "international internat", "generate generat", "general general", "generic generic",
    "generous generous", "communication communic", "communism communism", "community communiti",
    "arsenic arsenic", "arsenal arsenal", "later later", "lateral lateral", "emerge emerg",
    "emergency emergenc", "skis ski", "skies sky", "sky sky", "dying die", "dyings die",
    "lying lie", "tying tie", "news news", "howe howe", "bias bias", "inning inning",
    "evening evening", "herring herring", "proceed proceed", "exceeded exceed",
    "succeeds succeed", "hopping hop", "hoping hope", "adding add", "egged egg",
    "luxuriated luxuri", "cries cri", "ties tie", "gas gas", "this this", "gaps gap",
    "kiwis kiwi", "bus bus", "happily happili", "gently gentl", "only onli", "geologist geolog",
    "geology geolog", "relational relat", "conditional condit", "sensibility sensibl",
    "triplicate triplic", "hopefulness hope", "electrical electr", "formative format",
    "replacement replac", "adoption adopt", "controlling control", "rolled roll", "yes yes",
    "by by", "cry cri", "yellow yellow", "dog's dog", "dogs' dog", "'tis tis", "b2b b2b",
    "cafés cafés",
  ]
}
