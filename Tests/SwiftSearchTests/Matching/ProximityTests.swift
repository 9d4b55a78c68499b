import Testing

@testable import SwiftSearch

/// What is near what, in texts that are short enough to count in.
@Suite struct ProximityTests {
  private let index: SmallIndex

  private static let texts = [
    "the colony of an AI empire",  // 0
    "AI colony",  // 1
    "colony AI",  // 2
    "AI one two three four colony",  // 3
    "免责声明", "免责的声明", "免责一二三声明", "声明和免责",  // 4 5 6 7
    "a b a b a b", "a x b", "b a",  // 8 9 10
    "one a. Two b",  // 11
  ]

  init() throws { index = try SmallIndex(Self.texts) }

  @Test(arguments: [
    ("\"AI colony\"", [1]), ("\"AI colony\"~0", [1, 2]), ("\"AI colony\"~2", [0, 1, 2]),
    ("\"AI colony\"~3", [0, 1, 2]), ("\"AI colony\"~4", [0, 1, 2, 3]),
    ("\"AI colony\"~>4", [1, 3]), ("\"colony AI\"~>4", [0, 2]),
    ("\"免责 声明\"", [4]), ("\"免责 声明\"~1", [4, 5, 7]), ("\"免责 声明\"~3", [4, 5, 6, 7]),
    ("\"免责 声明\"~>3", [4, 5, 6]), ("\"免 声\"~2", [4, 5, 7]),
    ("\"a a a\"~10", [8]), ("\"a a a a\"~10", []), ("\"b a\"~>0", [8, 10]),
    ("\"col* *i\"~>0", [2]), ("\"ai c*y\"", [1]), ("\"colny~ empire\"~5", [0]),
    ("\"nowhere ai\"~5", []), ("\"- ai\"~5", [0, 1, 2, 3]), ("\"a b\"~1", [8, 9, 10, 11]),
    ("text:\"ai colony\"~9", [0, 1, 2, 3]),
  ])
  func partsAreNear(query: String, found: [Int]) throws {
    var options = SearchOptions()
    options.usesVariants = false
    #expect(try index.numbers(query, options: options).sorted() == found, "\(query)")
  }

  /// Only what is part of a place is marked, and a place is where the words are near.
  @Test(arguments: [
    ("\"a b\"~>0", "«a» «b» «a» «b» «a» «b»", 8),
    ("\"ai colony\"~4", "«AI» one two three four «colony»", 3),
    ("\"免责 声明\"~3", "«免责»一二三«声明»", 6),
    ("\"ai colony\"~2", "the «colony» of an «AI» empire", 0),
  ])
  func placesAreMarked(query: String, marked: String, number: Int) throws {
    let hit = try #require(
      try index.search(query).hits.first { $0.key == "\(number)" })
    #expect(hit.snippets.first.map(Self.mark) == marked)
  }

  private static func mark(_ snippet: Snippet) -> String {
    var bytes = Array(snippet.text.utf8)
    for range in snippet.highlights.reversed() {
      bytes.insert(contentsOf: "»".utf8, at: range.upperBound)
      bytes.insert(contentsOf: "«".utf8, at: range.lowerBound)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The scan, which never goes back, against a search that tries everything.
  @Test(arguments: 0..<200)
  func placesAreCountedAsByTrying(seed: Int) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let words = (0..<1 + random.below(4)).map { _ in UInt8(random.below(3)) }
      var terms: [PlannedQuery.Term] = []
      var parts: [(terms: [PlannedQuery.Term], length: UInt32)] = []
      for word in words {
        var part = [PlannedQuery.Term(bytes: [word])]
        if random.oneIn(3) { part.append(PlannedQuery.Term(bytes: [word, 1], offset: 1)) }
        parts.append((part, UInt32(part.count)))
        terms += part
      }
      let rule = ProximityRule(
        parts, distance: UInt32(random.below(6)), isOrdered: random.oneIn(2))
      // The same term stands in the same places.
      var places: [[UInt8]: [UInt32]] = [:]
      let density = random.pick([2, 4, 10])
      let positions = terms.map { term in
        let list =
          places[term.bytes] ?? (0..<60).filter { _ in random.oneIn(density) }.map(UInt32.init)
        places[term.bytes] = list
        return list
      }
      var scan = ProximityScan(rule)
      let found = scan.run(positions, offsets: terms.map(\.offset))
      let expected = BruteForceProximity(terms, rule).frequency(positions)
      #expect(found == expected, "seed \(seed)")
    }
  }
}
