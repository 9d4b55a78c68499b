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

/// What documents of all segments are put in order by.
enum RankValue: Hashable, Sendable {
  /// A number, a score, or nothing: smaller ones come first.
  case key(UInt64)
  case term([UInt8])

  /// Whether it comes before another value of the same part of an order: -1, 0 or 1.
  func order(to other: RankValue, _ part: RankOrder.Part) -> Int {
    switch (self, other) {
    case (.key(let left), .key(let right)): return left < right ? -1 : left == right ? 0 : 1
    case (.key, .term): return part.missing == 0 ? -1 : 1
    case (.term, .key): return part.missing == 0 ? 1 : -1
    case (.term(let left), .term(let right)):
      if left == right { return 0 }
      return left.span.precedes(right.span) != part.isDescending ? -1 : 1
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

/// A document with its place in an order.
struct RankedMatch: Sendable {
  var document: ScoredDocument
  /// The number of the query, in the order of the tiers, that found it.
  var query: Int
  var values: [RankValue]
  /// How many other documents it stands for.
  var others = 0

  /// Whether it comes before another document: by the values, then the older first.
  func precedes(_ other: RankedMatch, _ order: RankOrder) -> Bool {
    for (index, part) in order.parts.enumerated() {
      let result = values[index].order(to: other.values[index], part)
      if result != 0 { return result < 0 }
    }
    return document.place.precedes(other.document.place)
  }
}

extension RankedMatch {
  /// Whether it stands behind the place of a cursor.
  func isBehind(
    _ place: CursorPlace, at found: ScoredDocument.Place?, _ order: RankOrder
  ) -> Bool {
    for (index, part) in order.parts.enumerated() {
      let result = values[index].order(to: place.values[index], part)
      if result != 0 { return result > 0 }
    }
    return found?.precedes(document.place) ?? true
  }
}

extension ScoredDocument.Place {
  func precedes(_ other: ScoredDocument.Place) -> Bool {
    (segment, document) < (other.segment, other.document)
  }
}
