/// Finds the first document of each value of a field among the matches of a segment, and how many
/// there are of each.
///
/// A document without a value stands for itself alone.
final class GroupCollecting {
  private enum Source {
    case keywords(KeywordColumn)
    case numbers(Column)
    case missing
  }

  private let source: Source
  private let keys: SegmentKeys
  private let width: Int
  private let numbers = NumberBlock()
  /// By the number of a keyword, that of its group plus one.
  private var groupsOfTerms: [UInt32] = []
  private var groupsOfNumbers: [UInt64: Int] = [:]
  /// By group: the first document, its keys and score, and how many others there are.
  private var documents: [UInt32] = []
  private var groupKeys: [UInt64] = []
  private var scores: [Float] = []
  private var others: [Int] = []
  /// By group, the number of its keyword or the bits of its number.
  private var values: [UInt64] = []

  /// - Parameter field: the field whose values matter; `nil` in an index without documents.
  /// - Returns: `nil` if it was ended early.
  init?(
    _ field: FieldRecord?, _ keys: SegmentKeys, _ segment: SegmentReader, until signal: StopSignal?
  ) throws(FormatError) {
    self.keys = keys
    width = keys.order.parts.count
    guard let field else {
      source = .missing
      return
    }
    if field.type == .keyword {
      let column = try segment.keywords(field.number, until: signal)
      if let signal, signal.isRaised { return nil }
      source = column.map { .keywords($0) } ?? .missing
      groupsOfTerms = [UInt32](repeating: 0, count: column?.termCount ?? 0)
    } else {
      source = segment.column(field.number).map { .numbers($0) } ?? .missing
    }
  }

  /// - Parameter alone: is called for each candidate without a value.
  func add(_ candidates: Candidates, alone: (Int) -> Void) throws(FormatError) {
    switch source {
    case .missing:
      for index in 0..<candidates.count { alone(index) }
    case .keywords(let column):
      for index in 0..<candidates.count {
        guard let term = column.first(of: candidates.document(index)) else {
          alone(index)
          continue
        }
        let group = groupsOfTerms[term]
        if group == 0 { groupsOfTerms[term] = UInt32(documents.count + 1) }
        add(candidates, index, to: group == 0 ? nil : Int(group) - 1, value: UInt64(term))
      }
    case .numbers(let column):
      try column.gather(candidates, into: numbers)
      for index in 0..<candidates.count {
        guard !numbers[index].isNaN else {
          alone(index)
          continue
        }
        let bits = numbers[index].orderedBits
        let group = groupsOfNumbers[bits]
        if group == nil { groupsOfNumbers[bits] = documents.count }
        add(candidates, index, to: group, value: bits)
      }
    }
  }

  private func add(_ candidates: Candidates, _ index: Int, to group: Int?, value: UInt64) {
    guard let group else {
      documents.append(candidates.document(index))
      scores.append(candidates.score(index))
      for block in keys.blocks { groupKeys.append(block[index]) }
      others.append(0)
      values.append(value)
      return
    }
    others[group] += 1
    // Of equal documents the first one stays, which has come first.
    for (part, block) in keys.blocks.enumerated() {
      let (key, known) = (block[index], groupKeys[group * width + part])
      if key == known { continue }
      if key > known { return }
      documents[group] = candidates.document(index)
      scores[group] = candidates.score(index)
      for (part, block) in keys.blocks.enumerated() {
        groupKeys[group * width + part] = block[index]
      }
      return
    }
  }

  /// Inserts the first document of each group into a heap, where no other segment has any.
  func insert(into heap: RankHeap, after: RankStart?) {
    for group in documents.indices {
      let start = group * width
      if let after, !after.admits(documents[group], { groupKeys[start + $0] }) { continue }
      heap.insert(documents[group], score: scores[group], others: others[group]) {
        groupKeys[start + $0]
      }
    }
  }

  /// The groups with their values and places among all segments.
  func groups(ofSegment segment: Int) throws(FormatError) -> [CollapsedGroup] {
    var result: [CollapsedGroup] = []
    result.reserveCapacity(documents.count)
    for group in documents.indices {
      var places: [RankValue] = []
      for part in 0..<width {
        places.append(try keys.value(groupKeys[group * width + part], ofPart: part))
      }
      var value = RankValue.key(values[group])
      if case .keywords(let column) = source {
        value = .term(try column.term(Int(values[group])))
      }
      result.append(
        CollapsedGroup(
          value: value,
          first: RankedMatch(
            document: ScoredDocument(
              segment: segment, document: documents[group], score: scores[group]),
            query: keys.tier, values: places, others: others[group])))
    }
    return result
  }
}

/// The documents of a segment with one value of a field.
struct CollapsedGroup: Sendable {
  var value: RankValue
  var first: RankedMatch
}

extension CollapsedGroup {
  /// The first documents of the groups of all segments, each value once.
  static func merged(_ groups: [CollapsedGroup], _ order: RankOrder) -> [RankedMatch] {
    var places: [RankValue: Int] = [:]
    var result: [RankedMatch] = []
    for group in groups {
      guard let place = places[group.value] else {
        places[group.value] = result.count
        result.append(group.first)
        continue
      }
      let others = result[place].others + group.first.others + 1
      if group.first.precedes(result[place], order) { result[place] = group.first }
      result[place].others = others
    }
    return result
  }
}
