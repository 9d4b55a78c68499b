/// Answers a query from all segments of a snapshot.
enum SnapshotSearch {
  /// - Returns: how many documents match, and the best `limit` of them, best first.
  static func run(
    _ query: ResolvedQuery, _ snapshot: IndexSnapshot, limit: Int
  ) throws(FormatError) -> (total: Int, top: [ScoredDocument]) {
    var total = 0
    var top = TopDocuments(limit: limit)
    let window = DocumentWindow()
    for (number, segment) in snapshot.segments.enumerated() {
      do {
        guard let matcher = try query.matcher(forSegment: number) else { continue }
        var target: UInt32 = 0
        while let candidate = try matcher.nextCandidate(from: target) {
          window.reset(
            to: candidate / UInt32(DocumentWindow.documentCount)
              * UInt32(DocumentWindow.documentCount))
          try matcher.match(into: window)
          if let deletions = segment.deletions { window.subtract(deletions.words) }
          total += window.count
          if limit > 0 {
            window.forEachMatch { document, score in
              top.insert(ScoredDocument(segment: number, document: document, score: score))
            }
          }
          target = window.end
        }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    return (total, top.sorted())
  }
}
