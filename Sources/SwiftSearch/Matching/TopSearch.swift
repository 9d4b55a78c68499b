/// Finds the best documents of a segment, and passes over what cannot be among them.
///
/// In each window of documents the clauses are given their roles anew, from what they can score
/// there and from what a document must score: see ``WindowRoles``. This is MAXSCORE (Turtle and
/// Flood, "Query Evaluation: Strategies and Optimizations", 1995) with the bounds of blocks (Ding
/// and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes", 2011), on runs of documents
/// instead of single ones.
struct TopSearch {
  /// How many windows are looked at before any of them is searched.
  private static let windowsAtOnce = 64

  private let clauses: QueryClauses
  private let deletions: [UInt64]?
  private let documentCount: UInt32
  private let segment: Int
  /// Whether all matches are counted, which are then all visited.
  private let counts: Bool
  private let candidates: Candidates
  private let scratch: MatchingScratch
  private var window: DocumentWindow?
  private var roles: WindowRoles
  private var budget: SearchBudget
  private let top: TopDocuments
  /// A score that as many documents as are wanted are known to exceed, before any was looked at.
  private var floor = -Float.infinity
  /// How many documents match; a lower bound unless all are counted.
  private(set) var count = 0
  /// Whether it ended before it had looked everywhere.
  var isPartial: Bool { budget.isOver }

  /// - Parameters:
  ///   - top: the best of the segments before.
  ///   - counts: whether to count all matches; only where something is required.
  init(
    _ clauses: QueryClauses, segment: Int, of reader: SegmentReader, top: TopDocuments,
    counts: Bool, budget: SearchBudget, in scratch: MatchingScratch
  ) {
    self.clauses = clauses
    self.segment = segment
    self.scratch = scratch
    candidates = scratch.candidates()
    deletions = reader.deletions?.words
    documentCount = UInt32(reader.documentCount)
    self.top = top
    self.counts = counts
    self.budget = budget
    roles = WindowRoles(clauses)
  }

  /// What a document must score more than.
  private var threshold: Float { max(top.threshold, floor) }

  mutating func run() throws(FormatError) {
    try findFloor()
    let windowCount = (Int(documentCount) - 1) >> WindowBounds.shift + 1
    var first = 0
    // One clause alone passes over its own blocks, with no regard to windows.
    let step = roles.clauses.count == 1 ? windowCount : Self.windowsAtOnce
    while first < windowCount, !budget.isOver {
      let windows = first..<min(first + step, windowCount)
      try roles.begin(windows, &budget)
      try search(windows)
      first = windows.upperBound
    }
  }

  /// The highest score of a block is that of a document. So the best blocks of one clause tell what
  /// the best documents score at least, if the clause is all that a document must have.
  private mutating func findFloor() throws(FormatError) {
    guard top.refinement == nil, deletions == nil, clauses.excluded.isEmpty,
      clauses.required.count <= 1
    else { return }
    // The rarest part comes first, which mostly scores more than others can.
    for clause in clauses.required.isEmpty ? roles.clauses : clauses.required
    where clause.scoreLimit > floor {
      guard let score = try clause.scoreReached(by: top.capacity) else { continue }
      top.shared?.raise(to: score)
      floor = max(floor, score.nextDown)
    }
  }

  /// Tells the other threads how good a document must be, and hears what they know.
  @inline(__always)
  private mutating func exchangeThreshold() {
    guard let shared = top.shared else { return }
    shared.raise(to: top.threshold)
    floor = max(floor, shared.floor)
  }

  private mutating func search(_ windows: Range<Int>) throws(FormatError) {
    var first = windows.lowerBound
    while first < windows.upperBound, budget.allows(1) {
      exchangeThreshold()
      switch roles.choose(first, threshold: counts ? -.infinity : threshold) {
      case .nothing:
        scratch.work.passedWindows += 1
        first += 1
      case .union:
        scratch.work.unitedWindows += 1
        try searchUnion(first)
        first += 1
      case .lead:
        let led = roles.extend(
          first..<windows.upperBound, threshold: counts ? -.infinity : threshold)
        scratch.work.ledWindows += led.count
        try searchLead(led)
        first = led.upperBound
      }
    }
  }

