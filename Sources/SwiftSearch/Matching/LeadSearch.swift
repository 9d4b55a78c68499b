/// Finds the documents of a segment that have a part of a query, or all of several terms: the best
/// of them, and if wanted how many there are.
///
/// The rarest term leads, a block at a time, and the others are looked for in its documents. Mostly
/// few have them all, and only those are scored. Once there are as many as are wanted, the lead is
/// scored first: the others are not looked for, nor their blocks decoded, for documents that cannot
/// be among the best. This is the block-max AND of Ding and Suel, "Faster Top-k Document Retrieval
/// Using Block-Max Indexes" (2011), without the windows of ``TopSearch``, which would cost more
/// than short lists do.
struct LeadSearch {
  private let lead: any Clause
  private let others: [TermMatcher]
  private let excluded: [any Clause]
  private let deletions: [UInt64]?
  private let documentCount: UInt32
  private let segment: Int
  /// Whether all matches are counted, which are then all visited.
  private let counts: Bool
  /// Whether the best are found, and not only counted.
  private let finds: Bool
  private let candidates: Candidates
  private let scratch: MatchingScratch
  private var budget: SearchBudget
  private let top: TopDocuments
  /// What a document must score more than, as far as it is known from elsewhere.
  private var floor = -Float.infinity
  /// What the others from a number on add at most, as soon as it matters: in a run, and anywhere.
  private let runRests: FloatBuffer
  private var rests: FloatBuffer { scratch.rests }
  private var hasRests = false
  /// How many documents match; a lower bound unless all are counted.
  private(set) var count = 0
  /// Whether it ended before it had looked everywhere.
  var isPartial: Bool { budget.isOver }

  /// - Parameters:
  ///   - lead: what has the fewest documents.
  ///   - others: what documents must have besides, if the lead is a term.
  ///   - excluded: what no document may match.
  ///   - top: the best of the segments before.
  ///   - counts: whether to count all matches.
  init(
    _ lead: any Clause, _ others: [TermMatcher], without excluded: [any Clause], segment: Int,
    of reader: SegmentReader, top: TopDocuments, counts: Bool, budget: SearchBudget,
    in scratch: MatchingScratch
  ) {
    self.lead = lead
    self.others = others
    self.excluded = excluded
    self.segment = segment
    self.top = top
    self.counts = counts
    finds = top.capacity > 0
    self.budget = budget
    deletions = reader.deletions?.words
    documentCount = UInt32(reader.documentCount)
    candidates = scratch.candidates()
    runRests = scratch.runRests
    self.scratch = scratch
  }

  mutating func run() throws(FormatError) {
    scratch.work.ledWindows += (Int(documentCount) - 1) >> WindowBounds.shift + 1
    try findFloor()
    // Not loaded, and counted, at each use. Mostly there are no others behind the first one.
    let (lead, candidates, first) = (lead, candidates, others.first)
    var target: UInt32 = 0
    while budget.allows(4 + 4 * others.count) {
      exchangeThreshold()
      let threshold = finds ? max(top.threshold, floor) : -.infinity
      // A damaged index may have scores that are no numbers.
      let hasThreshold = threshold >= 0
      if hasThreshold, !hasRests { try findRests() }
      let least = counts || !hasThreshold ? -.infinity : threshold - rests[0]
      guard let run = try lead.nextRun(from: target, below: documentCount, above: least) else {
        return
      }
      target = run.upperBound
      try search(run, of: lead, and: first, above: threshold, in: candidates)
    }
  }

  /// The highest score of a block is that of a document. So the best blocks tell what the best
  /// documents score at least, if nothing else matters.
  private mutating func findFloor() throws(FormatError) {
    guard finds, top.refinement == nil, others.isEmpty, deletions == nil, excluded.isEmpty,
      let score = try lead.scoreReached(by: top.capacity)
    else { return }
    top.shared?.raise(to: score)
    floor = score.nextDown
  }

  /// Tells the other threads how good a document must be, and hears what they know.
  @inline(__always)
  private mutating func exchangeThreshold() {
    guard let shared = top.shared else { return }
    shared.raise(to: top.threshold)
    floor = max(floor, shared.floor)
  }

  private mutating func findRests() throws(FormatError) {
    rests.resize(to: others.count + 1)
    runRests.resize(to: others.count + 1)
    (rests[others.count], runRests[others.count]) = (0, 0)
    for number in others.indices.reversed() {
      rests[number] = rests[number + 1] + (try others[number].maximumScore())
    }
    hasRests = true
  }

  private func findRests(of run: Range<UInt32>, _ first: TermMatcher?) throws(FormatError) {
    guard let first else { return }
    for number in others.indices.dropFirst().reversed() {
      runRests[number] = runRests[number + 1] + (try others[number].maximumScore(in: run))
    }
    runRests[0] = runRests[1] + (try first.maximumScore(in: run))
  }

  private mutating func search(
    _ run: Range<UInt32>, of lead: any Clause, and first: TermMatcher?, above threshold: Float,
    in candidates: Candidates
  ) throws(FormatError) {
    let hasThreshold = threshold >= 0
    var scores = finds
    if hasThreshold {
      try findRests(of: run, first)
      scores = try lead.runBound() + runRests[0] > threshold
      guard scores || counts else { return }
    }
    let prunes = hasThreshold && !counts
    let scoresLead = scores && (prunes || others.isEmpty)
    candidates.removeAll()
    try lead.collect(
      run, above: prunes && scoresLead ? threshold - runRests[0] : -.infinity, scored: scoresLead,
      into: candidates)
    scratch.countRun(candidates)
    if let first {
      let floor = prunes ? threshold : -.infinity
      try narrow(candidates, to: first, 0, scored: scores, above: floor)
      for number in others.indices.dropFirst() {
        try narrow(candidates, to: others[number], number, scored: scores, above: floor)
      }
    }
    if lead.isTentative, !candidates.isEmpty { try lead.confirm(candidates, scored: scoresLead) }
    try finish(scores: scores, scoresLead: scores && !scoresLead)
  }

  /// Drops the candidates that do not have another term, or cannot be among the best with it.
  private func narrow(
    _ candidates: Candidates, to term: TermMatcher, _ number: Int, scored: Bool,
    above floor: Float
  ) throws(FormatError) {
    guard !candidates.isEmpty else { return }
    let least = floor >= 0 ? floor - runRests[number + 1] : floor
    try term.match(candidates, scored: scored, above: least)
    candidates.keepMatches()
    if floor >= 0, !candidates.isEmpty { candidates.keep(above: least) }
  }

  private mutating func finish(scores: Bool, scoresLead: Bool) throws(FormatError) {
    for clause in excluded where !candidates.isEmpty {
      try clause.match(candidates, scored: false)
      candidates.removeMatches()
    }
    if let deletions { candidates.remove(deletions) }
    count += candidates.count
    guard scores, !candidates.isEmpty else { return }
    if scoresLead { try lead.match(candidates, scored: true) }
    top.insert(candidates, ofSegment: segment, above: floor)
  }
}
