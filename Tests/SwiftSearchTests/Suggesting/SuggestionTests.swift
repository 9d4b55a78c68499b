import Testing

@testable import SwiftSearch

/// What is suggested for queries with typing errors.
@Suite struct SuggestionTests {
  private static let texts = [
    "Matsumoto's essay on technology sovereignty", "The semiconductor and the semi conductors",
    "请先阅读免责声明", "an AI colony", "colonel of an army", "AI models of Japan", "café society",
    "universities", "colony again", "C++ and wi-fi",
  ]

  @Test(arguments: [
    ("colny", "colony"), ("Matsumto", "Matsumoto"), ("matsumto essay", "matsumoto essay"),
    ("\"AI colny\"", "\"AI colony\""), ("semicnoductor", "semiconductor"),
    ("soverignity", "sovereignty"), ("+colny -bees", "+colony -bees"),
    ("text:colny^3 AI", "text:colony^3 AI"), ("what is a colny?", "what is a colony?"),
    ("teh", "the"), ("colny matsumto", "colony matsumoto"), ("cofé", "cafe"),
    ("阅读 matsumto", "阅读 matsumoto"),
  ])
  func aWordNearbyIsSuggested(_ query: String, _ expected: String) throws {
    let index = try SmallIndex(Self.texts).index
    #expect(try index.suggestion(for: query)?.text == expected, "\(query)")
  }

  @Test(arguments: [
    "colony", "colonies", "university", "colny~", "coln*", "/coln./", "-colny", "zyzzyva", "yai",
    "阅续", "请先阅渎", "title:colny", "colny \"unclosed", "c++", "wi-fy", "C+", "", "20266",
    "\"colny army\"", "\"an\" colonny2",
  ])
  func otherQueriesStayAsTheyAre(_ query: String) throws {
    let index = try SmallIndex(Self.texts).index
    #expect(try index.suggestion(for: query) == nil, "\(query)")
  }

  @Test func whatWasReplacedIsTold() throws {
    let suggestion = try #require(
      try SmallIndex(Self.texts).index.suggestion(for: "Colny AI matsumto"))
    #expect(
      suggestion.corrections == [
        .init(typed: "Colny", replacement: "Colony"),
        .init(typed: "matsumto", replacement: "matsumoto"),
      ])
  }

  /// Of two words that are as near, the one that is found with the others is meant.
  @Test func wordsThatStandTogetherAreTaken() throws {
    let index = try SmallIndex(["hive bees", "live show", "live show", "live show"]).index
    #expect(try index.suggestion(for: "xive")?.text == "live")
    #expect(try index.suggestion(for: "xive bees")?.text == "hive bees")
  }

  @Test func aRareWordGivesWayToAFrequentOne() throws {
    let frequent = Array(repeating: "their house", count: 60)
    let index = try SmallIndex(["thier error"] + frequent).index
    #expect(try index.suggestion(for: "thier")?.text == "their")
    #expect(try index.suggestion(for: "thier house") == nil)
    #expect(try index.suggestion(for: "\"thier error\"") == nil)
    let other = try SmallIndex(["thier error"] + frequent.prefix(40)).index
    #expect(try other.suggestion(for: "thier") == nil)
  }

  @Test func optionsCount() throws {
    let index = try SmallIndex(Self.texts).index
    #expect(try index.suggestion(for: "colny", options: SearchOptions(fields: ["title"])) == nil)
    #expect(try index.suggestion(for: "colny", options: SearchOptions(stopWords: ["colny"])) == nil)
    #expect(
      try index.suggestion(for: "colonys", options: SearchOptions(usesVariants: false))?.text
        == "colony")
    let paged = SearchOptions(limit: 0, offset: 100)
    #expect(try index.suggestion(for: "colny", options: paged)?.text == "colony")
  }

  @Test func aQueryThatIsAsLargeAsCanBeIsNoError() throws {
    let index = try SmallIndex(Self.texts).index
    let limit = Query.depthLimit
    for depth in [limit - 1, limit] {
      let deep =
        String(repeating: "(x ", count: depth) + "colny" + String(repeating: ")", count: depth)
      _ = try index.search(try Query(parsing: deep))
      _ = try index.suggestion(for: deep)
    }
    let wide = String(repeating: "x ", count: Query.clauseLimit - 1) + "colny"
    _ = try index.search(try Query(parsing: wide))
    _ = try index.suggestion(for: wide)
    #expect(
      try index.suggestion(for: "colny " + wide.dropLast(6))?.text.hasPrefix("colony") == true)
  }

  private func index(_ random: inout SeededGenerator, seed: Int) throws -> (SearchIndex, [String]) {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    var corpus = RandomCorpus(seed: seed, wordCount: 500)
    var words: Set<String> = []
    for number in 0..<120 {
      let text = corpus.text(words: 12)
      for token in TextAnalyzer().tokens(of: text) where [.word, .joined].contains(token.kind) {
        words.insert(String(decoding: token.term, as: UTF8.self))
      }
      try writer.add(Document(key: "\(number)", fields: [.init("text", .text(text))]))
      if random.oneIn(40) { try writer.withState { try $0.flush() } }
    }
    try writer.commit()
    return (try SearchIndex(directory), words.sorted())
  }

  /// A word with one edit gets back a word that is one edit away, by a distance counted otherwise.
  @Test(arguments: 0..<12)
  func anEditIsFoundBack(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let (index, words) = try index(&random, seed: seed)
    let candidates = words.filter { (5..<30).contains($0.count) && $0.allSatisfy(\.isLetter) }
    var suggested = 0
    for _ in 0..<60 {
      let word = random.pick(candidates)
      let typed = String(RandomEdits.edit(Array(word), &random))
      guard try index.search(.text(typed), options: SearchOptions(limit: 0)).total.value == 0 else {
        continue
      }
      let suggestion = try index.suggestion(for: typed)
      let found = try #require(suggestion?.text, "seed \(seed): \(typed) from \(word)")
      #expect(words.contains(found), "seed \(seed): \(typed) from \(word) gave \(found)")
      #expect(
        RandomEdits.distance(Array(typed), Array(found)) == 1,
        "seed \(seed): \(typed) from \(word) gave \(found)")
      #expect(try index.count(try Query(parsing: found)) > 0, "seed \(seed): \(found)")
      suggested += 1
    }
    #expect(suggested > 20, "seed \(seed)")
  }

  /// Whatever is typed, what is suggested can be parsed, is another query, and finds something.
  @Test(arguments: 0..<12)
  func aSuggestionFindsSomething(seed: Int) throws {
    var random = SeededGenerator(seed: seed &+ 1000)
    let (index, words) = try index(&random, seed: seed)
    let signs = ["", "", "", "+", "-", "\"", "(", "text:", "title:", "/"]
    let ends = ["", "", "", "^2", "*", "~", "\"", ")", "?", "/", " OR", " NOT"]
    for _ in 0..<150 {
      let parts = (0..<1 + random.below(4)).map { _ in
        let word = Array(random.pick(words))
        let typed = random.oneIn(2) ? RandomEdits.edit(word, &random) : word
        return random.pick(signs) + String(typed) + random.pick(ends)
      }
      let text = parts.joined(separator: " ")
      guard let suggestion = try index.suggestion(for: text) else { continue }
      #expect(suggestion.text != text && !suggestion.corrections.isEmpty)
      let query = try Query(parsing: suggestion.text)
      #expect(try index.count(query) > 0, "seed \(seed): \(text) gave \(suggestion.text)")
    }
  }
}
