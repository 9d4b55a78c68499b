/// Answers a query as it was typed and, where that finds too little, less and less strictly.
struct TieredSearch {
  /// The last tier that found a document which those before it had not.
  private(set) var tier = SearchTier.exact
  /// How many documents match in the tiers that were asked.
  private(set) var total = 0
  /// Whether ``total`` is the number and not a lower bound of it.
  private(set) var isTotalExact = true
  /// The best documents, those of stricter tiers first, each with the number of its query in
  /// ``resolved``.
  private(set) var top: [(document: ScoredDocument, query: Int)] = []
  /// What was looked for in each tier that was asked.
  private(set) var resolved: [ResolvedQuery] = []

  /// - Parameters:
  ///   - wanted: how many documents are enough.
  ///   - relaxes: whether it goes on to less strict tiers at all.
  ///   - countsExactly: whether ``total`` must be exact.
  ///   - scratch: memory to work in.
  init(
    _ query: Query, _ planner: QueryPlanner, ranking: BM25, wanted: Int, relaxes: Bool = true,
    countsExactly: Bool = true, in scratch: MatchingScratch
  ) throws(FormatError) {
    let snapshot = planner.snapshot
    var seen: Set<ScoredDocument.Place> = []
    let tiers: [SearchTier] =
      relaxes && planner.canRelax(query) ? SearchTier.allCases : [.exact]
    for tier in tiers {
      guard let planned = try planner.plan(query, tier: tier) else { continue }
      let resolved = try ResolvedQuery(
        planned, snapshot, ranking: ranking, isScored: wanted > 0)
      let limit = wanted.addingReportingOverflow(seen.count)
      let found = try SnapshotSearch.run(
        resolved, snapshot, limit: wanted == 0 ? 0 : limit.overflow ? .max : limit.partialValue,
        countsExactly: countsExactly, in: scratch)
      isTotalExact = isTotalExact && found.isTotalExact
      if self.resolved.isEmpty, tiers.count == 1 || found.total >= max(1, wanted) {
        self.tier = tier
        self.resolved.append(resolved)
        total = found.total
        top = found.top.map { ($0, 0) }
        return
      }
      // A stricter tier has forms that the others do not look for, so that none has all.
      let places = Set(found.top.map(\.place))
      let before = total
      total = found.total
      for (document, _) in top where !places.contains(document.place) {
        if try !resolved.matches(document) { total += 1 }
      }
      if total > before { self.tier = tier }
      self.resolved.append(resolved)
      for document in found.top where top.count < wanted {
        if seen.insert(document.place).inserted { top.append((document, self.resolved.count - 1)) }
      }
      if total >= max(1, wanted) { return }
    }
  }
}
