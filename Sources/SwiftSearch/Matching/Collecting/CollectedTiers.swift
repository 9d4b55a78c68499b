/// Answers a query by collecting all documents that match, first as it was typed and, where that
/// finds too little, less and less strictly.
struct CollectedTiers {
  private let plan: CollectionPlan
  private let snapshot: IndexSnapshot
  private let resources: SearchResources
  private var found = FoundDocuments()
  private var collections: [SegmentCollection] = []

  private init(_ plan: CollectionPlan, _ snapshot: IndexSnapshot, _ resources: SearchResources) {
    self.plan = plan
    self.snapshot = snapshot
    self.resources = resources
  }

  /// - Parameters:
  ///   - enough: how many documents are enough not to ask the next tier.
  ///   - relaxes: whether it goes on to less strict tiers at all.
  static func run(
    _ query: Query, _ planner: QueryPlanner, _ plan: CollectionPlan, ranking: BM25, enough: Int,
    relaxes: Bool, with resources: SearchResources
  ) throws(FormatError) -> FoundDocuments {
    var search = CollectedTiers(plan, planner.snapshot, resources)
    try search.collect(query, planner, ranking, enough: enough, relaxes: relaxes)
    try search.finish()
    return search.found
  }

  private mutating func collect(
    _ query: Query, _ planner: QueryPlanner, _ ranking: BM25, enough: Int, relaxes: Bool
  ) throws(FormatError) {
    let tiers: [SearchTier] =
      relaxes && planner.canRelax(query) ? SearchTier.allCases : [.exact]
    defer {
      found.hasFurtherTier = plan.showsTiersInTurn && found.resolved.count < tiers.count
    }
    var seen: [[UInt64]] = []
    if tiers.count > 1 {
      seen = snapshot.segments.map { [UInt64](repeating: 0, count: ($0.documentCount + 63) / 64) }
    }
    for tier in tiers {
      guard let planned = try planner.plan(query, tier: tier) else { continue }
      found.isCut = planner.isCut
      let resolved = try ResolvedQuery(
        planned, snapshot, ranking: ranking, isScored: plan.limit > 0,
        refinement: plan.refinement, until: resources.signal)
      if resources.signal?.isRaised ?? false {
        found.isPartial = true
        return
      }
      let before = found.total
      try collect(resolved, &seen)
      if found.total > before { found.tier = tier }
      if found.isPartial || isEnough(enough) { return }
    }
  }

  /// Whether the next tier is not asked.
  private func isEnough(_ enough: Int) -> Bool {
    guard let place = plan.after?.place else { return found.total >= max(1, enough) }
    guard found.resolved.count >= place.tierCount else { return false }
    guard plan.showsTiersInTurn else { return true }
    // Less strict tiers follow where all of the stricter ones has been shown.
    return collections.reduce(0) { $0 + $1.matches.count } >= enough
  }

  private mutating func collect(
    _ resolved: ResolvedQuery, _ seen: inout [[UInt64]]
  ) throws(FormatError) {
    let results = try CollectingSearch.run(
      plan, resolved, tier: found.resolved.count, seen: seen, with: resources)
    found.resolved.append(resolved)
    found.work.gatheredPostings += resolved.gatheredPostings
    for result in results {
      found.total += result.total
      found.isPartial = found.isPartial || result.isPartial
      found.work.add(result.work)
      if let bits = result.seen { seen[result.segment] = bits }
    }
    collections += results
  }

  // MARK: All of it together

  private mutating func finish() throws(FormatError) {
    found.isTotalExact = !found.isPartial
    var matches: [RankedMatch] = []
    for collection in collections { matches += collection.matches }
    let groups = collections.compactMap(\.groups)
    matches += try SegmentGroups.merged(groups, limit: plan.limit, plan.order)
    if collections.count > 1 || !groups.isEmpty { matches.sort { $0.precedes($1, plan.order) } }
    if matches.count > plan.limit { matches.removeSubrange(plan.limit...) }
    if !plan.needsScores { try findScores(of: &matches) }
    found.top = matches.map(\.document)
    found.queries = matches.map(\.query)
    found.last = matches.last
    for (index, facet) in plan.facets.enumerated() {
      let parts = collections.compactMap { $0.facets.isEmpty ? nil : $0.facets[index] }
      found.facets.append(try FacetMerging.counts(facet, parts))
    }
    found.order = plan.order
    found.showsTiersInTurn = plan.showsTiersInTurn
    if plan.collapse != nil { found.others = matches.map(\.others) }
  }

  /// Finds the scores of the documents that are wanted, which did not need them to be found.
  private func findScores(of matches: inout [RankedMatch]) throws(FormatError) {
    let scratch = resources.scratches.take() ?? MatchingScratch()
    defer {
      scratch.finish()
      resources.scratches.put(scratch)
    }
    let order = matches.indices.sorted {
      (matches[$0].query, matches[$0].document.segment, matches[$0].document.document)
        < (matches[$1].query, matches[$1].document.segment, matches[$1].document.document)
    }
    var walk: ScoredWalk?
    var scoring: SegmentScoring?
    var last = (query: -1, segment: -1)
    for index in order {
      let match = matches[index]
      let (query, segment) = (match.query, match.document.segment)
      do {
        if last != (query, segment) {
          scratch.reset()
          walk = try ScoredWalk(
            found.resolved[query], segment: segment, budget: SearchBudget(nil), in: scratch)
          scoring = plan.refinement?.scoring.map { SegmentScoring($0, snapshot.segments[segment]) }
          last = (query, segment)
        }
        let document = match.document.document
        let score = try walk?.score(of: document) ?? 0
        matches[index].document.score = scoring?.score(score, of: document) ?? score
      } catch {
        throw error.inFile(snapshot.segments[segment].fileName)
      }
    }
  }
}
