import Testing

@testable import SwiftSearch

@Suite struct TopDocumentsTests {
  @Test(arguments: 0..<40)
  func theBestAreThoseOfASort(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var all: [ScoredDocument] = []
    for segment in 0..<random.below(4) {
      for document in 0..<random.below(200) {
        // Few different scores, so that there are many ties.
        let score = Float(random.below(random.pick([2, 10, 1000])))
        all.append(ScoredDocument(segment: segment, document: UInt32(document), score: score))
      }
    }
    let sorted = all.sorted {
      ($1.score, $0.segment, $0.document) < ($0.score, $1.segment, $1.document)
    }
    for limit in [0, 1, 2, 10, all.count, .max] {
      let top = TopDocuments(limit: limit)
      for document in all where limit > 0 { top.insert(document) }
      let found = top.sorted()
      #expect(found == Array(sorted.prefix(limit)), "seed \(seed), limit \(limit)")
    }
  }

  /// Scores from a damaged index may be anything; their order then means nothing, but must exist.
  @Test(arguments: [1, 2, 3, 5, 8, 300])
  func anythingHasAnOrder(count: Int) {
    let strange: [Float] = [-.nan, .nan, -0.0, 0, .infinity, -1, -.infinity, 2]
    for first in strange.indices {
      let top = TopDocuments(limit: count)
      for index in 0..<count {
        let score = strange[(first + index) % (index % 2 == 0 ? 1 + first : strange.count)]
        top.insert(ScoredDocument(segment: 0, document: UInt32(index), score: score))
      }
      #expect(Set(top.sorted().map(\.document)).count == count)
    }
  }
}
