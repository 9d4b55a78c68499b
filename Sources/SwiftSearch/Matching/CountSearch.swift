/// Counts the documents of a segment that match, window by window, without scores.
struct CountSearch {
  /// From how many of this many documents on a clause is worth a window.
  private static let dense = 32

  private let clauses: QueryClauses
  private let reader: SegmentReader
  private let documentCount: UInt32
  private let scratch: MatchingScratch
  private var budget: SearchBudget
  /// Whether it ended before it had looked everywhere.
  private(set) var isPartial = false

  init(
    _ clauses: QueryClauses, _ reader: SegmentReader, budget: SearchBudget,
    in scratch: MatchingScratch
  ) {
    self.scratch = scratch
    self.budget = budget
    self.clauses = clauses
    self.reader = reader
    documentCount = UInt32(reader.documentCount)
  }

  mutating func count() throws(FormatError) -> Int {
    defer { isPartial = budget.isOver }
    if let lead = clauses.required.first {
      let isDense =
        lead.cost >= Int(documentCount) / Self.dense
        && !clauses.required.contains { $0.isTentative }
      return try isDense ? countWindows() : countRuns(of: lead)
    }
    if let count = try countWithLargest() { return count }
    return try countWindows()
  }

  /// Counts what a clause with few documents leads to.
  private mutating func countRuns(of lead: any Clause) throws(FormatError) -> Int {
    let candidates = scratch.candidates()
    var others = Array(clauses.required.dropFirst())
    _ = others.partition { $0.isTentative }
    var count = 0
    var target: UInt32 = 0
    while budget.allows(4),
      let run = try lead.nextRun(from: target, below: documentCount, above: -.infinity)
    {
      candidates.removeAll()
      try lead.collect(run, above: -.infinity, scored: false, into: candidates)
      scratch.work.runs += 1
      scratch.work.candidates += candidates.count
      for clause in others where !candidates.isEmpty {
        try clause.match(candidates, scored: false)
        candidates.keepMatches()
      }
      try lead.confirm(candidates, scored: false)
      for clause in clauses.excluded where !candidates.isEmpty {
        try clause.match(candidates, scored: false)
        candidates.removeMatches()
      }
      if let deletions = reader.deletions { candidates.remove(deletions.words) }
      count += candidates.count
      target = run.upperBound
    }
    return count
  }

  /// Counts the documents that the largest clause does not have and adds its own, whose number is
  /// known: they need not be visited where the others are few.
  ///
  /// - Returns: `nil` where it is not worth it.
  private mutating func countWithLargest() throws(FormatError) -> Int? {
    guard reader.deletions == nil, clauses.excluded.isEmpty,
      let largest = clauses.optional.max(by: { $0.cost < $1.cost }),
      let most = largest.exactCount
    else { return nil }
    let others = clauses.optional.filter { $0 !== largest }
    let rest = others.reduce(0) { $0 + $1.cost }
    // To look for a document takes about eight times as long as to add one to a window.
    guard rest * 8 < most else { return nil }
    let candidates = scratch.candidates()
    let window = scratch.window()
    var count = most
    var start: UInt32 = 0
    while start < documentCount, budget.allows(8) {
      window.move(to: start)
      for clause in others { try clause.match(into: window, scored: false) }
      candidates.take(from: window, above: -.infinity)
      scratch.work.countedWindows += 1
      scratch.work.candidates += candidates.count
      if !candidates.isEmpty {
        try largest.match(candidates, scored: false)
        count += candidates.count - candidates.matchCount
      }
      start = window.end
    }
    return count
  }

  private mutating func countWindows() throws(FormatError) -> Int {
    let (window, other) = (scratch.window(), scratch.window())
    var count = 0
    var start: UInt32 = 0
    while start < documentCount {
      window.clear(movingTo: start)
      try fill(window, other)
      for clause in clauses.excluded where !window.isEmpty && budget.allows(8) {
        other.clear(movingTo: start)
        try clause.match(into: other, scored: false)
        window.subtract(other)
      }
      guard !budget.isOver else { break }
      if let deletions = reader.deletions { window.subtract(deletions.words) }
      scratch.work.countedWindows += 1
      count += window.count
      start = window.end
    }
    return count
  }

  /// Finds what is required, or else anything of what is optional.
  private mutating func fill(
    _ window: DocumentWindow, _ other: DocumentWindow
  ) throws(FormatError) {
    guard let lead = clauses.required.first else {
      for clause in clauses.optional where budget.allows(8) {
        try clause.match(into: window, scored: false)
      }
      return
    }
    guard budget.allows(8) else { return }
    try lead.match(into: window, scored: false)
    for clause in clauses.required.dropFirst() where !window.isEmpty && budget.allows(8) {
      other.clear(movingTo: window.start)
      try clause.match(into: other, scored: false)
      window.formIntersection(other, scored: false)
    }
  }
}
