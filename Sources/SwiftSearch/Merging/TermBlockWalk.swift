/// Walks over the postings that a term has in a segment, from block to block.
struct TermBlockWalk {
  /// `nil` where the dictionary has the only posting.
  private let cursor: PostingsCursor?
  private let hasPositions: Bool
  private var hasEnded = false

  /// - Parameter blocks: where the documents and frequencies of a block are once ``next()`` has
  ///   been called; in fields without frequencies all are 1.
  init(
    _ entry: TermEntry, of field: FieldReader, in blocks: TermBlocks
  ) throws(FormatError) {
    hasPositions = field.hasPositions
    guard entry.documentFrequency == 1 else {
      cursor = try field.postings(of: entry, in: blocks)
      return
    }
    // Most terms are of these.
    cursor = nil
    try field.checkOnlyDocument(of: entry)
    blocks.documents[0] = entry.onlyDocument
    blocks.frequencies[0] = hasPositions ? entry.onlyFrequency : 1
  }

  /// Moves on to the next block.
  ///
  /// - Returns: how many postings it has; 0 when there is none.
  mutating func next() throws(FormatError) -> Int {
    guard let cursor else {
      defer { hasEnded = true }
      return hasEnded ? 0 : 1
    }
    guard try cursor.nextBlock() else { return 0 }
    if hasPositions { try cursor.loadFrequencies() }
    // Those of a bitset are integers only once they are asked for.
    _ = try cursor.documents
    return cursor.count
  }
}
