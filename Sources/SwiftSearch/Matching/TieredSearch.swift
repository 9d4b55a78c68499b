/// Answers a query as it was typed and, where that finds too little, less and less strictly.
struct TieredSearch {
  /// The last tier that found a document which those before it had not.
  private(set) var tier = SearchTier.exact
  /// How many documents match in the tiers that were asked.
  private(set) var total = 0
  /// Whether ``total`` is the number and not a lower bound of it.
  private(set) var isTotalExact = true
  /// Whether the search ended before it had looked everywhere.
  private(set) var isPartial = false
  /// Whether a pattern means more terms than were looked for.
  private(set) var isCut = false
  private(set) var work = SearchWork()
  /// The best documents, those of stricter tiers first.
  private(set) var top: [ScoredDocument] = []
  /// Which of ``resolved`` found each of the best documents; empty when the first one found all.
  private(set) var queries: [Int] = []
  /// Whether there are tiers that were not asked.
  private(set) var hasFurtherTier = false
  /// What was looked for in each tier that was asked.
  private(set) var resolved: [ResolvedQuery] = []

  /// - Parameters:
  ///   - wanted: how many documents are enough.
  ///   - relaxes: whether it goes on to less strict tiers at all.
  ///   - countsExactly: whether ``total`` must be exact.
  ///   - refinement: what decides on the best documents beside their scores.
  ///   - resources: what it may use.
  init(
    _ query: Query, _ planner: QueryPlanner, ranking: BM25, wanted: Int, relaxes: Bool = true,
    countsExactly: Bool = true, refinement: RankRefinement? = nil, with resources: SearchResources
  ) throws(FormatError) {
    var seen: Set<ScoredDocument.Place> = []
    let isStrict = !relaxes || !planner.canRelax(query)
    defer { hasFurtherTier = !isStrict && resolved.count < SearchTier.allCases.count }
    for tier in SearchTier.allCases where tier == .exact || !isStrict {
      guard let planned = try planner.plan(query, tier: tier) else { continue }
      isCut = planner.isCut
      let resolved = try ResolvedQuery(
        planned, planner.snapshot, ranking: ranking, isScored: wanted > 0,
        refinement: refinement, until: resources.signal)
      // What was planned and resolved may lack something, and would be scored otherwise.
      if resources.signal?.isRaised ?? false {
        end()
        return
      }
      let limit = wanted.addingReportingOverflow(seen.count)
      let found = try SnapshotSearch.run(
        resolved, limit: wanted == 0 ? 0 : limit.overflow ? .max : limit.partialValue,
        countsExactly: countsExactly, with: resources)
      work.add(found.work)
      work.gatheredPostings += resolved.gatheredPostings
      isTotalExact = isTotalExact && found.isTotalExact
      isPartial = found.isPartial
      if self.resolved.isEmpty, isStrict || isPartial || found.total >= max(1, wanted) {
        self.tier = tier
        self.resolved.append(resolved)
        total = found.total
        top = found.top
        return
      }
      let before = total
      try count(found, resolved, resources.budget)
      if total > before { self.tier = tier }
      self.resolved.append(resolved)
      for document in found.top where top.count < wanted {
        guard seen.insert(document.place).inserted else { continue }
        top.append(document)
        queries.append(self.resolved.count - 1)
      }
      if isPartial || total >= max(1, wanted) { return }
    }
  }

  private mutating func end() {
    isPartial = true
    isTotalExact = false
  }

  /// Adds up what a tier found and those before it had found.
  private mutating func count(
    _ found: SnapshotSearch.Answer, _ resolved: ResolvedQuery, _ budget: SearchBudget
  ) throws(FormatError) {
    var budget = budget
    // A stricter tier has forms that the others do not look for, so that none has all.
    let places = Set(found.top.map(\.place))
    let before = total
    total = found.total
    for document in top where !places.contains(document.place) {
      guard !found.isPartial, budget.allows(8) else {
        // As many as are known without looking.
        total = max(before, found.total)
        return end()
      }
      if try !resolved.matches(document) { total += 1 }
    }
  }
}
