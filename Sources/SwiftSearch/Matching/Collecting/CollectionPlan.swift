/// What is wanted of all documents that match.
struct CollectionPlan: Sendable {
  var order: RankOrder
  /// How many documents are wanted, the first of the order.
  var limit: Int
  /// The place in the order behind which documents are wanted, and the document there.
  var after: (place: CursorPlace, document: ScoredDocument.Place?)?
  /// What is counted of all documents.
  var facets: [FacetPlan] = []

  /// Whether documents need their scores before it is known which of them are wanted.
  var needsScores: Bool { order.needsScores && limit > 0 }
}

/// What was collected of the matches of a segment.
struct SegmentCollection: Sendable {
  var segment: Int
  var total = 0
  /// Whether it ended before it had looked everywhere.
  var isPartial = false
  /// The first matches in the order that is wanted.
  var matches: [RankedMatch] = []
  /// What was counted for each facet.
  var facets: [FacetPart] = []
  /// The documents that were found in this tier and those before it, where it matters.
  var seen: [UInt64]?
  var work = SearchWork()
}
