extension CollectionPlan {
  /// - Parameters:
  ///   - options: how to search.
  ///   - wanted: how many of the first documents are wanted.
  /// - Returns: `nil` when the best documents can be found without looking at all matches.
  init?(
    _ options: SearchOptions, wanted: Int, _ snapshot: IndexSnapshot
  ) throws(UnusableOption) {
    let order = try RankOrder(options.sort, snapshot)
    guard !order.isByScore else { return nil }
    self.init(order: order, limit: wanted)
  }
}
