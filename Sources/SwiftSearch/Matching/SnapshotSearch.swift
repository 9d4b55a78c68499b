/// Answers a query from all segments of a snapshot.
enum SnapshotSearch {
  struct Answer {
    var total = 0
    /// Whether ``total`` is the number of matches and not a lower bound of it.
    var isTotalExact = true
    /// The best documents, best first.
    var top: [ScoredDocument] = []
  }

  /// - Parameters:
  ///   - limit: how many of the best documents to find.
  ///   - countsExactly: whether to count all matches.
  ///   - scratch: memory to work in.
  static func run(
    _ query: ResolvedQuery, _ snapshot: IndexSnapshot, limit: Int, countsExactly: Bool = true,
    in scratch: MatchingScratch = MatchingScratch()
  ) throws(FormatError) -> Answer {
    var answer = Answer()
    var top = TopDocuments(limit: limit)
    guard let root = query.root else { return answer }
    for (number, segment) in snapshot.segments.enumerated() {
      do {
        // Nothing is left of the segment before.
        scratch.reset()
        guard let clauses = try QueryClauses(root, query, segment: number, in: scratch) else {
          continue
        }
        var counts = countsExactly
        if counts || limit == 0 {
          let counter = CountSearch(clauses, segment, in: scratch)
          if let known = counter.knownCount {
            answer.total += known
            counts = false
          } else if limit == 0 || clauses.required.isEmpty {
            // Clauses never go back, so those of the search for the best are others.
            if let others = try QueryClauses(root, query, segment: number, in: scratch) {
              answer.total += try CountSearch(others, segment, in: scratch).count()
            }
            counts = false
          }
          if limit == 0 { continue }
        }
        var search = TopSearch(
          clauses, segment: number, of: segment, top: top, counts: counts, in: scratch)
        try search.run()
        top = search.top
        if counts {
          answer.total += search.count
        } else if !countsExactly {
          answer.total += search.count
          answer.isTotalExact = false
        }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    answer.top = top.sorted()
    return answer
  }
}
