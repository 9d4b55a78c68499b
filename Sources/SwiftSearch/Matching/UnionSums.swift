/// The frequencies of the terms of a union, added up for some documents at a time, and what these
/// documents score at most.
///
/// The postings of terms with few documents become one list. Those of the others are decoded where
/// they are wanted: some blocks of one or two frequent terms tell what the best documents score, so
/// that often most of the others are not.
final class UnionSums {
  /// Bounds are those of so many documents, as a power of two.
  static let shift = 10
  /// How many of the most frequent terms tell what the best documents score at least.
  private static let leaderCount = 4
  /// What sums of evidence may be less than the evidence of a sum, of up to 1,024 terms and a list.
  private static let slack: Float = 1 + 0x1p-12

  private var parts: [UnionPart] = []
  private let few: PostingSums
  private var nextFew = 0
  /// The most evidence of documents; negative where there are none.
  private(set) var bounds: [Float]
  /// Whether it was ended early, and has nothing.
  private(set) var isCut = false

  init(
    _ union: TermUnion, of reader: FieldReader, documentCount: Int, _ scoring: TermScoring,
    in scratch: MatchingScratch
  ) throws(FormatError) {
    few = scratch.sums()
    bounds = [Float](repeating: -1, count: documentCount >> Self.shift + 1)
    var budget = SearchBudget(union.signal)
    try read(union, reader, scoring, &budget, scratch)
    few.unite(documentCount: documentCount)
    try findBounds(scoring, &budget)
    guard budget.isOver else { return }
    isCut = true
    parts = []
    few.removeAll()
    bounds = [Float](repeating: -1, count: bounds.count)
  }

  private func read(
    _ union: TermUnion, _ reader: FieldReader, _ scoring: TermScoring,
    _ budget: inout SearchBudget, _ scratch: MatchingScratch
  ) throws(FormatError) {
    let blocks = scratch.termBlocks()
    for entry in union.entries where budget.allows(1) {
      guard entry.documentFrequency <= Postings.postingCount else {
        let cursor = try reader.postings(of: entry, in: scratch.termBlocks())
        parts.append(UnionPart(cursor, scoring.factors))
        continue
      }
      if entry.documentFrequency == 1 {
        try reader.checkOnlyDocument(of: entry)
        few.append(entry.onlyDocument, entry.onlyFrequency)
      } else {
        let count = try reader.decode(entry, into: blocks)
        few.append(blocks.documents, blocks.frequencies, count: count)
      }
    }
    parts.sort { $0.documentFrequency > $1.documentFrequency }
  }

  // MARK: Bounds

  private func findBounds(
    _ scoring: TermScoring, _ budget: inout SearchBudget
  ) throws(FormatError) {
    few.raise(&bounds, shift: Self.shift, scoring, slack: Self.slack)
    var values: [Float] = []
    for part in parts where budget.allows(1 + part.documentFrequency / 16_384) {
      values.removeAll(keepingCapacity: true)
      values.append(contentsOf: repeatElement(-1, count: bounds.count))
      try part.findBounds(&values, shift: Self.shift)
      for place in bounds.indices where values[place] >= 0 {
        bounds[place] = max(0, bounds[place]) + values[place] * Self.slack
      }
    }
  }

  /// Evidence that as many documents as `count` have at least, if it is known.
  func evidenceReached(by count: Int) throws(FormatError) -> Float? {
    var most: Float?
    for part in parts.prefix(Self.leaderCount) {
      guard let evidence = try part.evidenceReached(by: count) else { continue }
      most = max(most ?? 0, evidence)
    }
    return most
  }

  // MARK: Sums

  /// Adds the frequencies of documents of a window, which come in ascending order.
  func add(_ run: Range<UInt32>, to window: DocumentWindow) throws(FormatError) {
    nextFew = few.firstIndex(atLeast: run.lowerBound, from: nextFew)
    _ = few.add(from: nextFew, below: run.upperBound, to: window)
    for part in parts { try part.add(run, to: window) }
  }

  /// Adds the frequencies of candidates to their scores.
  func add(to candidates: Candidates) throws(FormatError) {
    for index in 0..<candidates.count {
      let document = candidates.document(index)
      nextFew = few.firstIndex(atLeast: document, from: nextFew)
      guard nextFew < few.count else { break }
      if few.document(nextFew) == document {
        candidates.add(Float(few.frequency(nextFew)), to: index)
      }
    }
    for part in parts { try part.add(to: candidates) }
  }
}
