/// Finds the best documents of a segment, and passes over what cannot be among them.
///
/// Documents are worked on in stretches, and in each of them the clauses are given their roles anew
/// from what they can score there and from what a document must score: see ``StretchPlan``. This is
/// MAXSCORE (Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995) with the
/// bounds of blocks (Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes",
/// 2011), on runs of documents instead of single ones.
final class TopSearch {
  private let clauses: QueryClauses
  private let deletions: [UInt64]?
  private let documentCount: UInt32
  private let segment: Int
  /// Whether all matches are counted, which are then all visited.
  private let counts: Bool
  private let candidates: Candidates
  private lazy var window = scratch.window()
  private let scratch: MatchingScratch
  private let plan: StretchPlan
  private(set) var top: TopDocuments
  /// How many documents match; a lower bound unless all are counted.
  private(set) var count = 0

  /// - Parameters:
  ///   - top: the best of the segments before.
  ///   - counts: whether to count all matches; only where something is required.
  init(
    _ clauses: QueryClauses, segment: Int, of reader: SegmentReader, top: TopDocuments,
    counts: Bool, in scratch: MatchingScratch
  ) {
    candidates = scratch.candidates()
    self.scratch = scratch
    self.clauses = clauses
    self.segment = segment
    deletions = reader.deletions?.words
    documentCount = UInt32(reader.documentCount)
    self.top = top
    self.counts = counts
    plan = StretchPlan(clauses)
  }

  func run() throws(FormatError) {
    var target: UInt32 = 0
    while target < documentCount {
      let end = min(documentCount, try stretchEnd(from: target))
      try search(target..<end)
      target = end
    }
  }

  /// Where something is required, stretches are the groups of blocks of the rarest clause.
  private func stretchEnd(from target: UInt32) throws(FormatError) -> UInt32 {
    guard let lead = clauses.required.first else {
      return DocumentWindow.start(of: target) + UInt32(DocumentWindow.documentCount)
    }
    return try lead.stretchEnd(from: target)
  }

  private func search(_ stretch: Range<UInt32>) throws(FormatError) {
    guard try plan.update(stretch, threshold: counts ? -.infinity : top.threshold) else { return }
    guard let lead = plan.required.first else { return try searchWindow(stretch) }
    let behind = plan.total - plan.bounds[lead]
    var target = stretch.lowerBound
    while target < stretch.upperBound {
      let floor = counts ? -.infinity : top.threshold - behind
      guard
        let run = try plan.clauses[lead].nextRun(
          from: target, below: stretch.upperBound, above: floor)
      else { return }
      target = run.upperBound
      try search(run, lead)
    }
  }

  /// The documents of a run of the clause that leads.
  private func search(_ run: Range<UInt32>, _ lead: Int) throws(FormatError) {
    // Bounds of the run alone are tighter than those of the stretch.
    guard try plan.refine(run) else { return }
    let threshold = top.threshold
    let canWin = plan.total > threshold
    guard counts || canWin else { return }
    var behind = plan.total - plan.bounds[lead]
    candidates.removeAll()
    try plan.clauses[lead].collect(
      run, above: counts ? -.infinity : threshold - behind, scored: canWin, into: candidates)
    for number in plan.required.dropFirst() where !candidates.isEmpty {
      try plan.clauses[number].match(candidates, scored: canWin)
      candidates.keepMatches()
      behind -= plan.bounds[number]
      if !counts { candidates.keep(above: threshold - behind) }
    }
    try finish(behind: behind, canWin: canWin)
  }

  /// The documents of a window, where nothing is required: those of the clauses without which no
  /// document scores enough.
  private func searchWindow(_ range: Range<UInt32>) throws(FormatError) {
    window.move(to: DocumentWindow.start(of: range.lowerBound))
    for number in plan.essential { try plan.clauses[number].match(into: window, scored: true) }
    let behind = plan.optional.reduce(0) { $0 + plan.bounds[$1] }
    candidates.take(from: window, above: top.threshold - behind)
    try finish(behind: behind, canWin: true)
  }

  /// Takes the candidates that have everything required to the end.
  private func finish(behind: Float, canWin: Bool) throws(FormatError) {
    for clause in clauses.excluded where !candidates.isEmpty {
      try clause.match(candidates, scored: false)
      candidates.removeMatches()
    }
    if let deletions { candidates.remove(deletions) }
    count += candidates.count
    guard canWin else { return }
    var behind = behind
    let threshold = top.threshold
    for number in plan.optional {
      candidates.keep(above: threshold - behind)
      guard !candidates.isEmpty else { return }
      try plan.clauses[number].match(candidates, scored: true)
      behind -= plan.bounds[number]
    }
    for index in 0..<candidates.count where candidates.score(index) > top.threshold {
      top.insert(
        ScoredDocument(
          segment: segment, document: candidates.document(index), score: candidates.score(index)))
    }
  }
}
