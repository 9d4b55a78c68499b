/// Counts the documents of a segment that match, without scores.
struct CountSearch {
  private let clauses: QueryClauses
  private let reader: SegmentReader
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
  }

  mutating func count() throws(FormatError) -> Int {
    if clauses.required.isEmpty, let count = try countWithLargest() { return count }
    return try count(UnscoredWalk(clauses, reader, budget: budget, in: scratch))
  }

  private mutating func count(_ walk: UnscoredWalk) throws(FormatError) -> Int {
    var (walk, count) = (walk, 0)
    while let found = try walk.next() { count += found.count }
    isPartial = walk.isPartial
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
    var others = clauses
    others.optional.removeAll { $0 === largest }
    let rest = others.optional.reduce(0) { $0 + $1.cost }
    // To look for a document takes about eight times as long as to add one to a window, and many
    // times where blocks are bits, which are added by the word: those of one document in eight.
    let times = most >= reader.documentCount / 8 ? 48 : 8
    guard rest * times < most else { return nil }
    if others.optional.count == 1, let count = others.optional[0].exactCount {
      // What both have was counted twice.
      (others.required, others.optional) = ([others.optional[0], largest], [])
      let both = try self.count(
        UnscoredWalk(others, reader, hasWindows: false, budget: budget, in: scratch))
      return isPartial ? most : most + count - both
    }
    var walk = UnscoredWalk(others, reader, budget: budget, in: scratch)
    let candidates = scratch.candidates()
    var count = most
    while case .bits(let bits) = try walk.next() {
      for part in 0..<bits.partCount {
        candidates.take(from: bits, part: part)
        guard !candidates.isEmpty, budget.allows(8) else { continue }
        scratch.work.candidates += candidates.count
        try largest.match(candidates, scored: false)
        count += candidates.count - candidates.matchCount
      }
    }
    isPartial = budget.isOver || walk.isPartial
    return count
  }
}
