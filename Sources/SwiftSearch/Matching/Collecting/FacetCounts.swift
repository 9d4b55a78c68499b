/// What was counted for a ``Facet``.
public struct FacetCounts: Sendable, Equatable {
  /// How many documents have a value.
  public struct Count: Sendable, Equatable {
    /// The keyword, the number, the range, or the day, month or year, as a query would name it.
    public var value: String
    public var count: Int

    public init(_ value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  public var facet: Facet
  /// Values with the highest count first and then in their order; ranges as they were asked for;
  /// dates in their order, without those that no document has.
  public var counts: [Count]
  /// How many different values there are, told or not; of ranges and dates as many as are told.
  public var distinct: Int
  /// How many of the documents that match have no value.
  public var missing: Int

  public init(facet: Facet, counts: [Count], distinct: Int, missing: Int) {
    self.facet = facet
    self.counts = counts
    self.distinct = distinct
    self.missing = missing
  }
}
