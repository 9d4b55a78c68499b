/// A document with its place in an order.
struct RankedMatch: Sendable {
  var document: ScoredDocument
  /// The number of the query, in the order of the tiers, that found it.
  var query: Int
  var values: [RankValue]
  /// How many other documents it stands for.
  var others = 0
  /// What it was inserted into a heap with.
  var payload = 0

  /// Whether it comes before another document: by the values, then the older first.
  func precedes(_ other: RankedMatch, _ order: RankOrder) -> Bool {
    for (index, part) in order.parts.enumerated() {
      let result = values[index].order(to: other.values[index], part)
      if result != 0 { return result < 0 }
    }
    return document.place.precedes(other.document.place)
  }
}

extension ScoredDocument.Place {
  func precedes(_ other: ScoredDocument.Place) -> Bool {
    (segment, document) < (other.segment, other.document)
  }
}
