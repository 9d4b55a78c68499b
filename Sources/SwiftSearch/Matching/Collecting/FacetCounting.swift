/// Counts for one facet in one segment.
final class FacetCounting {
  private enum Source {
    case keywords(KeywordColumn)
    case numbers(Column)
    case ranges(Column, [Range<Double>?])
    case dates(Column)
    case missing
  }

  private let source: Source
  private let numbers = NumberBlock()
  private(set) var part: FacetPart

  /// - Returns: `nil` if it was ended early.
  init?(
    _ plan: FacetPlan, _ segment: SegmentReader, until signal: StopSignal?
  ) throws(FormatError) {
    part = FacetPart()
    switch plan.kind {
    case .keywords(let number, _):
      let column = try segment.keywords(number, until: signal)
      if let signal, signal.isRaised { return nil }
      source = column.map { .keywords($0) } ?? .missing
      if let column {
        part.keywords = (column, [UInt32](repeating: 0, count: column.termCount))
      }
    case .numbers(let number, _): source = segment.column(number).map { .numbers($0) } ?? .missing
    case .ranges(let number, let ranges):
      source = segment.column(number).map { .ranges($0, ranges) } ?? .missing
      part.ranges = [Int](repeating: 0, count: ranges.count)
    case .dates(let number, _):
      source = segment.column(number).map { .dates($0) } ?? .missing
      part.days = DayCounts()
    case .nothing: source = .missing
    }
  }

  func add(_ candidates: Candidates) throws(FormatError) {
    let count = candidates.count
    switch source {
    case .missing: part.missing += count
    case .keywords(let column): add(candidates, column)
    case .numbers(let column):
      try column.gather(candidates, into: numbers)
      part.missing += numbers.missingCount(of: count)
      for index in 0..<count where !numbers[index].isNaN {
        part.numbers[numbers[index].orderedBits, default: 0] += 1
      }
    case .ranges(let column, let ranges):
      try column.gather(candidates, into: numbers)
      part.missing += numbers.missingCount(of: count)
      for (index, range) in ranges.enumerated() {
        if let range { part.ranges[index] += numbers.count(in: range, of: count) }
      }
    case .dates(let column):
      try column.gather(candidates, into: numbers)
      part.missing += numbers.missingCount(of: count)
      guard var days = part.days else { return }
      part.days = nil
      days.add(numbers, count: count)
      part.days = days
    }
  }

  private func add(_ candidates: Candidates, _ column: KeywordColumn) {
    guard var counts = part.keywords?.counts else { return }
    // Two references would make it a copy.
    part.keywords = nil
    part.missing += column.count(candidates, in: &counts)
    part.keywords = (column, counts)
  }
}

/// What was counted for a facet in a segment.
struct FacetPart: Sendable {
  /// By the numbers of the terms.
  var keywords: (column: KeywordColumn, counts: [UInt32])?
  var numbers: [UInt64: Int] = [:]
  var ranges: [Int] = []
  var days: DayCounts?
  var missing = 0
}