  // MARK: Led by one clause

  private mutating func searchLead(_ windows: Range<Int>) throws(FormatError) {
    let end = min(documentCount, UInt32(clamping: windows.upperBound << WindowBounds.shift))
    var target = UInt32(windows.lowerBound << WindowBounds.shift)
    let rest = roles.rest(behind: 0, in: windows)
    let lead = roles.lead
    while target < end {
      exchangeThreshold()
      let floor = counts ? -.infinity : threshold - rest
      guard let run = try lead.nextRun(from: target, below: end, above: floor) else { return }
      target = run.upperBound
      // What else must match may have to be looked for in every window of the run.
      guard budget.allows(4 + roles.windows(of: run).count) else { return }
      try search(run, of: lead, rest: rest)
    }
  }

  /// The documents of a run of the clause that leads.
  ///
  /// - Parameter rest: what the other clauses add at most, in all windows that are searched.
  private mutating func search(
    _ run: Range<UInt32>, of lead: any Clause, rest: Float
  ) throws(FormatError) {
    let threshold = threshold
    let rest = min(rest, roles.rest(behind: 0, in: roles.windows(of: run)))
    guard rest > -.infinity else { return }
    var canWin = threshold < 0
    if !canWin { canWin = try lead.runBound() + rest > threshold }
    guard counts || canWin else { return }
    candidates.removeAll()
    try lead.collect(
      run, above: counts ? -.infinity : threshold - rest, scored: canWin, into: candidates)
    scratch.work.runs += 1
    scratch.work.candidates += candidates.count
    for stage in 1..<roles.firstCount where !candidates.isEmpty {
      // What is behind the stage before has not been added yet.
      if !counts { roles.drop(candidates, behind: stage - 1, threshold: threshold) }
      guard !candidates.isEmpty else { return }
      try roles.clause(ofStage: stage).match(
        candidates, scored: canWin,
        above: counts ? -.infinity : threshold - roles.rest(behind: stage, of: candidates))
      candidates.keepMatches()
    }
    if lead.isTentative, !candidates.isEmpty {
      if !counts { roles.drop(candidates, behind: roles.firstCount - 1, threshold: threshold) }
      try lead.confirm(candidates, scored: canWin)
    }
    try finish(from: roles.firstCount, canWin: canWin)
  }

  // MARK: Any of several clauses

  private mutating func searchUnion(_ number: Int) throws(FormatError) {
    let window = self.window ?? scratch.window()
    self.window = window
    window.move(to: UInt32(number << WindowBounds.shift))
    for stage in 0..<roles.firstCount {
      guard budget.allows(8) else { return }
      try roles.clause(ofStage: stage).match(into: window, scored: true)
    }
    let rest = roles.rest(behind: roles.firstCount - 1, in: number..<number + 1)
    candidates.take(from: window, above: threshold - rest)
    scratch.work.candidates += candidates.count
    try finish(from: roles.firstCount, canWin: true)
  }

  /// Takes the candidates that have everything required to the end.
  ///
  /// - Parameter stage: the first clause that only adds to the score.
  private mutating func finish(from stage: Int, canWin: Bool) throws(FormatError) {
    if !clauses.excluded.isEmpty {
      for clause in clauses.excluded where !candidates.isEmpty {
        try clause.match(candidates, scored: false)
        candidates.removeMatches()
      }
    }
    if let deletions { candidates.remove(deletions) }
    count += candidates.count
    guard canWin else { return }
    let threshold = threshold
    for stage in stage..<roles.clauses.count {
      roles.drop(candidates, behind: stage - 1, threshold: threshold)
      guard !candidates.isEmpty else { return }
      try roles.clause(ofStage: stage).match(
        candidates, scored: true, above: threshold - roles.rest(behind: stage, of: candidates))
    }
    top.insert(candidates, ofSegment: segment, above: floor)
  }
}
