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
  /// The best documents in their order, each with the number of its query in ``resolved``.
  var top: [(document: ScoredDocument, query: Int)] = []
  /// What was looked for in each tier that was asked.
  var resolved: [ResolvedQuery] = []

  init() {}

  init(_ search: TieredSearch) {
    tier = search.tier
    total = search.total
    isTotalExact = search.isTotalExact
    isPartial = search.isPartial
    isCut = search.isCut
    work = search.work
    top = search.top
    resolved = search.resolved
  }
}
