/// A term of a union that has many documents.
final class UnionPart {
  let documentFrequency: Int
  private let cursor: PostingsCursor
  private let bounds: BlockBounds
  /// The first document of the current block, or one before it.
  private var firstDocument: UInt32 = 0

  init(_ cursor: PostingsCursor, _ factors: NormFactors) {
    self.cursor = cursor
    documentFrequency = cursor.documentFrequency
    bounds = BlockBounds(cursor.skip, factors, in: cursor.blocks)
  }

  // MARK: Bounds

  /// Raises the bounds of so many documents each to the most evidence of the blocks that they are
  /// in.
  func findBounds(_ values: inout [Float], shift: Int) throws(FormatError) {
    let skip = cursor.skip
    var first: UInt32 = 0
    for block in 0..<skip.blockCount {
      let last = try skip.lastDocument(block)
      guard last >= first, Int(last) >> shift < values.count else { throw skip.disorder(block) }
      let evidence = try bounds.evidence(ofBlock: block)
      for place in Int(first) >> shift...Int(last) >> shift where values[place] < evidence {
        values[place] = evidence
      }
      first = last + 1
    }
  }

  func evidenceReached(by count: Int) throws(FormatError) -> Float? {
    try bounds.evidenceReached(by: count)
  }

  // MARK: Frequencies

  /// Adds the frequencies of documents of a window, which come in ascending order.
  func add(_ run: Range<UInt32>, to window: DocumentWindow) throws(FormatError) {
    let cursor = cursor
    if cursor.reaches(run.lowerBound) {
      guard firstDocument < run.upperBound else { return }
    } else {
      guard try cursor.advanceBlock(to: run.lowerBound) else { return }
    }
    repeat {
      let documents = try cursor.documents
      firstDocument = documents[0]
      let range = try cursor.postings(from: run.lowerBound, below: run.upperBound)
      guard !range.isEmpty else { return }
      try cursor.loadFrequencies()
      window.insert(documents, range, frequencies: cursor.frequencies)
      guard cursor.lastDocument < run.upperBound else { return }
    } while try cursor.nextBlock()
  }

  /// Adds the frequencies of candidates to their scores.
  func add(to candidates: Candidates) throws(FormatError) {
    let cursor = cursor
    candidates.beginMatching()
    firstDocument = 0
    var next = 0
    while next < candidates.count, try cursor.advanceBlock(to: candidates.document(next)) {
      let first = candidates.matchCount
      next = try cursor.match(candidates, from: next, needsSlots: true)
      guard candidates.matchCount > first else { continue }
      try cursor.loadFrequencies()
      candidates.add(cursor.frequencies, toMatchesFrom: first)
    }
  }
}
