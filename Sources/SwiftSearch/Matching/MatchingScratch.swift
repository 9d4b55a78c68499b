/// Memory that the parts of a query work in, kept for the next query.
///
/// A query takes what it needs and never gives back; ``reset()`` does that for all of it, once
/// nothing of a segment's search is left, and ``finish()`` at the end of the query.
final class MatchingScratch {
  private static let factorsLimit = 16

  /// What was done with the memory since the counters were reset.
  let work = WorkCounters()
  /// For the best documents of a thread.
  let heap = ScoreHeap()
  /// For the best scores of some documents.
  let largest = LargestValues()
  /// For what the parts of a query add at most, anywhere and in a run.
  let rests = FloatBuffer()
  let runRests = FloatBuffer()
  /// For what the forms of one word add to some candidates.
  private(set) lazy var evidence = Candidates()
  private let terms = Shelf<TermBlocks>(limit: 64)
  private let candidateLists = Shelf<Candidates>(limit: 8)
  private let lists = Shelf<Candidates>(limit: 3)
  private let sumLists = Shelf<PostingSums>(limit: 3)
  private let windows = Shelf<DocumentWindow>(limit: 8)
  private let narrowBits = Shelf<DocumentBits>(limit: 8)
  private let wideBits = Shelf<DocumentBits>(limit: 8)
  private var factors: [(key: FactorsKey, value: NormFactors)] = []

  private struct FactorsKey: Equatable {
    var ranking: BM25
    var factor: Float
    var statistics: FieldStatistics
    var hasNorms: Bool
  }

  /// Things of one kind, of which the first `used` are taken.
  private final class Shelf<Thing: AnyObject> {
    /// How many are kept from one query to the next.
    private let limit: Int
    private var things: [Thing] = []
    private var used = 0

    init(limit: Int) { self.limit = limit }

    func take(_ make: () -> Thing) -> Thing {
      if used == things.count { add(make()) }
      used += 1
      return things[used - 1]
    }

    private func add(_ thing: Thing) { replaceThings { $0.append(thing) } }

    func reset() { used = 0 }

    func trim() {
      if things.count > limit { shorten() }
    }

    private func shorten() { replaceThings { $0.removeSubrange(limit...) } }

    /// Changes the list outside of its place, and seldom: else each look at it would have to
    /// announce itself, as something might be changing it.
    @inline(never)
    private func replaceThings(_ change: (inout [Thing]) -> Void) {
      var changed = things
      things = []
      change(&changed)
      things = changed
    }
  }

  /// Counts a run of candidates that was looked at.
  func countRun(_ candidates: Candidates) {
    work.runs += 1
    work.candidates += candidates.count
  }

  func termBlocks() -> TermBlocks { terms.take { TermBlocks(counting: work) } }

  func candidates() -> Candidates {
    let candidates = candidateLists.take { Candidates() }
    candidates.removeAll()
    return candidates
  }

  /// Room for as many candidates as ``ListSearch`` works on.
  func list() -> Candidates {
    let list = lists.take { Candidates(limit: ListSearch.limit) }
    list.removeAll()
    return list
  }

  /// Room for the postings of terms with few documents.
  func sums() -> PostingSums {
    let sums = sumLists.take { PostingSums() }
    sums.removeAll()
    return sums
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
    for known in factors where known.key == key { return known.value }
    return addFactors(key)
  }

  @inline(never)
  private func addFactors(_ key: FactorsKey) -> NormFactors {
    let value = key.ranking.factors(key.factor, key.statistics, hasNorms: key.hasNorms)
    let kept = factors.count == Self.factorsLimit ? factors.dropFirst() : factors[...]
    factors = kept + [(key, value)]
    return value
  }

  /// Takes everything back, and keeps no more than most queries need.
  func finish() {
    reset()
    terms.trim()
    candidateLists.trim()
    lists.trim()
    sumLists.trim()
    windows.trim()
    narrowBits.trim()
    wideBits.trim()
  }

  /// Takes everything back, since nothing is left of the part of the query that had it.
  func reset() {
    terms.reset()
    candidateLists.reset()
    lists.reset()
    sumLists.reset()
    windows.reset()
    narrowBits.reset()
    wideBits.reset()
  }
}
