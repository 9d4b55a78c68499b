/// Goes through all documents of a segment that match, without scores.
///
/// Where one clause has few documents that must be there, it leads to the others; else the
/// documents of each clause are marked, window by window.
struct UnscoredWalk {
  /// From how many of this many documents on a clause is worth a window.
  private static let dense = 32

  /// Documents that match and come behind those before, until the next are found.
  enum Found {
    case candidates(Candidates)
    case bits(DocumentBits)

    var count: Int {
      switch self {
      case .candidates(let candidates): candidates.count
      case .bits(let bits): bits.count
      }
    }
  }

  private enum Course {
    case runs(lead: any Clause, others: [any Clause], run: Candidates, found: Candidates)
    case windows(DocumentBits, other: DocumentBits)
  }

  private let clauses: QueryClauses
  private let deletions: [UInt64]?
  private let documentCount: UInt32
  private let work: WorkCounters
  private let course: Course
  private var budget: SearchBudget
  /// Where it goes on.
  private var start: UInt32 = 0
  /// Whether it ended before it had looked everywhere.
  var isPartial: Bool { budget.isOver }

  /// - Parameter hasWindows: whether documents are marked in windows, where that is known.
  init(
    _ clauses: QueryClauses, _ reader: SegmentReader, hasWindows: Bool? = nil,
    budget: SearchBudget, in scratch: MatchingScratch
  ) {
    self.clauses = clauses
    self.budget = budget
    deletions = reader.deletions?.words
    documentCount = UInt32(reader.documentCount)
    work = scratch.work
    let hasWindows =
      hasWindows ?? Self.hasWindows(clauses, documentCount: reader.documentCount)
    if !hasWindows, let lead = clauses.required.first {
      var others = Array(clauses.required.dropFirst())
      _ = others.partition { $0.isTentative }
      if lead.isTentative, let rarest = others.map(\.cost).min() { lead.expect(otherCost: rarest) }
      course = .runs(
        lead: lead, others: others, run: scratch.candidates(), found: scratch.candidates())
    } else {
      let isWide = Self.isWide(clauses)
      course = .windows(scratch.bits(isWide: isWide), other: scratch.bits(isWide: isWide))
    }
  }

  /// Whether windows are wide. Of anything but terms a wide one would take too long to end in time.
  private static func isWide(_ clauses: QueryClauses) -> Bool {
    clauses.required.allSatisfy { $0.exactCount != nil }
      && clauses.optional.allSatisfy { $0.exactCount != nil }
      && clauses.excluded.allSatisfy { $0.exactCount != nil }
  }

  /// Whether it takes less time to mark all documents of all clauses than to look for those of the
  /// smallest one.
  static func hasWindows(_ clauses: QueryClauses, documentCount: Int) -> Bool {
    guard let lead = clauses.required.first else { return true }
    guard !clauses.required.contains(where: { $0.isTentative }) else { return false }
    guard lead.cost < documentCount / dense else { return true }
    // To look for a document takes about eight times as long as to mark one, and longer where
    // blocks are bits, which are marked by the word: those of one document in eight.
    func marking(_ cost: Int) -> Int { cost >= documentCount / 8 ? cost / 3 : cost }
    var others = 0
    for clause in clauses.required.dropFirst() { others += marking(clause.cost) }
    for clause in clauses.excluded { others += marking(clause.cost) }
    return isWide(clauses) && lead.cost * 8 > others + documentCount / 16
  }

  /// - Returns: `nil` when there are no more, or when it ended early.
  mutating func next() throws(FormatError) -> Found? {
    guard !isPartial else { return nil }
    switch course {
    case .runs(let lead, let others, let run, let found):
      return try nextRuns(of: lead, others, run, into: found) ? .candidates(found) : nil
    case .windows(let window, let other):
      return try nextWindow(window, other) ? .bits(window) : nil
    }
  }

  // MARK: Runs

  /// Finds as many documents as are worth it to be handed on.
  private mutating func nextRuns(
    of lead: any Clause, _ others: [any Clause], _ run: Candidates, into found: Candidates
  ) throws(FormatError) -> Bool {
    found.removeAll()
    // What was left of the last time.
    found.append(run)
    run.removeAll()
    while budget.allows(4),
      let range = try lead.nextRun(from: start, below: documentCount, above: -.infinity)
    {
      run.removeAll()
      try lead.collect(range, above: -.infinity, scored: false, into: run)
      work.runs += 1
      work.candidates += run.count
      start = range.upperBound
      try keepMatches(in: run, lead, others)
      guard found.count + run.count <= found.limit else { return true }
      found.append(run)
      run.removeAll()
    }
    return !found.isEmpty
  }

  private func keepMatches(
    in run: Candidates, _ lead: any Clause, _ others: [any Clause]
  ) throws(FormatError) {
    for clause in others where !run.isEmpty {
      try clause.match(run, scored: false)
      run.keepMatches()
    }
    try lead.confirm(run, scored: false)
    for clause in clauses.excluded where !run.isEmpty {
      try clause.match(run, scored: false)
      run.removeMatches()
    }
    if let deletions { run.remove(deletions) }
  }

  // MARK: Windows

  private mutating func nextWindow(
    _ window: DocumentBits, _ other: DocumentBits
  ) throws(FormatError) -> Bool {
    guard start < documentCount else { return false }
    window.clear(movingTo: start)
    try fill(window, other)
    for clause in clauses.excluded where !window.isEmpty && budget.allows(8) {
      other.clear(movingTo: start)
      try clause.addDocuments(to: other)
      window.subtract(other)
    }
    guard !budget.isOver else { return false }
    if let deletions { window.subtract(deletions) }
    work.count(window, of: documentCount)
    start = window.end
    return true
  }

  /// Finds what is required, or else anything of what is optional.
  private mutating func fill(
    _ window: DocumentBits, _ other: DocumentBits
  ) throws(FormatError) {
    guard let lead = clauses.required.first else {
      for clause in clauses.optional where budget.allows(8) {
        try clause.addDocuments(to: window)
      }
      return
    }
    guard budget.allows(8) else { return }
    try lead.addDocuments(to: window)
    for clause in clauses.required.dropFirst() where !window.isEmpty && budget.allows(8) {
      other.clear(movingTo: window.start)
      try clause.addDocuments(to: other)
      window.formIntersection(other)
    }
  }
}
