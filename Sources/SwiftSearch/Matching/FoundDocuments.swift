/// What a search found, before anything that is stored of it is read.
struct FoundDocuments {
  /// The last tier that found a document which those before it had not.
  var tier = SearchTier.exact
  /// How many documents match in the tiers that were asked.
  var total = 0
  /// Whether ``total`` is the number and not a lower bound of it.
  var isTotalExact = true
  /// Whether the search ended before it had looked everywhere.
  var isPartial = false
  /// Whether a pattern means more terms than were looked for.
  var isCut = false
  var work = SearchWork()
  /// The best documents in their order.
  var top: [ScoredDocument] = []
  /// Which of ``resolved`` found each of the best documents; empty when the first one found all.
  var queries: [Int] = []
  /// The last of ``top`` with its place in the order, unless that is its score.
  var last: RankedMatch?
  var order = RankOrder.byScore
  /// See ``CollectionPlan/showsTiersInTurn``.
  var showsTiersInTurn = true
  /// How many other documents each of ``top`` stands for, if any do.
  var others: [Int]?
  /// Whether there is a tier that was not asked, because there was enough without it.
  var hasFurtherTier = false
  /// What was counted for each facet.
  var facets: [FacetCounts] = []
  /// What was looked for in each tier that was asked.
  var resolved: [ResolvedQuery] = []

  /// The number in ``resolved`` of the query that found a document of ``top``.
  func query(ofPlace place: Int) -> Int { queries.isEmpty ? 0 : queries[place] }

  /// The place of the last document.
  ///
  /// - Parameters:
  ///   - rank: how many hits stand before and at it.
  ///   - key: the document's key.
  func lastPlace(rank: Int, key: String, in snapshot: IndexSnapshot) -> CursorPlace? {
    let scoring = resolved.last?.refinement?.scoring
    let moment = scoring.flatMap { Int64(exactly: $0.moment) } ?? 0
    let place =
      last
      ?? top.last.map { document in
        let query = query(ofPlace: top.count - 1)
        let key = KeyBlock.key(ofScore: document.score, tier: query)
        return RankedMatch(document: document, query: query, values: [.key(key)])
      }
    return place.map {
      CursorPlace(
        $0, rank: rank, moment: moment, key: key,
        tierCount: showsTiersInTurn ? $0.query + 1 : resolved.count,
        order, snapshot)
    }
  }
}
