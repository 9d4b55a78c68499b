/// The clauses of a group, with what stands between them.
struct QueryClauseList {
  private var must: [Query] = []
  private var should: [Query] = []
  private var mustNot: [Query] = []
  /// Values that documents must have, without a sign that says so.
  private var filters: [Query] = []
  /// Clauses with `AND` between them, of which more may come.
  private var chain: [Link] = []
  private var connective: QueryText.Connective?

  /// Whether an operator that joins two clauses may stand here.
  var canJoin: Bool { !chain.isEmpty && connective == nil }

  private struct Link {
    var query: Query
    var sign: QueryText.Kind
    /// Whether an `OR` stands before or behind it.
    var isAlternative: Bool
  }

  mutating func join(with connective: QueryText.Connective) {
    self.connective = connective
    if connective == .or { chain[chain.count - 1].isAlternative = true }
  }

  /// - Parameter sign: the kind of the sign before it, or any other kind.
  mutating func append(_ clause: Query, _ sign: QueryText.Kind) {
    defer { connective = nil }
    if connective != .and { endChain() }
    let isAlternative = connective == .or
    // Without what is excluded, or anything else: it says nothing of all others.
    let isExclusion = isAlternative && sign == .minus
    chain.append(
      Link(
        query: isExclusion ? .boolean(mustNot: [clause]) : clause,
        sign: isExclusion ? .other : sign, isAlternative: isAlternative))
  }

  private mutating func endChain() {
    guard chain.count > 1 else {
      guard let clause = chain.popLast() else { return }
      switch clause.sign {
      case .plus: must.append(clause.query)
      case .minus: mustNot.append(clause.query)
      // Who names dates means the words that are typed with them in documents of these dates.
      case _ where clause.query.isFilter && !clause.isAlternative: filters.append(clause.query)
      default: should.append(clause.query)
      }
      return
    }
    defer { chain.removeAll(keepingCapacity: true) }
    let all = Self.all(of: chain)
    if chain.contains(where: { $0.sign == .plus }) { must.append(all) } else { should.append(all) }
  }

  private static func all(of chain: [Link]) -> Query {
    .boolean(
      must: chain.filter { $0.sign != .minus }.map(\.query),
      mustNot: chain.filter { $0.sign == .minus }.map(\.query))
  }

  /// All of it, to which nothing is added any more; `nil` when there are no clauses.
  mutating func finish() -> Query? {
    endChain()
    if !filters.isEmpty {
      if must.isEmpty, !should.isEmpty {
        // The words are still what is looked for.
        must = [should.count == 1 ? should[0] : .boolean(should: should)]
        should = []
      }
      must += filters
    }
    if mustNot.isEmpty, must.count + should.count <= 1, must.isEmpty || !filters.isEmpty {
      return must.first ?? should.first
    }
    return .boolean(must: must, should: should, mustNot: mustNot)
  }
}

extension Query {
  /// Whether it tells which documents may match rather than what is looked for.
  fileprivate var isFilter: Bool {
    switch self {
    case .range, .exists: true
    default: false
    }
  }
}
