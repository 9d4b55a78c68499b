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
