/// Puts together what was counted for a facet in all segments.
enum FacetMerging {
  static func counts(
    _ plan: FacetPlan, _ parts: [FacetPart]
  ) throws(FormatError) -> FacetCounts {
    var result = FacetCounts(
      facet: plan.facet, counts: [], distinct: 0, missing: parts.reduce(0) { $0 + $1.missing })
    switch plan.kind {
    case .keywords(_, let limit):
      let (distinct, best) = try keywords(parts.compactMap(\.keywords), limit: limit)
      result.distinct = distinct
      result.counts = best
    case .numbers(_, let limit):
      var sums: [UInt64: Int] = [:]
      for part in parts { sums.merge(part.numbers, uniquingKeysWith: +) }
      var best = MostFrequent<UInt64>(limit: limit)
      for (bits, count) in sums.sorted(by: { $0.key < $1.key }) { best.append(bits, count) }
      result.distinct = sums.count
      result.counts = best.ranked().map { bits, count in
        FacetCounts.Count(text(Double(orderedBits: bits)), count: count)
      }
    case .ranges:
      guard case .ranges(let ranges) = plan.facet.kind else { break }
      result.counts = ranges.enumerated().map { index, range in
        FacetCounts.Count(range.text, count: parts.reduce(0) { $0 + $1.ranges[index] })
      }
      result.distinct = ranges.count
    case .dates(_, let unit):
      var days = DayCounts()
      for part in parts { if let other = part.days { days.add(other) } }
      result.counts = days.counts(by: unit)
      result.distinct = result.counts.count
    case .nothing: break
    }
    return result
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 0x1p53 ? "\(Int(number))" : "\(number)"
  }

  // MARK: Keywords

  private static func keywords(
    _ parts: [(column: KeywordColumn, counts: [UInt32])], limit: Int
  ) throws(FormatError) -> (distinct: Int, best: [FacetCounts.Count]) {
    if parts.count == 1, let part = parts.first {
      var best = MostFrequent<Int>(limit: limit)
      for (number, count) in part.counts.enumerated() where count > 0 {
        best.append(number, Int(count))
      }
      var counts: [FacetCounts.Count] = []
      for (number, count) in best.ranked() {
        let term = try part.column.term(number)
        counts.append(FacetCounts.Count(String(decoding: term, as: UTF8.self), count: count))
      }
      return (best.seenCount, counts)
    }
    var best = MostFrequent<[UInt8]>(limit: limit)
    var streams: [Stream] = []
    for part in parts {
      if let stream = try Stream(part.column, part.counts) { streams.append(stream) }
    }
    while var least = streams.first?.term {
      for stream in streams.dropFirst() where stream.term.span.precedes(least.span) {
        least = stream.term
      }
      var sum = 0
      for index in streams.indices.reversed() where streams[index].term == least {
        sum += streams[index].count
        if try !streams[index].next() { streams.remove(at: index) }
      }
      best.append(least, sum)
    }
    return (
      best.seenCount,
      best.ranked().map { FacetCounts.Count(String(decoding: $0, as: UTF8.self), count: $1) }
    )
  }

  /// The terms of a segment that were counted, in their order.
  private struct Stream {
    private var terms: KeywordColumn.Terms
    private let counts: [UInt32]
    private var number = -1
    private(set) var term: [UInt8] = []

    /// - Returns: `nil` when none was counted.
    init?(_ column: KeywordColumn, _ counts: [UInt32]) throws(FormatError) {
      terms = KeywordColumn.Terms(column)
      self.counts = counts
      guard try next() else { return nil }
    }

    var count: Int { Int(counts[number]) }

    /// - Returns: false when there is no further one.
    mutating func next() throws(FormatError) -> Bool {
      repeat { number += 1 } while number < counts.count && counts[number] == 0
      guard number < counts.count else { return false }
      term = try terms.term(number)
      return true
    }
  }
}

/// Keeps the most frequent of values that come in their order.
private struct MostFrequent<Value> {
  private let limit: Int
  private var kept: [(place: Int, value: Value, count: Int)] = []
  private var least = 0
  private(set) var seenCount = 0

  init(limit: Int) {
    self.limit = limit
  }

  mutating func append(_ value: Value, _ count: Int) {
    seenCount += 1
    guard count > least, limit > 0 else { return }
    kept.append((seenCount, value, count))
    // So seldom that it takes little time for each value.
    if kept.count >= limit, kept.count - limit >= max(limit, 64) { cut() }
  }

  private mutating func cut() {
    kept.sort { ($0.count, $1.place) > ($1.count, $0.place) }
    if kept.count > limit { kept.removeSubrange(limit...) }
    // One that comes later and is only as frequent has no place any more.
    if kept.count == limit, let last = kept.last { least = last.count }
  }

  mutating func ranked() -> [(Value, Int)] {
    cut()
    return kept.map { ($0.value, $0.count) }
  }
}
