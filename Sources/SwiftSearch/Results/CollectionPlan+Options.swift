extension CollectionPlan {
  /// - Parameters:
  ///   - options: how to search.
  ///   - wanted: how many of the first documents are wanted.
  /// - Returns: `nil` when the best documents can be found without looking at all matches.
  init?(
    _ options: SearchOptions, wanted: Int, _ snapshot: IndexSnapshot
  ) throws {
    let order = try RankOrder(options.sort, snapshot)
    guard
      !order.isByScore || options.after != nil || !options.facets.isEmpty
        || options.collapse != nil
    else { return nil }
    self.init(order: order, limit: wanted)
    if let name = options.collapse {
      collapse = Collapse(field: try snapshot.valueField(name, to: "collapse by"))
    }
    for facet in options.facets { facets.append(try FacetPlan(facet, snapshot)) }
    if let after = options.after {
      let place = try CursorPlace(after.description)
      try place.check(order)
      self.after = (place, try place.find(in: snapshot))
    }
  }
}
