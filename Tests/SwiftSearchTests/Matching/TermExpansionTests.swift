import Testing

@testable import SwiftSearch

/// Patterns and ranges on indexes.
@Suite struct TermExpansionTests {
  private static let texts = [
    "Matsumoto's essay on technology sovereignty", "The semiconductor and the semi conductors",
    "请先阅读免责声明", "colony colonies colonel", "Japan and Chinese café", "matsumoto again",
  ]

  private func found(_ query: String, _ index: SmallIndex) throws -> [Int] {
    try index.numbers(query, options: SearchOptions(limit: 10, usesVariants: false, relaxes: false))
      .sorted()
  }

  @Test(arguments: [
    ("matsumto~", [0, 5]), ("Matsumot~1", [0, 5]), ("matsumto~0", []), ("matsu~", []),
    ("sover*gnty", [0]), ("SOVER*", [0]), ("*moto", [0, 5]), ("s?micon*", [1]), ("xy*", []),
    ("阅读*", [2]), ("免责声*", [2]), ("/semi?conduct.*/", [1]), ("/col(on|um).{1,3}/", [3]),
    ("caf?", []), ("caf*", [4]), ("CAFÉ*", [4]), ("coloni*", [3]), ("+colon* -colonel", []),
    ("+japan +chin*", [4]), ("+japan +xyz*", []), ("japan xyz*", [4]), ("-xyz* japan", [4]),
    ("what is a colony?", [3]), ("/usr/bin/", []), ("text:matsum*", [0, 5]),
    ("(matsum* colon*)^2", [0, 3, 5]), ("\"technology sovereignty\"^3 japan", [0, 4]),
  ])
  func whatIsTypedFinds(_ query: String, _ expected: [Int]) throws {
    let index = try SmallIndex(Self.texts)
    #expect(try found(query, index) == expected, "\(query)")
  }

  @Test func boostsChangeTheOrder() throws {
    let index = try SmallIndex(["ant bee bee", "ant ant bee", "cat"])
    #expect(try index.numbers("ant^5 bee") == [1, 0])
    #expect(try index.numbers("ant bee^5") == [0, 1])
  }

  @Test func fewerEditsCountMore() throws {
    let index = try SmallIndex(["colonx", "colony", "colxny", "colny other"])
    let hits = try index.search("colony~2").hits
    #expect(hits.first?.key == "1")
    #expect(hits.count == 4)
  }

  @Test func matchesAreMarked() throws {
    let index = try SmallIndex(Self.texts)
    for (query, marked) in [("sover*gnty", "sovereignty"), ("matsumto~", "matsumoto")] {
      let snippet = try #require(try index.search(query).hits.first?.snippets.first)
      let bytes = Array(snippet.text.utf8)
      let texts = snippet.highlights.map { String(decoding: bytes[$0], as: UTF8.self) }
      #expect(texts.contains { $0.hasPrefix(marked) }, "\(texts)")
    }
  }

  /// Over several segments, deletions included: all terms and no others.
  @Test(arguments: 0..<6)
  func allTermsAreFound(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    var words: Set<String> = []
    for number in 0..<300 {
      let word = String((0..<1 + random.below(6)).map { _ in random.pick(Array("abcd")) })
      words.insert(word)
      try writer.add(Document(key: "\(number)", fields: [.init("text", .text(word))]))
      if random.oneIn(90) { try writer.withState { try $0.flush() } }
    }
    try writer.commit()
    let index = try SearchIndex(directory)
    for pattern in ["a*", "*a", "?b*", "a?c?", "*", "ab*cd"] {
      let expected = words.filter { ReferenceWildcard.matches(pattern, $0) }
      var expansion = TermExpansion(index.current, until: nil)
      let field = try #require(index.current.field(named: "text"))
      let found = try expansion.terms(
        of: field, matching: WildcardSyntax.expression(pattern) { $0 })
      let terms = Set(
        found.flatMap(\.terms.terms.arrays).map { String(decoding: $0, as: UTF8.self) })
      #expect(terms == expected, "seed \(seed), \(pattern)")
      #expect(!expansion.isCut)
    }
  }

