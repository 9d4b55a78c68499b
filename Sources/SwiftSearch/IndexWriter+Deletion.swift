extension IndexWriter {
  /// Deletes every document that matches a query, those included that were added since the last
  /// commit. Words count as they are: not in other forms, and all of them.
  ///
  /// - Parameters:
  ///   - query: which documents to delete.
  ///   - fields: where words without a field are looked for; `nil` is every text field.
  /// - Returns: how many documents were deleted.
  /// - Throws: ``IndexError`` when the query is nested deeper than ``Query/depthLimit``, when a
  ///   segment cannot be written, or when the index turns out to be damaged.
  @discardableResult
  public func delete(
    matching query: Query, fields: [String]? = nil
  ) throws(IndexError) -> Int {
    if let excess = QueryExtent.excess(of: query) { throw IndexError.invalidQuery(excess) }
    return try withState { state in
      try state.flush()
      // Versions of a document that were replaced are no matches.
      try DuplicateKeys.resolve(&state.segments, in: state.segments.indices)
      let snapshot = IndexSnapshot(state.segments.map(\.reader), fields: try state.totals())
      let planner = QueryPlanner(
        snapshot, analyzer: state.source.analyzer, fields: fields, usesVariants: false)
      guard let planned = try planner.plan(query) else { return 0 }
      let resolved = try ResolvedQuery(planned, snapshot, ranking: BM25())
      let found = try SnapshotSearch.run(
        resolved, limit: snapshot.segments.reduce(0) { $0 + $1.documentCount },
        countsExactly: false)
      return found.top.count { match in
        state.segments[match.segment].delete(document: match.document)
      }
    }
  }
}
