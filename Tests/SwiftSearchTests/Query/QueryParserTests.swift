import Testing

@testable import SwiftSearch

@Suite struct QueryParserTests {
  static let trees: [(String, Query)] = [
    ("a", .text("a")),
    ("  a\t\n ", .text("a")),
    ("a b", .boolean(should: [.text("a"), .text("b")])),
    ("+a b", .boolean(must: [.text("a")], should: [.text("b")])),
    ("a -b", .boolean(should: [.text("a")], mustNot: [.text("b")])),
    ("-b", .boolean(mustNot: [.text("b")])),
    ("+a", .boolean(must: [.text("a")])),
    (
      "+a +b -c d",
      .boolean(
        must: [.text("a"), .text("b")], should: [.text("d")], mustNot: [.text("c")])
    ),
    ("\"a b\"", .phrase("a b")),
    ("“a b”", .phrase("a b")),
    ("\"\"", .phrase("")),
    ("+\"a b\" c", .boolean(must: [.phrase("a b")], should: [.text("c")])),
    ("title:a", .text("a", field: "title")),
    ("title:\"a b\"", .phrase("a b", field: "title")),
    ("https://x.org/a", .text("//x.org/a", field: "https")),
    ("12:30", .text("30", field: "12")),
    ("title:", .text("title:")),
    ("title: a", .boolean(should: [.text("title"), .text("a")])),
    (":a", .text(":a")),
    ("a:b:c", .text("b:c", field: "a")),
    ("a/b:c", .text("a/b:c")),
    (
      "+(a b) -c",
      .boolean(
        must: [.boolean(should: [.text("a"), .text("b")])], mustNot: [.text("c")])
    ),
    ("(a)", .text("a")),
    ("((a))", .text("a")),
    ("() a", .text("a")),
    ("a(b)", .boolean(should: [.text("a"), .text("b")])),
    ("+ a", .text("a")),
    ("a - b", .boolean(should: [.text("a"), .text("b")])),
    ("--a", .boolean(mustNot: [.text("-a")])),
    ("GPT-5.5", .text("GPT-5.5")),
    ("阅读免责声明", .text("阅读免责声明")),
    ("a　b", .boolean(should: [.text("a"), .text("b")])),
  ]

  private static func since(_ number: String) -> Query {
    .range(ValueRange(from: .init(number, isIncluded: false), to: nil), field: "n")
  }

  static let operators: [(String, Query)] = [
    ("a AND b", .boolean(must: [.text("a"), .text("b")])),
    ("a OR b", .boolean(should: [.text("a"), .text("b")])),
    ("a NOT b", .boolean(should: [.text("a")], mustNot: [.text("b")])),
    ("NOT b", .boolean(mustNot: [.text("b")])),
    (
      "a b AND c",
      .boolean(should: [.text("a"), .boolean(must: [.text("b"), .text("c")])])
    ),
    (
      "a AND b OR c AND NOT d",
      .boolean(should: [
        .boolean(must: [.text("a"), .text("b")]),
        .boolean(must: [.text("c")], mustNot: [.text("d")]),
      ])
    ),
    (
      "a OR NOT b",
      .boolean(should: [.text("a"), .boolean(mustNot: [.text("b")])])
    ),
    ("+a AND b", .boolean(must: [.boolean(must: [.text("a"), .text("b")])])),
    ("AND a", .boolean(should: [.text("AND"), .text("a")])),
    ("a AND", .boolean(should: [.text("a"), .text("AND")])),
    (
      "(a OR) b",
      .boolean(should: [.boolean(should: [.text("a"), .text("OR")]), .text("b")])
    ),
    ("a and b", .boolean(should: [.text("a"), .text("and"), .text("b")])),
    ("ANDROID", .text("ANDROID")),
    ("a AND AND", .boolean(must: [.text("a"), .text("AND")])),
    ("(a b c)~2", .atLeast(2, of: [.text("a"), .text("b"), .text("c")])),
    (
      "(+a b c)~2^3",
      .boosted(
        .boolean(must: [.text("a"), .atLeast(2, of: [.text("b"), .text("c")])]), by: 3)
    ),
    ("\"a b\"~3", .proximity(Proximity(["a", "b"], distance: 3))),
    (
      "\"a b\"~>3^2",
      .boosted(.proximity(Proximity(["a", "b"], distance: 3, isOrdered: true)), by: 2)
    ),
    (
      "t:\"a* b\"",
      .proximity(Proximity([.pattern(.wildcard("a*")), "b"], isOrdered: true), field: "t")
    ),
    ("\"what is b?\"", .phrase("what is b?")),
    ("n:>1 a", .boolean(must: [.text("a"), since("1")])),
    ("a n:>1 b", .boolean(must: [.boolean(should: [.text("a"), .text("b")]), since("1")])),
    ("+a n:>1 b", .boolean(must: [.text("a"), since("1")], should: [.text("b")])),
    ("a OR n:>1", .boolean(should: [.text("a"), since("1")])),
    ("n:>1 OR a", .boolean(should: [since("1"), .text("a")])),
    ("n:>1 -a", .boolean(must: [since("1")], mustNot: [.text("a")])),
    ("t:* a", .boolean(must: [.text("a"), .exists(field: "t")])),
    (
      "d:last-week",
      .range(ValueRange(from: .init("last-week"), to: .init("last-week")), field: "d")
    ),
    ("a^=2", .constant(.text("a"), score: 2)),
    ("(a b)^=0", .constant(.boolean(should: [.text("a"), .text("b")]), score: 0)),
    ("*", .everything),
    ("*:*", .everything),
    ("title:*", .exists(field: "title")),
    ("similar:notes/a.md", .similar(to: "notes/a.md")),
    ("similar:\"a b.txt\"", .similar(to: "a b.txt")),
  ]

