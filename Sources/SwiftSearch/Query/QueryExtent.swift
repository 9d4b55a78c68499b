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
      bytesLeft -= text.utf8.count + (field?.utf8.count ?? 0)
      return bytesLeft < 0 ? .text : nil
    case .pattern(let pattern, _): return pattern.problem.map { .pattern($0.message) }
    case .range(let range, let field):
      let values = [range.lower, range.upper].compactMap(\.?.value)
      bytesLeft -= values.reduce(field.utf8.count) { $0 + $1.utf8.count }
      return bytesLeft < 0 ? .text : nil
    case .boosted(let part, let factor):
      guard factor.isFinite, factor >= 0 else { return .boost }
      guard depthLeft > 0 else { return .depth }
      return excess(of: part, depthLeft: depthLeft - 1)
    case .boolean(let must, let should, let mustNot):
      for parts in [must, should, mustNot] {
        for part in parts {
          partsLeft -= 1
          guard partsLeft >= 0 else { return .parts }
          if part.isNesting, depthLeft == 0 { return .depth }
          if let excess = excess(of: part, depthLeft: depthLeft - 1) { return excess }
        }
      }
      return nil
    }
  }
}

extension Query {
  /// Whether other queries stand in this one.
  fileprivate var isNesting: Bool {
    switch self {
    case .boolean, .boosted: true
    case .text, .phrase, .words, .pattern, .range: false
    }
  }
}
