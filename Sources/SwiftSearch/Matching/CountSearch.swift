/// Counts the documents of a segment that match, window by window, without scores.
struct CountSearch {
  /// From how many of this many documents on a clause is worth a window.
  private static let dense = 32

  private let clauses: QueryClauses
  private let reader: SegmentReader
  private let documentCount: UInt32
  private let scratch: MatchingScratch
  /// Whether windows are wide. Of anything but terms a wide one would take too long to end in time.
  private let isWide: Bool
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
    isWide = Self.isWide(clauses)
  }

  private static func isWide(_ clauses: QueryClauses) -> Bool {
    clauses.required.allSatisfy { $0.exactCount != nil }
      && clauses.optional.allSatisfy { $0.exactCount != nil }
      && clauses.excluded.allSatisfy { $0.exactCount != nil }
  }

  mutating func count() throws(FormatError) -> Int {
    defer { isPartial = budget.isOver }
    if let lead = clauses.required.first {
      return try Self.hasWindows(clauses, documentCount: reader.documentCount)
        ? countWindows() : countRuns(of: lead, others: Array(clauses.required.dropFirst()))
    }
    if let count = try countWithLargest() { return count }
    return try countWindows()
  }

  /// Whether it takes less time to mark all documents of all clauses than to look for those of the
  /// smallest one.
  static func hasWindows(_ clauses: QueryClauses, documentCount: Int) -> Bool {
    guard let lead = clauses.required.first else { return true }
    guard !clauses.required.contains(where: { $0.isTentative }) else { return false }
    guard lead.cost < documentCount / dense else { return true }
    // To look for a document takes about eight times as long as to mark one.
    var others = 0
    for clause in clauses.required.dropFirst() { others += clause.cost }
    for clause in clauses.excluded { others += clause.cost }
    return isWide(clauses) && lead.cost * 8 > others + documentCount / 16
  }

  /// Counts what a clause with few documents leads to.
  private mutating func countRuns(
    of lead: any Clause, others: [any Clause]
  ) throws(FormatError) -> Int {
    let candidates = scratch.candidates()
    var others = others
    _ = others.partition { $0.isTentative }
    if lead.isTentative, let rarest = others.map(\.cost).min() { lead.expect(otherCost: rarest) }
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
    if others.count == 1, let count = others[0].exactCount {
      // What both have was counted twice.
      let both = try countRuns(of: others[0], others: [largest])
      return budget.isOver ? most : most + count - both
    }
    let candidates = scratch.candidates()
    let bits = scratch.bits(isWide: isWide)
    var count = most
    var start: UInt32 = 0
    while start < documentCount, budget.allows(16) {
      bits.clear(movingTo: start)
      for clause in others { try clause.addDocuments(to: bits) }
      countWork(of: bits)
      for part in 0..<bits.partCount {
        candidates.take(from: bits, part: part)
        guard !candidates.isEmpty, budget.allows(8) else { continue }
        scratch.work.candidates += candidates.count
        try largest.match(candidates, scored: false)
        count += candidates.count - candidates.matchCount
      }
      start = bits.end
    }
    return count
  }

  private func countWork(of window: DocumentBits) {
    let count = Int(min(window.end, documentCount) - window.start)
    scratch.work.countedWindows += (count - 1) / DocumentBits.narrow + 1
  }

  private mutating func countWindows() throws(FormatError) -> Int {
    let (window, other) = (scratch.bits(isWide: isWide), scratch.bits(isWide: isWide))
    var count = 0
    var start: UInt32 = 0
    while start < documentCount {
      window.clear(movingTo: start)
      try fill(window, other)
      for clause in clauses.excluded where !window.isEmpty && budget.allows(8) {
        other.clear(movingTo: start)
        try clause.addDocuments(to: other)
        window.subtract(other)
      }
      guard !budget.isOver else { break }
      if let deletions = reader.deletions { window.subtract(deletions.words) }
      countWork(of: window)
      count += window.count
      start = window.end
    }
    return count
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
