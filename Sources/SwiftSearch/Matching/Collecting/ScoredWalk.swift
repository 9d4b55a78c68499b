/// Goes through all documents of a segment that match, with their scores, a window at a time.
struct ScoredWalk {
  private let matcher: any Matcher
  private let window: DocumentWindow
  private let deletions: [UInt64]?
  private let documentCount: UInt32
  private var start: UInt32 = 0
  private var budget: SearchBudget
  /// The documents that were found last, and their scores.
  let candidates: Candidates
  /// Whether it ended before it had looked everywhere.
  var isPartial: Bool { budget.isOver }

  /// - Returns: `nil` when nothing in the segment matches.
  init?(
    _ query: ResolvedQuery, segment number: Int, budget: SearchBudget, in scratch: MatchingScratch
  ) throws(FormatError) {
    guard let root = query.root, let matcher = try query.matcher(root, number, in: scratch) else {
      return nil
    }
    let segment = query.snapshot.segments[number]
    self.matcher = matcher
    self.budget = budget
    window = scratch.window()
    candidates = scratch.candidates()
    deletions = segment.deletions?.words
    documentCount = UInt32(segment.documentCount)
  }

  /// Moves on to the next window with matches.
  ///
  /// - Parameter seen: documents that are passed over; those that are found become some of them.
  /// - Returns: false when there is none.
  mutating func next(seen: inout [UInt64]?) throws(FormatError) -> Bool {
    while start < documentCount, budget.allows(8) {
      guard let next = try matcher.nextCandidate(from: start), next < documentCount else { break }
      window.reset(to: max(start, DocumentWindow.start(of: next)))
      start = window.end
      try matcher.match(into: window, scored: true)
      if let deletions { window.subtract(deletions) }
      if var bits = seen {
        // Two references would make it a copy.
        seen = nil
        window.subtract(bits)
        window.insert(into: &bits)
        seen = bits
      }
      candidates.take(from: window, above: -.infinity)
      if !candidates.isEmpty { return true }
    }
    start = documentCount
    return false
  }

  /// Moves on to the window of a document, and tells the score of a document there.
  mutating func score(of document: UInt32) throws(FormatError) -> Float? {
    if document >= start {
      window.reset(to: DocumentWindow.start(of: document))
      start = window.end
      guard let next = try matcher.nextCandidate(from: window.start), next < window.end else {
        return nil
      }
      try matcher.match(into: window, scored: true)
    }
    return window.score(of: document)
  }
}
