extension Query: ExpressibleByStringLiteral {
  /// A literal is a ``text(_:field:)``: nothing in it is an operator.
  public init(stringLiteral text: String) { self = .text(text) }
}

extension Query {
  /// Documents that match both.
  public static func & (left: Query, right: Query) -> Query {
    var must = left.required ?? [left]
    must += right.required ?? [right]
    return .boolean(must: must)
  }

  /// Documents that match one or both, those with both first.
  public static func | (left: Query, right: Query) -> Query {
    var should = left.alternatives ?? [left]
    should += right.alternatives ?? [right]
    return .boolean(should: should)
  }

  /// All documents but those that match.
  public static prefix func ! (query: Query) -> Query { .boolean(mustNot: [query]) }

  /// Documents that match, without those that match `other`.
  public static func - (query: Query, other: Query) -> Query {
    .boolean(must: [query], mustNot: [other])
  }

  /// What matches all parts that `parts` lists.
  ///
  /// ```swift
  /// let query = Query.all {
  ///   "colony"
  ///   if let author { Query.text(author, field: "author") }
  /// }
  /// ```
  public static func all(@QueryBuilder _ parts: () -> [Query]) -> Query {
    .boolean(must: parts())
  }

  /// What matches any of the parts that `parts` lists, the more the better.
  public static func any(@QueryBuilder _ parts: () -> [Query]) -> Query {
    .boolean(should: parts())
  }

  /// Texts near each other.
  ///
  /// - Parameters:
  ///   - parts: at least two texts.
  ///   - distance: how many other words may stand between them in all.
  ///   - isOrdered: whether they stand in this order.
  ///   - field: where they are looked for; `nil` is every field in which words are.
  public static func near(
    _ parts: String..., within distance: Int, isOrdered: Bool = false, field: String? = nil
  ) -> Query {
    .proximity(
      Proximity(parts.map { .text($0) }, distance: distance, isOrdered: isOrdered), field: field)
  }

  /// The same with a score that is so many times as high.
  public func boosted(by factor: Float) -> Query { .boosted(self, by: factor) }

  /// The parts of what only matches all of some parts.
  private var required: [Query]? {
    guard case .boolean(let must, let should, let mustNot) = self, should.isEmpty,
      mustNot.isEmpty, !must.isEmpty
    else { return nil }
    return must
  }

  /// The parts of what matches any of some parts.
  private var alternatives: [Query]? {
    guard case .boolean(let must, let should, let mustNot) = self, must.isEmpty,
      mustNot.isEmpty, !should.isEmpty
    else { return nil }
    return should
  }
}

/// Lists the parts of ``Query/all(_:)`` and ``Query/any(_:)``.
@resultBuilder
public enum QueryBuilder {
  public static func buildExpression(_ query: Query) -> [Query] { [query] }
  public static func buildBlock(_ parts: [Query]...) -> [Query] { parts.flatMap { $0 } }
  public static func buildOptional(_ parts: [Query]?) -> [Query] { parts ?? [] }
  public static func buildEither(first parts: [Query]) -> [Query] { parts }
  public static func buildEither(second parts: [Query]) -> [Query] { parts }
  public static func buildArray(_ parts: [[Query]]) -> [Query] { parts.flatMap { $0 } }
}