  /// Over dictionaries of many blocks, whose terms begin alike in one and not in the other.
  @Test(arguments: 0..<4)
  func dictionariesArePassedOverWhereNothingIsMeant(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let letters = Array(seed % 2 == 0 ? "abcdefghé人𝒜z" : "aab")
    let start = String(repeating: "a", count: seed < 2 ? 0 : 9)
    var words: Set<String> = []
    while words.count < 4000 {
      words.insert(start + String((0..<1 + random.below(14)).map { _ in random.pick(letters) }))
    }
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    for (number, word) in words.shuffled(using: &random).enumerated() {
      try writer.add(Document(key: "\(number)", fields: [.init("tag", .keyword(word))]))
      if number == 3000 { try writer.withState { try $0.flush() } }
    }
    try writer.commit()
    let snapshot = try SearchIndex(directory).current
    let field = try #require(snapshot.field(named: "tag"))
    let all = words.map { Array($0.unicodeScalars.map(\.value)) }
    func check<Automaton: TermAutomaton>(
      _ found: [TermExpansion.Found], _ automaton: Automaton, _ name: String
    ) {
      var expected: Set<String> = []
      for word in all {
        var state: Automaton.State? = automaton.start
        for scalar in word { state = state.flatMap { automaton.state(after: $0, reading: scalar) } }
        guard let end = state, automaton.distance(at: end) != nil else { continue }
        expected.insert(
          String(String.UnicodeScalarView(word.compactMap { Unicode.Scalar($0) })))
      }
      let terms = found.flatMap(\.terms.terms.arrays).map { String(decoding: $0, as: UTF8.self) }
      #expect(terms.count == min(expected.count, TermExpansion.termLimit), "\(seed), \(name)")
      #expect(expected.isSuperset(of: terms), "\(seed), \(name)")
    }
    for word in words.sorted().shuffled(using: &random).prefix(20) {
      for edits in 0...2 {
        let automaton = try #require(EditDistance(word.unicodeScalars.map(\.value), edits: edits))
        var expansion = TermExpansion(snapshot, until: nil)
        check(try expansion.terms(of: field, meantBy: automaton), automaton, "\(word)~\(edits)")
      }
      let (head, tail) = (word.prefix(2), word.suffix(2))
      for text in [
        "\(head).*\(tail)", ".*\(tail)", "\(head).*", "\(word)|.*\(tail)a?", "\(head).?\(tail)+",
        "[a-c]*\(tail)", "(\(head)|z).+", ".*\(word.suffix(9))",
      ] {
        let expression = try RegularExpressionSyntax.expression(text) { $0 }
        var expansion = TermExpansion(snapshot, until: nil)
        let automaton = try PositionAutomaton(expression)
        check(try expansion.terms(of: field, matching: expression), automaton, text)
      }
    }
  }

  /// The best terms are taken, and the answer says that there are more.
  @Test func tooManyTermsAreCut() throws {
    let frequent = "wzzzzz"
    let texts = [
      (0..<1500).map { "w\($0)x" }.joined(separator: " "), frequent, frequent, "unrelated",
    ]
    let index = try SmallIndex(texts)
    let results = try index.search("w*", options: SearchOptions(usesVariants: false))
    #expect(results.isCut)
    #expect(Set(results.hits.map(\.key)) == ["0", "1", "2"])
    #expect(try !index.search("w1*", options: SearchOptions(usesVariants: false)).isCut)
  }

  // MARK: Ranges

  @Test(arguments: [
    ("n:>=3", [3, 4, 5]), ("n:>3", [4, 5]), ("n:<2", [0, 1]), ("n:<=2", [0, 1, 2]),
    ("n:[2 TO 4]", [2, 3, 4]), ("n:{2 TO 4}", [3]), ("n:[2 TO 4}", [2, 3]), ("n:{* TO 1]", [0, 1]),
    ("n:2..3", [2, 3]), ("n:..1", [0, 1]), ("n:4..", [4, 5]), ("n:[5 TO 2]", []), ("n:>9", []),
    ("date:>=2026-03", [2, 3, 4, 5]), ("date:[2026-02-01 TO 2026-03-31]", [1, 2]),
    ("date:<2026-02", [0]), ("date:2026-02..2026-04", [1, 2, 3]), ("tag:[b TO d]", [1, 2, 3]),
    ("tag:{b TO d}", [2]), ("tag:>=e", [4, 5]), ("tag:<b", [0]), ("tag:b*", [1]),
    ("n:[1 TO 3] -n:2", [1, 3]), ("+word n:5^2", [0, 1, 2, 3, 4, 5]), ("none:[1 TO 2]", []),
    ("n:[1 to 3]", []), ("+n:>=1 +tag:<=c", [1, 2]),
  ])
  func rangesFindValues(_ query: String, _ expected: [Int]) throws {
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk())
    let writer = try IndexWriter(directory)
    for number in 0..<6 {
      let day = ISODate.date(from: "2026-0\(number + 1)-15T12:00:00Z")
      try writer.add(
        Document(
          key: "\(number)",
          fields: [
            .init("n", .number(Double(number))), .init("date", .date(try #require(day))),
            .init("tag", .keyword(String(Array("abcdef")[number]))), .init("text", .text("word")),
          ]))
    }
    try writer.commit()
    let found = try SearchIndex(directory).search(
      try Query(parsing: query), options: SearchOptions(relaxes: false))
    #expect(found.hits.compactMap { Int($0.key) }.sorted() == expected, "\(query)")
  }

  @Test func whatIsBuiltIsChecked() throws {
    let index = try SmallIndex(["ant"]).index
    let wrong: [Query] = [
      .pattern(.regularExpression("(")), .pattern(.fuzzy("", edits: 1)),
      .pattern(.wildcard(String(repeating: "a", count: 300))), .boosted(.text("ant"), by: .nan),
      .boosted(.text("ant"), by: -1),
      .boolean(must: [.pattern(.regularExpression("[")), .text("a")]),
    ]
    for query in wrong {
      do {
        _ = try index.search(query)
        Issue.record("\(query) was searched for")
      } catch {
        #expect(error.code == .invalidQuery && !error.advice.isEmpty, "\(error)")
      }
    }
    var deep = Query.text("ant")
    for _ in 0..<100 { deep = .boosted(deep, by: 1) }
    #expect(throws: IndexError.self) { try index.search(deep) }
  }
}