  @Test(arguments: trees)
  func whatIsTypedBecomesATree(text: String, tree: Query) throws {
    #expect(try Query(parsing: text) == tree, "\(text)")
  }

  @Test(arguments: operators)
  func operatorsBecomeATree(text: String, tree: Query) throws {
    #expect(try Query(parsing: text) == tree, "\(text)")
    #expect(ParsedQuery(text) == ParsedQuery(query: tree), "\(text)")
  }

  @Test(
    arguments: [
      ("", .boolean(), 1), ("\"a b", .phrase("a b"), 1), ("(a (b", nil, 4), ("a) b", nil, 2),
      ("+a \"", .boolean(must: [.text("a")], should: [.phrase("")]), 4),
    ] as [(String, Query?, Int)])
  func nothingThatIsTypedFails(text: String, tree: Query?, column: Int) {
    let parsed = ParsedQuery(text)
    #expect(parsed.query == tree ?? .boolean(should: [.text("a"), .text("b")]))
    #expect(parsed.warnings.first?.column == column)
  }

  @Test func whatIsTooLargeIsLeftOut() {
    let many = ParsedQuery(String(repeating: "a ", count: 2 * Query.clauseLimit))
    guard case .boolean(_, let should, _) = many.query else {
      Issue.record("no list of words")
      return
    }
    #expect(should.count == Query.clauseLimit)
    #expect(many.warnings.count == 1)
    let deep = ParsedQuery("b " + String(repeating: "(a ", count: 100_000))
    #expect(deep.warnings.contains { $0.message.contains("nested") })
    #expect(QueryExtent.excess(of: deep.query) == nil)
    #expect(ParsedQuery(String(repeating: ")", count: 100_000)).warnings.count == 8)
    let words = String(repeating: "a ", count: 2 * Query.clauseLimit)
    #expect(QueryExtent.excess(of: ParsedQuery("\"\(words)\"~3").query) == nil)
  }

  @Test(arguments: [
    ("", 1), ("   ", 1), ("()", 1), ("+", 1), ("\"a", 1), ("ab \"c", 4), ("(a", 1), ("a (b (c)", 3),
    ("a)", 2), ("東京 \"京", 4), ("title:\"a", 7), ("👩🏽‍💻 )", 3),
  ])
  func whatIsWrongHasItsColumn(text: String, column: Int) {
    do {
      let query = try Query(parsing: text)
      Issue.record("\(text) became \(query)")
    } catch {
      #expect(error.column == column, "\(text): \(error)")
      #expect(!error.message.isEmpty)
    }
  }

