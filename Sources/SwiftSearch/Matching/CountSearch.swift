/// Counts the documents of a segment that match, window by window, without scores.
struct CountSearch {
  /// From how many of this many documents on a clause is worth a window.
  private static let dense = 32

  private let clauses: QueryClauses
  private let reader: SegmentReader
  private let documentCount: UInt32
  private let scratch: MatchingScratch

  init(_ clauses: QueryClauses, _ reader: SegmentReader, in scratch: MatchingScratch) {
    self.scratch = scratch
    self.clauses = clauses
    self.reader = reader
    documentCount = UInt32(reader.documentCount)
  }

  /// The count, where it is known without looking.
  var knownCount: Int? {
    guard reader.deletions == nil, clauses.excluded.isEmpty, clauses.required.count == 1 else {
      return nil
    }
    return clauses.required[0].exactCount
  }

  func count() throws(FormatError) -> Int {
    if let knownCount { return knownCount }
    let isSparse = clauses.required.first.map { $0.cost < Int(documentCount) / Self.dense }
    guard isSparse ?? false else { return try countWindows() }
    var search = TopSearch(
      clauses, segment: 0, of: reader, top: TopDocuments(limit: 0), counts: true,
      in: scratch)
    try search.run()
    return search.count
  }

  private func countWindows() throws(FormatError) -> Int {
    let (window, other) = (scratch.window(), scratch.window())
    var count = 0
    var start: UInt32 = 0
    while start < documentCount {
      window.clear(movingTo: start)
      try fill(window, other)
      for clause in clauses.excluded where !window.isEmpty {
        other.clear(movingTo: start)
        try clause.match(into: other, scored: false)
        window.subtract(other)
      }
      if let deletions = reader.deletions { window.subtract(deletions.words) }
      count += window.count
      start = window.end
    }
    return count
  }

  /// Finds what is required, or else anything of what is optional.
  private func fill(_ window: DocumentWindow, _ other: DocumentWindow) throws(FormatError) {
    guard let lead = clauses.required.first else {
      for clause in clauses.optional { try clause.match(into: window, scored: false) }
      return
    }
    try lead.match(into: window, scored: false)
    for clause in clauses.required.dropFirst() where !window.isEmpty {
      other.clear(movingTo: window.start)
      try clause.match(into: other, scored: false)
      window.formIntersection(other, scored: false)
    }
  }
}
