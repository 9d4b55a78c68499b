import Testing

@testable import SwiftSearch

@Suite struct StemGroupsTests {
  private static let suffixes = [
    "", "s", "es", "ed", "ing", "ings", "ly", "er", "ers", "ation", "ational", "ator", "ity", "ive",
    "ize", "izer", "ful", "fulness", "ment", "ness", "able", "ably", "ability", "e", "y", "ies",
    "ied", "ency", "ous", "al", "ical", "ism", "ion", "ions", "x", "ba", "7",
  ]

  /// Words of few roots, in several segments.
  private func index(
    _ random: inout SeededGenerator, in directory: TemporaryDirectory
  ) throws -> SearchIndex {
    let letters = random.pick([["a", "b", "e", "l"], ["c", "i", "s", "t", "o"], ["d", "r", "y"]])
    let writer = try IndexWriter(directory: directory.path)
    for segment in 0..<1 + random.below(3) {
      for number in 0..<random.below(60) {
        let text = (0..<20).map { _ in
          let root = (0..<1 + random.below(4)).map { _ in random.pick(letters) }.joined()
          return root + random.pick(Self.suffixes) + (random.oneIn(4) ? "s" : "")
        }
        let field = Document.Field("text", .text(text.joined(separator: " ")))
        try writer.add(Document(key: "\(segment) \(number)", fields: [field]))
      }
      try writer.commit()
    }
    return try SearchIndex(directory: directory.path)
  }

  @Test(arguments: 0..<30)
  func aGroupIsAllTermsOfTheStem(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let index = try index(&random, in: directory)
    let snapshot = index.current
    guard let field = snapshot.field(named: "text") else { return }
    let groups = StemGroups(snapshot)
    var all: Set<[UInt8]> = []
    for reader in snapshot.segments.compactMap({ $0.field(field.number) }) {
      let first: [UInt8] = []
      var terms = try reader.terms(from: first.span)
      while try terms.next() != nil { all.insert(terms.term) }
    }
    let terms = all.sorted { $0.span.precedes($1.span) }
    let stems = terms.map { EnglishStemmer.stem($0) }
    let others = ["dying", "skies", "sky", "able"].map { Array($0.utf8) }
    for word in terms.shuffled(using: &random).prefix(40) + others {
      guard let group = groups.group(of: word) else { continue }
      let stem = EnglishStemmer.stem(word)
      let expected = zip(terms, stems).filter { $0.0 != word && $0.1 == stem }.map(\.0).prefix(32)
      let found = try groups.others(of: group, in: field)
      let missing =
        expected.filter { !found.contains($0) } + found.filter { !expected.contains($0) }
      #expect(
        found == Array(expected),
        "seed \(seed), \(([word] + missing).map { String(decoding: $0, as: UTF8.self) })")
    }
  }

  @Test(arguments: 0..<30)
  func aWalkSeesAllThatIsNotRuledOut(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let index = try index(&random, in: directory)
    let snapshot = index.current
    guard let field = snapshot.field(named: "text") else { return }
    for reader in snapshot.segments.compactMap({ $0.field(field.number) }) {
      for _ in 0..<50 {
        let prefix = (0..<random.below(4)).map { _ in random.pick(Array("abcdeilorsty".utf8)) }
        let letter = random.pick(Array("abeilst".utf8))
        var expected: [[UInt8]] = []
        var terms = try reader.terms(from: prefix.span)
        while try terms.next() != nil, terms.term.span.starts(with: prefix.span) {
          if !terms.term.dropFirst(prefix.count).contains(letter) { expected.append(terms.term) }
        }
        var visitor = LetterVisitor(letter: letter, behind: prefix.count)
        var walk = EntryWalk(startingWith: prefix, endingWith: [], atMost: .max)
        #expect(try walk.run(over: reader, until: nil, &visitor))
        #expect(visitor.found == expected, "seed \(seed), \(prefix), \(letter)")
        walk = EntryWalk(startingWith: prefix, endingWith: [], atMost: 3)
        var first = LetterVisitor(letter: letter, behind: prefix.count)
        #expect(try walk.run(over: reader, until: nil, &first))
        #expect(first.seen <= 3)
      }
    }
  }
}

/// Finds the terms without a letter behind what they all begin with.
private struct LetterVisitor: TermVisitor {
  let letter: UInt8
  let behind: Int
  private var ruledOut = 0
  private(set) var seen = 0
  private(set) var found: [[UInt8]] = []

  init(letter: UInt8, behind: Int) {
    (self.letter, self.behind) = (letter, behind)
  }

  mutating func visit(_ term: Span<UInt8>, sharing common: Int) -> TermVisit {
    seen += 1
    let word = [UInt8](copying: term)
    if let place = word.dropFirst(behind).firstIndex(of: letter) {
      ruledOut = place + 1
      return .ruledOut(prefix: ruledOut, place: -1, least: 0)
    }
    found.append(word)
    return .passed
  }

  mutating func take(_ entry: TermEntry) {}

  func start(behind term: Span<UInt8>) -> UInt64? {
    TermIndex.prefix(behind: term.extracting(first: ruledOut))
  }
}
