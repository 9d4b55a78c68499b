/// The parts of a query in one segment.
struct QueryClauses {
  /// Documents match all of these, the one with the fewest documents first. When there are none,
  /// they match at least one of `optional`.
  var required: [any Clause] = []
  var optional: [any Clause] = []
  /// Documents match none of these.
  var excluded: [any Clause] = []

  /// The clauses of a segment, or `nil` when nothing there matches.
  init?(
    _ root: ResolvedQuery.Node, _ query: ResolvedQuery, segment: Int, in scratch: MatchingScratch
  ) throws(FormatError) {
    guard try require(root, query, segment, scratch, isRoot: true) else { return nil }
    // One alone is as good as required, and has no use for a window.
    if required.isEmpty, optional.count == 1 { swap(&required, &optional) }
    guard !required.isEmpty || !optional.isEmpty else { return nil }
    // Mostly there are two, whose references a sort would count each time that it compares them.
    if required.count > 2 {
      required.sort { $0.cost < $1.cost }
    } else if required.count == 2, required[1].cost < required[0].cost {
      required.swapAt(0, 1)
    }
  }

  /// How many documents match, where that is known without looking.
  func knownCount(in segment: SegmentReader) -> Int? {
    guard segment.deletions == nil, excluded.isEmpty, required.count == 1 else { return nil }
    return required[0].exactCount
  }

  /// How many documents match that are not deleted, where they need no more than one of the terms
  /// that a pattern means: to mark them all takes less time than to visit them.
  func unionCount(in segment: SegmentReader) throws(FormatError) -> Int? {
    guard required.count == 1, excluded.isEmpty, optional.isEmpty,
      required[0] is TermUnionMatcher || (required[0] as? GroupMatcher)?.hasUnions == true
    else { return nil }
    let bits = TermUnion.noBits(documentCount: segment.documentCount)
    try required[0].addDocuments(to: bits)
    if let deletions = segment.deletions { bits.subtract(deletions.words) }
    return bits.count
  }

  /// The terms that all documents must have besides what has the fewest documents, which is then
  /// a term too; `nil` where anything else matters.
  var otherTerms: [TermMatcher]? {
    guard optional.isEmpty, !required.isEmpty else { return nil }
    guard required.count > 1 else { return [] }
    guard required[0] is TermMatcher else { return nil }
    var terms: [TermMatcher] = []
    terms.reserveCapacity(required.count - 1)
    for clause in required.dropFirst() {
      guard let term = clause as? TermMatcher else { return nil }
      terms.append(term)
    }
    return terms
  }

  /// The terms that are required, and then those that are optional, each with the rarest first;
  /// `nil` where they are not all terms.
  var listedTerms: [TermMatcher]? {
    var terms: [TermMatcher] = []
    terms.reserveCapacity(required.count + optional.count)
    for clause in required {
      guard let term = clause as? TermMatcher else { return nil }
      terms.append(term)
    }
    for clause in optional {
      guard let term = clause as? TermMatcher else { return nil }
      var place = terms.count
      // Mostly few, so each is put in its place.
      while place > required.count, terms[place - 1].cost > term.cost { place -= 1 }
      terms.insert(term, at: place)
    }
    return terms
  }

  /// - Returns: false when no document has what is required.
  private mutating func require(
    _ node: ResolvedQuery.Node, _ query: ResolvedQuery, _ segment: Int,
    _ scratch: MatchingScratch, isRoot: Bool = false
  ) throws(FormatError) -> Bool {
    // Sums of scores do not depend on their order, so nested parts may stand side by side.
    if case .boolean(let must, let should, let mustNot) = node,
      !must.isEmpty || isRoot && !should.isEmpty
    {
      required.reserveCapacity(required.count + must.count)
      for part in must where try !require(part, query, segment, scratch) { return false }
      for part in should { try allow(part, query, segment, scratch) }
      for part in mustNot {
        if let clause = try query.clause(part, segment, in: scratch) { excluded.append(clause) }
      }
      return true
    }
    guard let clause = try query.clause(node, segment, in: scratch) else { return false }
    required.append(clause)
    return true
  }

  private mutating func allow(
    _ node: ResolvedQuery.Node, _ query: ResolvedQuery, _ segment: Int,
    _ scratch: MatchingScratch
  ) throws(FormatError) {
    // Without any parts it stands for all documents.
    if case .boolean(let must, let should, let mustNot) = node, must.isEmpty, mustNot.isEmpty,
      !should.isEmpty
    {
      for part in should { try allow(part, query, segment, scratch) }
    } else if let clause = try query.clause(node, segment, in: scratch) {
      optional.append(clause)
    }
  }
}
