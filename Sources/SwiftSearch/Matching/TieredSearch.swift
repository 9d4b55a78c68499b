/// Answers a query as it was typed and, where that finds too little, less and less strictly.
enum TieredSearch {
  /// - Parameters:
  ///   - wanted: how many documents are enough.
  ///   - relaxes: whether it goes on to less strict tiers at all.
  ///   - countsExactly: whether the total must be exact.
  ///   - refinement: what decides on the best documents beside their scores.
  ///   - resources: what it may use.
  static func run(
    _ query: Query, _ planner: QueryPlanner, ranking: BM25, wanted: Int, relaxes: Bool = true,
    countsExactly: Bool = true, refinement: RankRefinement? = nil, with resources: SearchResources
  ) throws(FormatError) -> FoundDocuments {
    let isStrict = !relaxes || !planner.canRelax(query)
    var found = FoundDocuments()
    var seen: Set<ScoredDocument.Place> = []
    for tier in SearchTier.allCases where tier == .exact || !isStrict {
      guard let planned = try planner.plan(query, tier: tier) else { continue }
      found.isCut = planner.isCut
      let resolved = try ResolvedQuery(
        planned, planner.snapshot, ranking: ranking, isScored: wanted > 0,
        refinement: refinement, until: resources.signal)
      // What was planned and resolved may lack something, and would be scored otherwise.
      if resources.signal?.isRaised ?? false {
        found.end()
        break
      }
      let limit = wanted.addingReportingOverflow(seen.count)
      let answer = try SnapshotSearch.run(
        resolved, limit: wanted == 0 ? 0 : limit.overflow ? .max : limit.partialValue,
        countsExactly: countsExactly, with: resources)
      if found.resolved.isEmpty,
        isStrict || answer.isPartial || answer.total >= max(1, wanted)
      {
        return FoundDocuments(
          answer, of: resolved, tier, isCut: planner.isCut, hasFurtherTier: !isStrict)
      }
      try found.add(answer, of: resolved, tier, wanted, &seen, resources.budget)
      if found.isPartial || found.total >= max(1, wanted) { break }
    }
    found.hasFurtherTier = !isStrict && found.resolved.count < SearchTier.allCases.count
    return found
  }
}

extension FoundDocuments {
  /// What a tier found as the whole answer.
  fileprivate init(
    _ answer: SnapshotSearch.Answer, of resolved: ResolvedQuery, _ tier: SearchTier, isCut: Bool,
    hasFurtherTier: Bool
  ) {
    self.init(
      tier: tier, total: answer.total, isTotalExact: answer.isTotalExact,
      isPartial: answer.isPartial, isCut: isCut, work: answer.work, top: answer.top,
      hasFurtherTier: hasFurtherTier, resolved: [resolved])
    work.gatheredPostings = resolved.gatheredPostings
  }

  /// Adds what a tier found to what those before it had found.
  fileprivate mutating func add(
    _ answer: SnapshotSearch.Answer, of resolved: ResolvedQuery, _ tier: SearchTier,
    _ wanted: Int, _ seen: inout Set<ScoredDocument.Place>, _ budget: SearchBudget
  ) throws(FormatError) {
    work.add(answer.work)
    work.gatheredPostings += resolved.gatheredPostings
    isTotalExact = isTotalExact && answer.isTotalExact
    isPartial = answer.isPartial
    let before = total
    try count(answer, resolved, budget)
    if total > before { self.tier = tier }
    self.resolved.append(resolved)
    for document in answer.top where top.count < wanted {
      guard seen.insert(document.place).inserted else { continue }
      top.append(document)
      queries.append(self.resolved.count - 1)
    }
  }

  fileprivate mutating func end() {
    isPartial = true
    isTotalExact = false
  }

  /// Adds up what a tier found and those before it had found.
  private mutating func count(
    _ answer: SnapshotSearch.Answer, _ resolved: ResolvedQuery, _ budget: SearchBudget
  ) throws(FormatError) {
    var budget = budget
    // A stricter tier has forms that the others do not look for, so that none has all.
    let places = Set(answer.top.map(\.place))
    let before = total
    total = answer.total
    for document in top where !places.contains(document.place) {
      guard !answer.isPartial, budget.allows(8) else {
        // As many as are known without looking.
        total = max(before, answer.total)
        return end()
      }
      if try !resolved.matches(document) { total += 1 }
    }
  }
}
