/// Finds the first document of each value of a field among the matches of a segment, and how many
/// there are of each.
///
/// A document without a value stands for itself alone.
final class GroupCollecting {
  private let column: Column?
  private let keywords: KeywordColumn?
  private let keys: SegmentKeys
  private let numbers = NumberBlock()
  private var table: GroupTable

  /// - Parameter field: the field whose values matter; `nil` in an index without documents.
  /// - Returns: `nil` if it was ended early.
  init?(
    _ field: FieldRecord?, _ keys: SegmentKeys, _ segment: SegmentReader, until signal: StopSignal?
  ) throws(FormatError) {
    self.keys = keys
    column = field.flatMap { segment.column($0.number) }
    keywords = try field.flatMap { field throws(FormatError) in
      try segment.keywords(field.number, until: signal)
    }
    table = GroupTable(width: keys.order.parts.count, termCount: keywords?.termCount ?? 0)
    if let signal, signal.isRaised { return nil }
  }

  /// - Parameter alone: is called for each candidate without a value.
  func add(_ candidates: Candidates, alone: (Int) -> Void) throws(FormatError) {
    // Each access to what belongs to a class would be checked.
    var table = GroupTable(width: 0, termCount: 0)
    swap(&table, &self.table)
    defer { swap(&table, &self.table) }
    let blocks = keys.blocks
    if let keywords {
      for index in 0..<candidates.count {
        guard let term = keywords.first(of: candidates.document(index)) else {
          alone(index)
          continue
        }
        table.add(candidates, index, blocks, term: term)
      }
    } else if let column {
      try column.gather(candidates, into: numbers)
      for index in 0..<candidates.count {
        let number = numbers[index]
        if number.isNaN {
          alone(index)
        } else {
          table.add(candidates, index, blocks, number: number.orderedBits)
        }
      }
    } else {
      for index in 0..<candidates.count { alone(index) }
    }
  }

  /// What was found, with as many of the first documents as may be wanted.
  ///
  /// - Parameter after: where documents begin that are wanted.
  func result(
    ofSegment segment: Int, limit: Int, after: RankStart?
  ) throws(FormatError) -> SegmentGroups {
    var result = SegmentGroups(keywords: keywords, table: table)
    // A group that is wanted here may have had its first document in another segment, before
    // where those begin that are wanted; who knows how many of them there are.
    let heap = RankHeap(limit: after == nil ? limit : .max, width: table.width)
    for group in table.documents.indices {
      let start = group * table.width
      if let after, !after.admits(table.documents[group], { table.keys[start + $0] }) {
        result.earlier.insert(group)
        continue
      }
      heap.insert(table.documents[group], score: table.scores[group], payload: group) {
        table.keys[start + $0]
      }
    }
    result.first = try heap.matches(ofSegment: segment, keys)
    return result
  }
}
