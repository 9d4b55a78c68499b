/// Says where the candidates of one segment have their place in an order: keys that ascend.
///
/// The keys of numbers and scores are the same in all segments. Those of keywords are twice the
/// numbers of their terms plus two, so that there is room between them for terms of other segments.
final class SegmentKeys {
  private enum Source {
    case score
    case numbers(Column)
    case keywords(KeywordColumn)
    case missing
  }

  let order: RankOrder
  let tier: Int
  /// One block for each part of the order.
  let blocks: [KeyBlock]
  private let sources: [Source]
  private let numbers = NumberBlock()

  /// - Parameter tier: how strictly the query is taken, which comes before the score.
  /// - Returns: `nil` if it was ended early.
  init?(
    _ order: RankOrder, tier: Int, _ segment: SegmentReader, until signal: StopSignal?
  ) throws(FormatError) {
    self.order = order
    self.tier = tier
    var sources: [Source] = []
    for part in order.parts {
      switch part.source {
      case .score: sources.append(.score)
      case .column(let number):
        sources.append(segment.column(number).map { .numbers($0) } ?? .missing)
      case .keywords(let number):
        let column = try segment.keywords(number, until: signal)
        if let signal, signal.isRaised { return nil }
        sources.append(column.map { .keywords($0) } ?? .missing)
      }
    }
    self.sources = sources
    blocks = order.parts.map { _ in KeyBlock() }
  }

  func fill(_ candidates: Candidates) throws(FormatError) {
    for (index, part) in order.parts.enumerated() {
      let block = blocks[index]
      switch sources[index] {
      case .score:
        block.fill(withScoresOf: candidates, tier: tier, isDescending: part.isDescending)
      case .numbers(let column):
        try column.gather(candidates, into: numbers)
        block.fill(
          with: numbers, count: candidates.count, isDescending: part.isDescending,
          missing: part.missing)
      case .keywords(let column):
        let turned: UInt64 = part.isDescending ? .max : 0
        for index in 0..<candidates.count {
          let number = column.first(of: candidates.document(index))
          block[index] = number.map { Self.key(ofTerm: $0) ^ turned } ?? part.missing
        }
      case .missing:
        for index in 0..<candidates.count { block[index] = part.missing }
      }
    }
  }

  private static func key(ofTerm number: Int) -> UInt64 { UInt64(2 * number + 2) }

  // MARK: Beyond the segment

  /// What a key stands for in any segment.
  func value(_ key: UInt64, ofPart index: Int) throws(FormatError) -> RankValue {
    let part = order.parts[index]
    guard case .keywords(let column) = sources[index] else { return .key(key) }
    guard key != part.missing else { return .key(key) }
    let number = part.isDescending ? ~key : key
    return .term(try column.term(Int(number) / 2 - 1))
  }

  /// The key that a value has in this segment, where no document need have it.
  func key(_ value: RankValue, ofPart index: Int) throws(FormatError) -> UInt64 {
    let part = order.parts[index]
    switch (value, sources[index]) {
    case (.key(let key), _): return key
    case (.term(let term), .keywords(let column)):
      let (number, isFound) = try column.place(of: term)
      let key = isFound ? Self.key(ofTerm: number) : Self.key(ofTerm: number) - 1
      return part.isDescending ? ~key : key
    case (.term, _):
      // All documents here are without a value, and come before or behind any term.
      return part.missing == 0 ? 1 : .max - 1
    }
  }
}

extension SegmentKeys {
  /// Where documents of a segment begin that stand behind the place of a cursor.
  ///
  /// - Parameter found: where the document of the cursor is. Where it is nowhere, documents that
  ///   are equal to it are shown again rather than never.
  func start(
    behind place: CursorPlace, at found: ScoredDocument.Place?, segment number: Int
  ) throws(FormatError) -> RankStart {
    var keys: [UInt64] = []
    for (part, value) in place.values.enumerated() { keys.append(try key(value, ofPart: part)) }
    var firstEqual: UInt32 = 0
    if let found, number <= found.segment {
      firstEqual = number < found.segment ? .max : found.document + 1
    }
    return RankStart(keys: keys, firstEqual: firstEqual)
  }
}
