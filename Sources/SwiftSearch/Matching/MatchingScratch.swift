/// Memory that the parts of a query work in, kept for the next query.
///
/// A query takes what it needs and never gives back; ``reset()`` does that for all of it, once
/// nothing of the query is left.
final class MatchingScratch {
  /// How much is kept from one query to the next.
  private static let limit = (terms: 64, candidates: 8, windows: 8, factors: 16)

  /// What was done with the memory since the counters were reset.
  let work = WorkCounters()
  private var terms = Shelf<TermBlocks>()
  private var candidateLists = Shelf<Candidates>()
  private var windows = Shelf<DocumentWindow>()
  private var narrowBits = Shelf<DocumentBits>()
  private var wideBits = Shelf<DocumentBits>()
  private var factors: [(key: FactorsKey, value: NormFactors)] = []

  private struct FactorsKey: Equatable {
    var ranking: BM25
    var factor: Float
    var statistics: FieldStatistics
    var hasNorms: Bool
  }

  /// Things of one kind, of which the first `used` are taken.
  private struct Shelf<Thing: AnyObject> {
    var things: [Thing] = []
    var used = 0

    mutating func take(_ make: () -> Thing) -> Thing {
      if used == things.count { things.append(make()) }
      used += 1
      return things[used - 1]
    }

    mutating func reset(keeping limit: Int) {
      used = 0
      if things.count > limit { things.removeSubrange(limit...) }
    }
  }

  func termBlocks() -> TermBlocks { terms.take { TermBlocks(counting: work) } }

  func candidates() -> Candidates {
    let candidates = candidateLists.take { Candidates() }
    candidates.removeAll()
    return candidates
  }

  /// An empty window.
  func window() -> DocumentWindow {
    let window = windows.take { DocumentWindow() }
    window.reset(to: 0)
    return window
  }

  /// Bits of windows that are all wide or all narrow, and of any documents.
  func bits(isWide: Bool) -> DocumentBits {
    isWide
      ? wideBits.take { DocumentBits(DocumentBits.wide) }
      : narrowBits.take { DocumentBits(DocumentBits.narrow) }
  }

  func factors(
    _ ranking: BM25, _ factor: Float, _ statistics: FieldStatistics, hasNorms: Bool
  ) -> NormFactors {
    let key = FactorsKey(
      ranking: ranking, factor: factor, statistics: statistics, hasNorms: hasNorms)
    if let known = factors.first(where: { $0.key == key }) { return known.value }
    if factors.count == Self.limit.factors { factors.removeFirst() }
    let value = ranking.factors(factor, statistics, hasNorms: hasNorms)
    factors.append((key, value))
    return value
  }

  func reset() {
    terms.reset(keeping: Self.limit.terms)
    candidateLists.reset(keeping: Self.limit.candidates)
    windows.reset(keeping: Self.limit.windows)
    narrowBits.reset(keeping: Self.limit.windows)
    wideBits.reset(keeping: Self.limit.windows)
  }
}
