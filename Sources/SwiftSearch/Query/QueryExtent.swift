/// How much of a query was looked at, to find out whether it is too large to be searched for.
///
/// Copies of one part share their memory, so that a small tree may stand for more parts than anyone
/// could count. That is why counting ends at the limits.
struct QueryExtent {
  /// What a query has too much of.
  enum Excess: Equatable {
    case depth, parts, text
    /// A pattern that cannot be used, and why.
    case pattern(String)
    case boost
    case tieBreaker
  }

  /// More than the largest file that is read as one text.
  private static let textLimit = 64 << 20

  private var partsLeft = Query.clauseLimit
  private var bytesLeft = textLimit

  /// What `query` has too much of; `nil` when it can be searched for.
  static func excess(of query: Query) -> Excess? {
    var extent = QueryExtent()
    return extent.excess(of: query, depthLeft: Query.depthLimit)
  }

  /// - Parameter depthLeft: how many booleans may stand in this one or in each other.
  private mutating func excess(of query: Query, depthLeft: Int) -> Excess? {
    switch query {
    case .text(let text, let field), .phrase(let text, let field), .words(let text, let field):
      return read(text.utf8.count + (field?.utf8.count ?? 0))
    case .similar(let key): return read(key.utf8.count)
    case .exists(let field): return read(field.utf8.count)
    case .everything: return nil
    case .pattern(let pattern, _): return pattern.problem.map { .pattern($0.message) }
    case .range(let range, let field):
      let values = [range.lower, range.upper].compactMap(\.?.value)
      return read(values.reduce(field.utf8.count) { $0 + $1.utf8.count })
    case .proximity(let proximity, _):
      for part in proximity.parts { if let excess = excess(of: part) { return excess } }
      return nil
    case .boosted(let part, let factor):
      guard factor.isFinite, factor >= 0 else { return .boost }
      return excess(of: [part], depthLeft)
    case .constant(let part, let score):
      guard score.isFinite, score >= 0 else { return .boost }
      return excess(of: [part], depthLeft)
    case .atLeast(_, let parts): return excess(of: parts, depthLeft)
    case .best(let parts, let tieBreaker):
      guard (0...1).contains(tieBreaker) else { return .tieBreaker }
      return excess(of: parts, depthLeft)
    case .boolean(let must, let should, let mustNot):
      return excess(of: must, depthLeft) ?? excess(of: should, depthLeft)
        ?? excess(of: mustNot, depthLeft)
    }
  }

  private mutating func excess(of parts: [Query], _ depthLeft: Int) -> Excess? {
    // By their numbers, since each copy of a part counts references.
    for number in parts.indices {
      partsLeft -= 1
      guard partsLeft >= 0 else { return .parts }
      if depthLeft == 0, parts[number].isNesting { return .depth }
      if let excess = excess(of: parts[number], depthLeft: depthLeft - 1) { return excess }
    }
    return nil
  }

  private mutating func excess(of part: Proximity.Part) -> Excess? {
    partsLeft -= 1
    guard partsLeft >= 0 else { return .parts }
    switch part {
    case .text(let text): return read(text.utf8.count)
    case .pattern(let pattern): return pattern.problem.map { .pattern($0.message) }
    }
  }

  private mutating func read(_ byteCount: Int) -> Excess? {
    bytesLeft -= byteCount
    return bytesLeft < 0 ? .text : nil
  }
}

extension Query {
  /// Whether other queries stand in this one.
  fileprivate var isNesting: Bool {
    switch self {
    case .boolean, .boosted, .constant, .atLeast, .best: true
    case .text, .phrase, .words, .pattern, .range, .proximity, .everything, .exists, .similar: false
    }
  }
}
