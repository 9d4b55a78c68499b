/// Matches the documents that have a term.
final class TermMatcher: Matcher {
  private var cursor: PostingsCursor
  private let norms: MappedBytes?
  private let scorer: TermScorer

  init(_ cursor: PostingsCursor, norms: MappedBytes?, scorer: TermScorer) {
    self.cursor = cursor
    self.norms = norms
    self.scorer = scorer
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try cursor.advance(to: target)
  }

  func match(into window: DocumentWindow) throws(FormatError) {
    guard try cursor.advance(to: window.start) != nil else { return }
    repeat {
      let range = cursor.take(below: window.end)
      if !range.isEmpty {
        try cursor.loadFrequencies()
        window.insert(
          cursor.documents, cursor.frequencies, range, norms: norms,
          inverses: scorer.inverses, weight: scorer.weight)
      }
      guard cursor.index == cursor.count else { return }
    } while try cursor.nextBlock()
  }
}
