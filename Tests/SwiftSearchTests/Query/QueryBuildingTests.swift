import Testing

@testable import SwiftSearch

@Suite struct QueryBuildingTests {
  @Test func operatorsPutQueriesTogether() throws {
    let (a, b, c): (Query, Query, Query) = ("a", "b", "c")
    #expect(a & b & c == .boolean(must: [a, b, c]))
    #expect(a | b | c == .boolean(should: [a, b, c]))
    #expect((a | b) & c == .boolean(must: [.boolean(should: [a, b]), c]))
    #expect(a & !b == .boolean(must: [a, .boolean(mustNot: [b])]))
    #expect(a - b == .boolean(must: [a], mustNot: [b]))
    #expect(try (a | b).boosted(by: 2) == Query(parsing: "(a b)^2"))
    #expect(try Query.near("a", "b", within: 3) == Query(parsing: "\"a b\"~3"))
  }

  @Test(arguments: [nil, "me"])
  func partsAreListed(author: String?) {
    let query = Query.all {
      "colony"
      if let author { Query.text(author, field: "author") }
      for year in 2024...2025 { Query.text("\(year)", field: "date") }
    }
    let years: [Query] = [.text("2024", field: "date"), .text("2025", field: "date")]
    let named = author.map { [Query.text($0, field: "author")] } ?? []
    #expect(query == .boolean(must: ["colony"] + named + years))
    let either = Query.any { if author == nil { "a" } else { "b" } }
    #expect(either == .boolean(should: [author == nil ? "a" : "b"]))
  }
}
