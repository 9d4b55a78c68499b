import Foundation
import Testing

@testable import SwiftSearch

/// Counts of facets are those of counting all matches one by one.
@Suite struct FacetTests {
  /// Values by how often they occur, then in their order.
  private func ranked<Value: Hashable & Comparable>(_ values: [Value]) -> [(Value, Int)] {
    Dictionary(grouping: values) { $0 }.map { ($0, $1.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  @Test(arguments: 0..<10)
  func countsAreThoseOfTheOracle(seed: Int) throws {
    var index = try ArrangedIndex(
      seed: 7300 + seed, documents: 50 + 40 * seed, segments: 1 + seed % 5)
    var random = SeededGenerator(seed: seed)
    for number in 0..<20 {
      let query = index.query()
      guard let matches = try index.matches(query) else { continue }
      let limit = random.pick([0, 1, 3, 100])
      let facets: [Facet] = [
        .values("tag", limit: limit), .values("n", limit: limit), .dates("date", by: .day),
        .values("id", limit: 5),
      ]
      let found = try index.index.search(
        query,
        options: SearchOptions(
          limit: random.pick([0, 5]), snippetCount: 0, relaxes: false,
          threadLimit: random.pick([1, 4]), sort: random.oneIn(2) ? [] : [.ascending("n")],
          facets: facets))
      #expect(found.total == .init(value: matches.count, relation: .exact))
      let tags = matches.map { Set(index.keywords("tag", of: $0.entry)) }
      let numbers = matches.compactMap { index.number("n", of: $0.entry) }
      let days = matches.compactMap { index.number("date", of: $0.entry) }.map {
        String(
          Date(timeIntervalSince1970: $0 / 1000).ISO8601Format().prefix(10))
      }
      let expected = [
        ranked(tags.flatMap { $0 }), ranked(numbers).map { ("\(Int($0))", $1) },
        ranked(days).sorted { $0.0 < $1.0 }, ranked(matches.map(\.key)),
      ]
      let missing = [
        tags.count { $0.isEmpty }, matches.count - numbers.count, matches.count - days.count, 0,
      ]
      let place = "seed \(seed), query \(number): \(query)"
      for (index, most) in [limit, limit, .max, 5].enumerated() {
        let counted = found.facets[index]
        #expect(
          counted.counts == expected[index].prefix(most).map { .init($0.0, count: $0.1) },
          "\(place), \(facets[index])")
        #expect(counted.distinct == expected[index].count, "\(place), \(facets[index])")
        #expect(counted.missing == missing[index], "\(place), \(facets[index])")
      }
    }
  }

  /// A count of a range or a date is the number of hits of the query with it.
  @Test(arguments: 0..<4)
  func countsAreThoseOfAQueryWithTheValue(seed: Int) throws {
    var index = try ArrangedIndex(seed: 7400 + seed, documents: 300, segments: 1 + seed)
    var random = SeededGenerator(seed: seed)
    func ranges(_ value: (inout SeededGenerator) -> String) -> [ValueRange] {
      (0..<4).map { _ in
        func bound() -> ValueRange.Bound? {
          random.oneIn(4) ? nil : .init(value(&random), isIncluded: random.oneIn(2))
        }
        return ValueRange(from: bound(), to: bound())
      }
    }
    for _ in 0..<6 {
      let query = index.query()
      guard try index.matches(query) != nil else { continue }
      let facets: [Facet] = [
        .ranges("n", ranges { "\($0.below(50) - 5)" }),
        .ranges("date", ranges { $0.pick(["2023", "2024-01", "2024-06-15", "2026"]) }),
        .dates("date", by: .month), .dates("date", by: .year), .values("tag", limit: 100),
      ]
      let found = try index.index.search(
        query, options: SearchOptions(limit: 0, relaxes: false, facets: facets))
      for counted in found.facets {
        for (place, count) in counted.counts.enumerated() {
          let part: Query
          switch counted.facet.kind {
          case .ranges(let ranges): part = .range(ranges[place], field: counted.facet.field)
          default: part = .text(count.value, field: counted.facet.field)
          }
          let both = Query.boolean(must: [query, part])
          let expected = try index.index.count(both, relaxes: false)
          #expect(count.count == expected, "seed \(seed), \(query), \(count)")
        }
      }
    }
  }

  @Test func hitsAreTheSameWithFacets() throws {
    var index = try ArrangedIndex(seed: 7500, documents: 400, segments: 3)
    for _ in 0..<40 {
      let query = index.query()
      let plain = try index.index.search(query, options: SearchOptions(limit: 7, offset: 2))
      let counted = try index.index.search(
        query, options: SearchOptions(limit: 7, offset: 2, facets: [.values("tag")]))
      #expect(plain.hits == counted.hits, "\(query)")
      #expect(plain.total == counted.total && plain.tier == counted.tier, "\(query)")
    }
  }

  @Test func withoutTimeNothingIsCounted() throws {
    let index = try ArrangedIndex(seed: 7501, documents: 300, segments: 3).index
    let query = Query.boolean(mustNot: [.text("none")])
    let options = SearchOptions(
      timeLimit: .zero, sort: [.ascending("tag")], collapse: "n", facets: [.values("tag")])
    let found = try index.search(query, options: options)
    #expect(found.isPartial && found.total == .init(value: 0, relation: .atLeast))
    #expect(found.hits.isEmpty && found.next == nil)
    #expect(found.facets.allSatisfy { $0.counts.isEmpty })
    var unlimited = options
    unlimited.timeLimit = .seconds(600)
    #expect(try index.search(query, options: unlimited).hits.count == 10)
  }

  @Test func daysHaveTheirNames() {
    for day in stride(from: ISODate.daysSince1970(-1, 12, 1), to: 3_000_000, by: 13) {
      let (year, month, dayOfMonth) = ISODate.calendarDate(ofDay: day)
      #expect(ISODate.daysSince1970(year, month, dayOfMonth) == day)
      #expect((1...12).contains(month) && (1...31).contains(dayOfMonth))
    }
  }

  @Test func facetsAreReadAsTheyAreWritten() {
    #expect(Facet(written: "kind") == .values("kind"))
    #expect(Facet(written: "kind:20") == .values("kind", limit: 20))
    #expect(Facet(written: "date:month") == .dates("date", by: .month))
    let ranges = Facet(written: "size:0..9,[10 TO 20},>=20")
    #expect(
      ranges
        == .ranges(
          "size",
          [
            ValueRange(from: .init("0"), to: .init("9")),
            ValueRange(from: .init("10"), to: .init("20", isIncluded: false)),
            ValueRange(from: .init("20"), to: nil),
          ]))
    for wrong in ["", ":", ":3", "a:", "a:x", "a:1..2,", "a:-1"] {
      #expect(Facet(written: wrong) == nil, "\(wrong)")
    }
  }
}
