extension SearchOptions {
  /// Whether the scores of words alone decide what is found, and nothing else is wanted.
  var ranksByScoreAlone: Bool {
    sort.isEmpty && after == nil && collapse == nil && decays.isEmpty && scoring == nil
      && facets.isEmpty
  }
}

extension RankRefinement {
  /// - Parameter options: how to search.
  /// - Returns: `nil` when nothing but the scores of words decides.
  convenience init?(
    _ options: SearchOptions, _ order: RankOrder, _ snapshot: IndexSnapshot
  ) throws {
    guard options.after != nil || !options.decays.isEmpty || options.scoring != nil else {
      return nil
    }
    let place = try options.after.map { try CursorPlace($0.description) }
    try place?.check(order)
    let moment = place.flatMap { $0.moment == 0 ? nil : Double($0.moment) }
    self.init(
      try ScorePlan(options.decays, options.scoring, at: moment, snapshot),
      after: try place.map { ($0, try $0.find(in: snapshot)) })
  }
}

extension CollectionPlan {
  /// - Parameters:
  ///   - options: how to search.
  ///   - wanted: how many of the first documents are wanted.
  ///   - refinement: what decides on the best documents beside their scores.
  ///   - canRelax: whether there is more than one tier.
  /// - Returns: `nil` when the best documents can be found without looking at all matches.
  init?(
    _ options: SearchOptions, wanted: Int, _ order: RankOrder, _ refinement: RankRefinement?,
    canRelax: () -> Bool, _ snapshot: IndexSnapshot
  ) throws {
    // The documents of stricter tiers, which a cursor leaves out, have to be known to those behind.
    let isBest =
      order.isByScore && options.facets.isEmpty && options.collapse == nil
      && refinement?.keepsBounds ?? true
    guard !isBest || refinement?.after != nil && options.relaxes && canRelax() else { return nil }
    self.init(order: order, limit: wanted, refinement: refinement)
    if let name = options.collapse {
      collapse = Collapse(field: try snapshot.valueField(name, to: "collapse by"))
    }
    for facet in options.facets { facets.append(try FacetPlan(facet, snapshot)) }
  }
}
