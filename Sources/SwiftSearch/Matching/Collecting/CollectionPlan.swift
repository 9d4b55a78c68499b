/// What is wanted of all documents that match.
struct CollectionPlan: Sendable {
  var order: RankOrder
  /// How many documents are wanted, the first of the order.
  var limit: Int
  var refinement: RankRefinement?
  /// The field of whose values only the first document each is wanted.
  var collapse: Collapse?

  struct Collapse {
    /// `nil` in an index without documents.
    var field: FieldRecord?
  }

  /// Whether less strict tiers follow where the stricter ones have no more to show; else the tiers
  /// that are asked are decided before documents are put in their order.
  var showsTiersInTurn: Bool { order.isByScore && collapse == nil }
  /// What is counted of all documents.
  var facets: [FacetPlan] = []

  var after: (place: CursorPlace, document: ScoredDocument.Place?)? { refinement?.after }

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
  /// What has a value of the field that is collapsed by; the others are among ``matches``.
  var groups: SegmentGroups?
  /// What was counted for each facet.
  var facets: [FacetPart] = []
  /// The documents that were found in this tier and those before it, where it matters.
  var seen: [UInt64]?
  var work = SearchWork()
}
