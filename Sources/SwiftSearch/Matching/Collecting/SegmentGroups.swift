/// The groups of one segment, for all of them to be put together.
struct SegmentGroups: Sendable {
  let keywords: KeywordColumn?
  let table: GroupTable
  /// The first documents of groups, first ones first, with the number of the group.
  var first: [RankedMatch] = []
  /// The groups that are not wanted, because their first document is not.
  var earlier: Set<Int> = []

  init(keywords: KeywordColumn?, table: GroupTable) {
    self.keywords = keywords
    self.table = table
  }

  /// What the documents of a group have in common with those of other segments.
  private func value(ofGroup group: Int) throws(FormatError) -> RankValue {
    guard let keywords else { return .key(table.values[group]) }
    return .term(try keywords.term(Int(table.values[group])))
  }

  private func group(_ value: RankValue) throws(FormatError) -> Int? {
    switch value {
    case .key(let bits): return table.group(ofNumber: bits)
    case .term(let term):
      guard let (number, isFound) = try keywords?.place(of: term), isFound else { return nil }
      return table.group(ofTerm: number)
    }
  }

  /// The first document of each value, with the number of others.
  ///
  /// What comes first of a value in any segment comes first of all, so that few values have to be
  /// compared between segments.
  ///
  /// - Parameter limit: how many are wanted.
  static func merged(
    _ parts: [SegmentGroups], limit: Int, _ order: RankOrder
  ) throws(FormatError) -> [RankedMatch] {
    var candidates: [(match: RankedMatch, part: Int)] = []
    for (part, groups) in parts.enumerated() { candidates += groups.first.map { ($0, part) } }
    if parts.count > 1 { candidates.sort { $0.match.precedes($1.match, order) } }
    var seen: Set<RankValue> = []
    var result: [RankedMatch] = []
    for (match, part) in candidates {
      if result.count == limit { break }
      var match = match
      if parts.count == 1 {
        match.others = parts[part].table.others[match.payload]
        result.append(match)
        continue
      }
      let value = try parts[part].value(ofGroup: match.payload)
      guard seen.insert(value).inserted else { continue }
      var (count, isEarlier) = (0, false)
      for other in parts {
        guard let group = try other.group(value) else { continue }
        count += other.table.others[group] + 1
        isEarlier = isEarlier || other.earlier.contains(group)
      }
      guard !isEarlier else { continue }
      match.others = count - 1
      result.append(match)
    }
    return result
  }
}
