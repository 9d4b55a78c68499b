/// Collects what is wanted of the matches of one segment, all of which are visited.
struct SegmentCollecting {
  private let plan: CollectionPlan
  private let query: ResolvedQuery
  private let segment: SegmentReader
  private let signal: StopSignal?
  private let keys: SegmentKeys
  private let scoring: SegmentScoring?
  private let heap: RankHeap
  private var facets: [FacetCounting] = []
  private var groups: GroupCollecting?
  private var result: SegmentCollection

  /// - Parameters:
  ///   - tier: the number of the query in the order of the tiers.
  ///   - seen: the documents that the tiers before it found, where it matters.
  static func run(
    _ plan: CollectionPlan, _ query: ResolvedQuery, tier: Int, segment number: Int,
    seen: [UInt64]?, until signal: StopSignal?, in scratch: MatchingScratch
  ) throws(FormatError) -> SegmentCollection {
    scratch.work.reset()
    let segment = query.snapshot.segments[number]
    do {
      var collecting = try SegmentCollecting(
        plan, query, tier: tier, segment: number, seen: seen, until: signal)
      if collecting != nil { try collecting?.collect(in: scratch) }
      guard var result = collecting?.result, !scratch.work.isCut else {
        return SegmentCollection(segment: number, isPartial: true, seen: seen)
      }
      scratch.work.segments += 1
      result.work = SearchWork(scratch.work)
      return result
    } catch {
      throw error.inFile(segment.fileName)
    }
  }

  /// - Returns: `nil` if it was ended early.
  private init?(
    _ plan: CollectionPlan, _ query: ResolvedQuery, tier: Int, segment number: Int,
    seen: [UInt64]?, until signal: StopSignal?
  ) throws(FormatError) {
    self.plan = plan
    self.query = query
    self.signal = signal
    segment = query.snapshot.segments[number]
    guard let keys = try SegmentKeys(plan.order, tier: tier, segment, until: signal) else {
      return nil
    }
    self.keys = keys
    scoring = plan.refinement?.scoring.map { [segment] in SegmentScoring($0, segment) }
    heap = RankHeap(limit: plan.limit, width: plan.order.parts.count)
    result = SegmentCollection(segment: number, seen: seen)
    for facet in plan.facets {
      guard let counting = try FacetCounting(facet, segment, until: signal) else { return nil }
      facets.append(counting)
    }
    if let collapse = plan.collapse, plan.limit > 0 {
      groups = try GroupCollecting(collapse.field, keys, segment, until: signal)
      if groups == nil { return nil }
    }
  }

  private mutating func collect(in scratch: MatchingScratch) throws(FormatError) {
    let start = try plan.after.map { place, document throws(FormatError) in
      try keys.start(behind: place, at: document, segment: result.segment)
    }
    result.isPartial =
      plan.needsScores
      ? try collectScored(after: start, in: scratch)
      : try collectUnscored(after: start, in: scratch)
    result.facets = facets.map(\.part)
    result.groups = try groups?.result(
      ofSegment: result.segment, limit: plan.limit, after: start)
    result.matches = try heap.matches(ofSegment: result.segment, keys)
  }

  /// - Returns: whether it ended early.
  private mutating func collectScored(
    after start: RankStart?, in scratch: MatchingScratch
  ) throws(FormatError) -> Bool {
    let walk = try ScoredWalk(
      query, segment: result.segment, budget: SearchBudget(signal), in: scratch)
    guard var walk else { return false }
    let candidates = walk.candidates
    while try walk.next(seen: &result.seen) {
      scratch.work.countedWindows += 1
      scratch.work.candidates += candidates.count
      if let scoring { candidates.mapScores { scoring.score($1, of: $0) } }
      try add(candidates, after: start)
    }
    return walk.isPartial
  }

  /// - Returns: whether it ended early.
  private mutating func collectUnscored(
    after start: RankStart?, in scratch: MatchingScratch
  ) throws(FormatError) -> Bool {
    guard let root = query.root,
      let clauses = try QueryClauses(root, query, segment: result.segment, in: scratch)
    else { return false }
    var walk = UnscoredWalk(clauses, segment, budget: SearchBudget(signal), in: scratch)
    let part = scratch.candidates()
    while let found = try walk.next() {
      switch found {
      case .candidates(let candidates):
        result.addToSeen(candidates)
        try add(candidates, after: start)
      case .bits(let bits):
        result.addToSeen(bits)
        for number in 0..<bits.partCount {
          part.take(from: bits, part: number)
          scratch.work.candidates += part.count
          try add(part, after: start)
        }
      }
    }
    return walk.isPartial
  }

  private mutating func add(
    _ candidates: Candidates, after start: RankStart?
  ) throws(FormatError) {
    guard !candidates.isEmpty else { return }
    result.total += candidates.count
    for facet in facets { try facet.add(candidates) }
    guard plan.limit > 0 else { return }
    try keys.fill(candidates)
    guard let groups else {
      heap.insert(candidates, keys.blocks, after: start)
      return
    }
    try groups.add(candidates) { index in
      heap.insert(candidates, index, keys.blocks, start)
    }
  }
}

extension SegmentCollection {
  /// Drops the documents that were found before, and says of the others that they were found.
  fileprivate mutating func addToSeen(_ candidates: Candidates) {
    changeSeen {
      candidates.remove($0)
      candidates.insert(into: &$0)
    }
  }

  /// Drops the documents that were found before, and says of the others that they were found.
  fileprivate mutating func addToSeen(_ window: DocumentBits) {
    changeSeen {
      window.subtract($0)
      window.insert(into: &$0)
    }
  }

  private mutating func changeSeen(_ change: (inout [UInt64]) -> Void) {
    guard var bits = seen else { return }
    // Two references would make it a copy.
    seen = nil
    change(&bits)
    seen = bits
  }
}
