/// Searches segments for one thread, those with lower numbers first.
struct SegmentSearch {
  struct Answer: Equatable, Sendable {
    var total = 0
    /// Whether ``total`` is the number of matches and not a lower bound of it.
    var isTotalExact = true
    /// Whether the search ended before it had looked everywhere.
    var isPartial = false
    /// The best documents, best first.
    var top: [ScoredDocument] = []
    var work = SearchWork()

    /// Adds what another thread found at the same time, so that the order is lost.
    mutating func add(_ other: Answer) {
      total += other.total
      isTotalExact = isTotalExact && other.isTotalExact
      isPartial = isPartial || other.isPartial
      top += other.top
      let threads = work.threads + other.work.threads
      work.add(other.work)
      work.threads = threads
    }
  }

  private let query: ResolvedQuery
  private let limit: Int
  private let countsExactly: Bool
  private let listLimit: Int
  private let signal: StopSignal?
  private let scratch: MatchingScratch
  private let top: TopDocuments
  private var total = 0
  private var isTotalExact = true
  private(set) var isPartial = false

  /// - Parameters:
  ///   - limit: how many of the best documents to find.
  ///   - countsExactly: whether to count all matches.
  ///   - shared: what is common to the threads of a search.
  ///   - listLimit: as ``SearchResources/listLimit``.
  init(
    _ query: ResolvedQuery, limit: Int, countsExactly: Bool, shared: SharedThreshold? = nil,
    listLimit: Int = ListSearch.limit, signal: StopSignal?, in scratch: MatchingScratch
  ) {
    self.query = query
    self.limit = limit
    self.countsExactly = countsExactly
    self.listLimit = listLimit
    self.signal = signal
    self.scratch = scratch
    top = TopDocuments(limit: limit, shared: shared, in: scratch.heap)
    scratch.work.reset()
  }

  /// What was found in the segments that were searched; the documents are then no longer kept.
  func takeAnswer() -> Answer {
    let top = top.sorted()
    if scratch.work.isCut {
      return Answer(isTotalExact: false, isPartial: true, work: SearchWork(scratch.work))
    }
    return Answer(
      total: total, isTotalExact: isTotalExact, isPartial: isPartial, top: top,
      work: SearchWork(scratch.work))
  }

  mutating func search(_ number: Int) throws(FormatError) {
    do {
      let isCounted = try findBest(number)
      isPartial = isPartial || scratch.work.isCut
      if !isCounted, !isPartial, countsExactly {
        // Clauses never go back, so those of the search for the best are others.
        guard let clauses = try clauses(number) else { return }
        try count(clauses, number)
        isPartial = isPartial || scratch.work.isCut
      }
      isTotalExact = isTotalExact && !isPartial && (isCounted || countsExactly)
    } catch {
      throw error.inFile(query.snapshot.segments[number].fileName)
    }
  }

  /// - Returns: whether the matches are counted.
  private mutating func findBest(_ number: Int) throws(FormatError) -> Bool {
    let segment = query.snapshot.segments[number]
    if limit <= 0, segment.deletions == nil, let known = query.knownCount(inSegment: number) {
      total += known
      scratch.work.segments += 1
      scratch.work.knownCounts += 1
      scratch.work.blocks += (known + Postings.postingCount - 1) / Postings.postingCount
      return true
    }
    guard let clauses = try clauses(number) else { return true }
    let known = clauses.knownCount(in: segment)
    total += known ?? 0
    scratch.work.segments += 1
    scratch.work.knownCounts += known == nil ? 0 : 1
    guard limit > 0 else {
      if known == nil { try count(clauses, number) }
      return true
    }
    if let refinement = query.refinement {
      top.refinement = SegmentRefinement(refinement, segment, number: number)
    }
    if let isCounted = try findListed(clauses, number, isKnown: known != nil) {
      return isCounted || known != nil
    }
    let counts = known == nil && countsExactly && !clauses.required.isEmpty
    if counts, let count = try clauses.unionCount(in: segment) {
      total += count
      // Clauses never go back, so those of the search for the best are others.
      guard let clauses = try self.clauses(number) else { return true }
      try findBest(clauses.required[0], [], clauses, number, counts: false)
      return true
    }
    if let lead = clauses.required.first, let others = clauses.otherTerms {
      try findBest(lead, others, clauses, number, counts: counts)
      return counts || known != nil
    }
    var search = TopSearch(
      clauses, segment: number, of: segment, top: top, counts: counts,
      budget: SearchBudget(signal), in: scratch)
    try search.run()
    isPartial = search.isPartial
    if counts { total += search.count }
    return counts || known != nil
  }

  /// - Parameter isKnown: whether the number of matches is known.
  /// - Returns: whether the matches are counted; `nil` where the clauses are searched otherwise.
  private mutating func findListed(
    _ clauses: QueryClauses, _ number: Int, isKnown: Bool
  ) throws(FormatError) -> Bool? {
    guard ListSearch.mayFind(clauses, top),
      var search = try ListSearch(
        clauses, segment: number, of: query.snapshot.segments[number], top: top,
        counts: countsExactly && !isKnown, limit: listLimit,
        budget: SearchBudget(signal), in: scratch)
    else { return nil }
    try search.run()
    isPartial = search.isPartial
    if search.isCounted, !isKnown { total += search.count }
    return search.isCounted
  }

  private mutating func findBest(
    _ lead: any Clause, _ others: [TermMatcher], _ clauses: QueryClauses, _ number: Int,
    counts: Bool
  ) throws(FormatError) {
    var search = LeadSearch(
      lead, others, without: clauses.excluded, segment: number, of: query.snapshot.segments[number],
      top: top, counts: counts, budget: SearchBudget(signal), in: scratch)
    try search.run()
    isPartial = search.isPartial
    if counts { total += search.count }
  }

  private mutating func count(_ clauses: QueryClauses, _ number: Int) throws(FormatError) {
    let segment = query.snapshot.segments[number]
    if let count = try clauses.unionCount(in: segment) {
      total += count
      return
    }
    // Which finds the best too, unless none are wanted.
    if limit <= 0, let lead = clauses.required.first, let others = clauses.otherTerms,
      !UnscoredWalk.hasWindows(clauses, documentCount: segment.documentCount)
    {
      return try findBest(lead, others, clauses, number, counts: true)
    }
    var search = CountSearch(clauses, segment, budget: SearchBudget(signal), in: scratch)
    total += try search.count()
    isPartial = search.isPartial
  }

  private func clauses(_ number: Int) throws(FormatError) -> QueryClauses? {
    // Nothing is left of what was searched before.
    scratch.reset()
    guard let root = query.root else { return nil }
    return try QueryClauses(root, query, segment: number, in: scratch)
  }
}
