import Testing

@testable import SwiftSearch

@Suite struct QueryDepthTests {
  private let index: SearchIndex
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    try writer.add(Document(key: "1", fields: [.init("text", .text("deep"))]))
    try writer.commit()
    index = try SearchIndex(directory: directory.path)
  }

  /// A word in `depth` booleans, in one of their lists.
  private func query(depth: Int, _ wrap: (Query) -> Query) -> Query {
    var query = Query.text("deep")
    for _ in 0..<depth { query = wrap(query) }
    return query
  }

  private static let wraps: [@Sendable (Query) -> Query] = [
    { .boolean(must: [$0]) }, { .boolean(should: [$0]) }, { .boolean(mustNot: [$0]) },
    { .boolean(must: [.text("deep")], should: [.text("a"), $0], mustNot: [.text("b")]) },
  ]

  @Test(arguments: 0..<wraps.count)
  func theLimitHoldsForBuiltQueries(wrap: Int) throws {
    let wrap = Self.wraps[wrap]
    let deepest = query(depth: Query.depthLimit + 1, wrap)
    #expect(QueryExtent.excess(of: deepest) == nil)
    _ = try index.search(deepest)
    let deeper = wrap(deepest)
    for search in [
      { _ = try index.search(deeper) }, { _ = try index.rank(deeper) },
      { _ = try index.count(deeper) },
    ] {
      let error = try #require(throws: IndexError.self, performing: search)
      #expect(error.code == .invalidQuery)
    }
  }

  /// What can be typed can be searched for.
  @Test func theDeepestTypedQueryIsSearchedFor() throws {
    let depth = Query.depthLimit
    let text =
      String(repeating: "+x (", count: depth) + "+deep a" + String(repeating: ")", count: depth)
    #expect(try index.count(Query(parsing: text)) == 0)
    #expect(throws: QuerySyntaxError.self) { try Query(parsing: "(" + text + ")") }
  }

  @Test(arguments: 0..<wraps.count)
  func noDepthOverflowsTheStack(wrap: Int) throws {
    var query = query(depth: 100_000, Self.wraps[wrap])
    #expect(throws: IndexError.self) { try index.search(query) }
    #expect(throws: IndexError.self) { try index.rank(query) }
    // To release it at once would take a stack of the tree's depth.
    while case .boolean(let must, let should, let mustNot) = query {
      query =
        [must, should, mustNot].compactMap(\.last).first {
          if case .boolean = $0 { true } else { false }
        } ?? .text("")
    }
  }

  @Test func whatCanBeTypedHasNoExcess() throws {
    let words = Array(repeating: "+a", count: Query.clauseLimit).joined(separator: " ")
    #expect(QueryExtent.excess(of: try Query(parsing: words)) == nil)
    let groups = Array(repeating: "(a title:(b c))", count: Query.clauseLimit / 5)
    #expect(QueryExtent.excess(of: try Query(parsing: groups.joined(separator: " "))) == nil)
  }

  /// Each level holds the one below twice, in one list or in two: sixty of them stand for more
  /// parts than could be counted.
  @Test(
    arguments: [
      { .boolean(should: [$0, $0]) }, { .boolean(must: [$0], mustNot: [$0]) },
      { .boolean(must: Array(repeating: $0, count: 300)) },
    ] as [@Sendable (Query) -> Query])
  func sharedPartsCountEachTime(wrap: @Sendable (Query) -> Query) throws {
    for leaf in [Query.text("deep"), .boolean()] {
      var query = leaf
      for _ in 0..<60 { query = wrap(query) }
      for search in [
        { _ = try index.search(query) }, { _ = try index.rank(query) },
        { _ = try index.count(query) },
      ] {
        let error = try #require(throws: IndexError.self, performing: search)
        #expect(error.code == .invalidQuery)
        #expect(error.message.contains("4096 parts"))
      }
    }
  }

  @Test func sharedTextCountsEachTime() throws {
    let passage = String(repeating: "deep ", count: 1 << 18)
    #expect(try index.count(.words(passage)) == 1)
    let query = Query.boolean(should: Array(repeating: .words(passage), count: 60))
    let error = try #require(throws: IndexError.self) { try index.count(query) }
    #expect(error.code == .invalidQuery)
  }

  @Test func aTreeThatIsNotSearchableCanBeReleased() {
    let query = query(depth: 2000) { .boolean(must: [$0]) }
    #expect(QueryExtent.excess(of: query) == .depth)
  }
}