  @Test func limitsHold() throws {
    let depth = Query.depthLimit
    let deepest = String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    #expect(try Query(parsing: deepest) == .text("a"))
    #expect(throws: QuerySyntaxError.self) { try Query(parsing: "(" + deepest + ")") }
    #expect(throws: QuerySyntaxError.self) {
      try Query(parsing: String(repeating: "(", count: 100_000))
    }
    let most = Array(repeating: "a", count: Query.clauseLimit).joined(separator: " ")
    guard case .boolean(_, let should, _) = try Query(parsing: most) else {
      Issue.record("no list of words")
      return
    }
    #expect(should.count == Query.clauseLimit)
    #expect(throws: QuerySyntaxError.self) { try Query(parsing: most + " a") }
  }

  @Test(arguments: 0..<300)
  func garbageIsATreeOrAnError(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let pieces = Array("ab ( ) + - \" : “ ” 東 \u{301} \u{0} \n . 👩🏽‍💻 title: \\ * ~ ^").map(
      String.init)
    for _ in 0..<10 {
      let text = (0..<random.below(40)).map { _ in random.pick(pieces) }.joined()
      do {
        _ = try Query(parsing: text)
      } catch {
        #expect(error.column >= 1 && error.column <= text.count + 1, "seed \(seed), \(text)")
      }
    }
  }

  /// Joins with a character before or behind it, or looks as if it did.
  private static let scalars: [String] = [
    "AND", "OR ", "NOT (", " AND ", "~2", "~>1", "^2", "^=1", "*", "similar:", "a:1..2",
    "a", "b", "Z", "7", "_", "-", ".", "+", ":", "(", ")", "\"", " ", "\t", "\r", "\n", "/", "\0",
    "\u{1F}", "\u{7F}", "“", "”", "„", "＂", "東", "京", "か", "ガ", "한", "é", "ß", "Ⅷ", "½", "；",
    "\u{301}", "\u{3099}", "\u{200D}", "\u{FE0F}", "\u{20E3}", "\u{600}", "\u{903}", "\u{E31}",
    "\u{1F3FD}", "\u{1F469}", "\u{1F1E6}", "\u{1F1E7}", "\u{85}", "\u{A0}", "\u{3000}", "\u{2028}",
    "\u{AD}", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{915}", "\u{94D}", "\u{37E}", "\u{1F}",
  ]

  private func outcome(
    _ parse: () throws(QuerySyntaxError) -> Query
  ) -> Result<Query, QuerySyntaxError> {
    do { return .success(try parse()) } catch { return .failure(error) }
  }

  @Test(arguments: 0..<400)
  func randomQueriesFollowTheRules(seed: Int) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      // Mostly operators, or mostly the start of the list, or anything.
      let limit = random.pick([29, 35, Self.scalars.count])
      var query = ""
      for _ in 0..<random.below(24) { query += Self.scalars[random.below(limit)] }
      var reference = ReferenceQueryParser(query)
      let expected = outcome { () throws(QuerySyntaxError) in try reference.parse() }
      let found = outcome { () throws(QuerySyntaxError) in try Query(parsing: query) }
      #expect(found == expected, "seed \(seed), \(query.debugDescription)")
      let lenient = ParsedQuery(query)
      switch found {
      case .success(let tree): #expect(lenient == ParsedQuery(query: tree), "seed \(seed)")
      case .failure(let error): #expect(lenient.warnings.first == error, "seed \(seed)")
      }
    }
  }

  /// A mark or a flag can join with what is far before it, which must not take quadratic time.
  @Test(arguments: [
    "\u{1F1E6}", "\u{301}", "(\u{301}", "a:", "/:", "\u{600}", "👩\u{200D}", "क\u{94D}",
  ])
  func longQueriesTakeLinearTime(piece: String) {
    let text = String(repeating: piece, count: 200_000)
    let duration = ContinuousClock().measure { _ = try? Query(parsing: text + " a") }
    #expect(duration < .seconds(20))
  }
}
