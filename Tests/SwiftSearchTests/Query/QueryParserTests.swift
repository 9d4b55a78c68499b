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

  @Test(arguments: trees)
  func whatIsTypedBecomesATree(text: String, tree: Query) throws {
    #expect(try Query(parsing: text) == tree, "\(text)")
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
  private static let scalars: [Unicode.Scalar] = [
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
      let limit = random.pick([18, 24, Self.scalars.count])
      var text = String.UnicodeScalarView()
      for _ in 0..<random.below(24) { text.append(Self.scalars[random.below(limit)]) }
      let query = String(text)
      var reference = ReferenceQueryParser(query)
      let expected = outcome { () throws(QuerySyntaxError) in try reference.parse() }
      let found = outcome { () throws(QuerySyntaxError) in try Query(parsing: query) }
      #expect(found == expected, "seed \(seed), \(query.debugDescription)")
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
