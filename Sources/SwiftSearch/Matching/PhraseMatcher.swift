/// Matches the documents in which several terms stand at given distances from each other.
final class PhraseMatcher: Matcher {
  private struct Part {
    var cursor: PostingsCursor
    /// Where the term stands in the phrase.
    var offset: UInt32
    var positions: [UInt32] = []
  }

  /// The rarest term first.
  private var parts: [Part]
  private let norms: MappedBytes?
  private let scorer: TermScorer

  init(
    _ terms: [(cursor: PostingsCursor, offset: UInt32)], norms: MappedBytes?, scorer: TermScorer
  ) {
    parts = terms.map { Part(cursor: $0.cursor, offset: $0.offset) }
    parts.sort { $0.cursor.documentFrequency < $1.cursor.documentFrequency }
    self.norms = norms
    self.scorer = scorer
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try parts[0].cursor.advance(to: target)
  }

  func match(into window: DocumentWindow) throws(FormatError) {
    var target = window.start
    while let document = try parts[0].cursor.advance(to: target), document < window.end {
      if let behind = try firstBehind(document) {
        guard let next = behind else { return }
        target = next
        continue
      }
      let frequency = try phraseFrequency()
      if frequency > 0 {
        let norm = try norms?.integer(UInt8.self, at: Int(document)) ?? 1
        window.insert(document, score: scorer.score(frequency: frequency, norm: norm))
      }
      target = document + 1
    }
  }

  /// Moves all terms to `document`.
  ///
  /// - Returns: `nil` when all have it; else where to go on, which is `nil` at the end.
  private func firstBehind(_ document: UInt32) throws(FormatError) -> UInt32?? {
    for index in 1..<parts.count {
      guard let other = try parts[index].cursor.advance(to: document) else {
        return .some(nil)
      }
      if other > document { return .some(other) }
    }
    return nil
  }

  /// How often the phrase occurs in the current document.
  private func phraseFrequency() throws(FormatError) -> UInt32 {
    for index in parts.indices {
      var positions = parts[index].positions
      try parts[index].cursor.positions(into: &positions)
      parts[index].positions = positions
      if index > 0 { keepCommonStarts(index) }
      if parts[0].positions.isEmpty { return 0 }
      if index == 0 { parts[0].positions = starts(of: parts[0]) }
    }
    return UInt32(parts[0].positions.count)
  }

  /// Where the phrase would start for each position of a term.
  private func starts(of part: Part) -> [UInt32] {
    part.positions.compactMap { $0 >= part.offset ? $0 - part.offset : nil }
  }

  /// Keeps the starts of the first part that the term `index` confirms.
  private func keepCommonStarts(_ index: Int) {
    let positions = parts[index].positions
    let offset = parts[index].offset
    var next = 0
    var starts = parts[0].positions
    starts.removeAll { start in
      let (wanted, overflow) = start.addingReportingOverflow(offset)
      while next < positions.count, positions[next] < wanted { next += 1 }
      return overflow || next == positions.count || positions[next] != wanted
    }
    parts[0].positions = starts
  }
}
