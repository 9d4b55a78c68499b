import Testing

@testable import SwiftSearch

/// Whatever roles the clauses get, no document is passed over that scores enough.
@Suite struct WindowRolesTests {
  /// A clause of made-up matches.
  private final class MadeUpClause: Clause {
    let cost: Int
    let bounds: [Float]
    let scores: [UInt32: Float]

    init(windows: Int, documents: [UInt32], _ random: inout SeededGenerator) {
      let most = Float(1 + random.below(20))
      var bounds = (0..<windows).map { _ in random.oneIn(4) ? -1 : Float(random.below(Int(most))) }
      var scores: [UInt32: Float] = [:]
      for document in documents where !random.oneIn(3) {
        let bound = bounds[Int(document) >> 12]
        if bound >= 0 { scores[document] = Float(random.below(Int(bound) + 1)) }
      }
      // Some bounds are far too high, as those of groups are.
      for window in bounds.indices where bounds[window] >= 0 && random.oneIn(5) {
        bounds[window] += Float(random.below(9))
      }
      (self.bounds, self.scores) = (bounds, scores)
      cost = random.below(1000)
    }

    func findBounds(_ target: inout WindowBounds) {
      for window in target.windows where bounds[window] >= 0 {
        let start = UInt32(window << 12)
        target.raise(start, through: start + 4095, to: bounds[window])
      }
    }

    func match(into window: DocumentWindow, scored: Bool) {}
    func addDocuments(to bits: DocumentBits) {}
    func match(_ candidates: Candidates, scored: Bool) {}
    func nextRun(from target: UInt32, below end: UInt32, above floor: Float) -> Range<UInt32>? {
      nil
    }
    func collect(
      _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
    ) {}
  }

  /// The clauses of a query, to be replaced.
  private func clauses() throws -> QueryClauses {
    let small = try SmallIndex(["a"])
    let snapshot = small.index.current
    let planner = QueryPlanner(snapshot, analyzer: TextAnalyzer())
    let plan = try #require(try planner.plan(.text("a")))
    let resolved = try ResolvedQuery(plan, snapshot, ranking: BM25())
    let root = try #require(resolved.root)
    return try #require(
      try QueryClauses(root, resolved, segment: 0, in: MatchingScratch()))
  }

  @Test(arguments: 0..<150)
  func nothingThatScoresEnoughIsPassedOver(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let windowCount = 1 + random.below(12)
    let documents = Set((0..<200).map { _ in UInt32(random.below(windowCount << 12)) }).sorted()
    var clauses = try clauses()
    func some(_ count: Int) -> [MadeUpClause] {
      (0..<count).map { _ in MadeUpClause(windows: windowCount, documents: documents, &random) }
    }
    let required = some(random.below(3))
    let optional = some(random.below(5) + (required.isEmpty ? 2 : 1))
    (clauses.required, clauses.optional) = (required, optional)
    var totals: [UInt32: Float] = [:]
    for document in documents where required.allSatisfy({ $0.scores[document] != nil }) {
      let parts = (required + optional).compactMap { $0.scores[document] }
      if !parts.isEmpty { totals[document] = parts.reduce(0, +) }
    }
    var roles = WindowRoles(clauses)
    var budget = SearchBudget(nil)
    try roles.begin(0..<windowCount, &budget)
    let threshold = random.oneIn(4) ? -.infinity : Float(random.below(40))
    let winners = totals.filter { $0.value > threshold }.map(\.key)
    var window = 0
    while window < windowCount {
      switch roles.choose(window, threshold: threshold) {
      case .nothing:
        #expect(!winners.contains { Int($0) >> 12 == window }, "seed \(seed), \(window)")
        window += 1
      case .union:
        check(roles, winners, window..<window + 1, threshold, needsAll: false, seed)
        window += 1
      case .lead:
        let led = roles.extend(window..<windowCount, threshold: threshold)
        #expect(led.lowerBound == window && !led.isEmpty)
        check(roles, winners, led, threshold, needsAll: true, seed)
        window = led.upperBound
      }
    }
  }

  private func check(
    _ roles: WindowRoles, _ winners: [UInt32], _ windows: Range<Int>, _ threshold: Float,
    needsAll: Bool, _ seed: Int
  ) {
    let stages = roles.clauses.indices.compactMap { roles.clause(ofStage: $0) as? MadeUpClause }
    #expect(stages.count == roles.clauses.count && roles.firstCount > 0)
    let first = stages[..<roles.firstCount]
    for document in winners where windows.contains(Int(document) >> 12) {
      let own = Int(document) >> 12..<Int(document) >> 12 + 1
      let isFound =
        needsAll
        ? first.allSatisfy { $0.scores[document] != nil }
        : first.contains { $0.scores[document] != nil }
      #expect(isFound, "seed \(seed), document \(document) scores more than \(threshold)")
      for stage in stages.indices {
        let rest = stages[(stage + 1)...].reduce(Float(0)) { $0 + ($1.scores[document] ?? 0) }
        #expect(roles.rest(behind: stage, in: own) >= rest, "seed \(seed), stage \(stage)")
        #expect(roles.rest(behind: stage, in: windows) >= rest, "seed \(seed), stage \(stage)")
      }
      let candidates = Candidates()
      candidates.append(document, score: stages[0].scores[document] ?? 0)
      if needsAll { roles.drop(candidates, behind: 0, threshold: threshold) }
      #expect(!candidates.isEmpty, "seed \(seed), \(document)")
    }
  }

  @Test(arguments: 0..<40)
  func boundsOfWindowsAreThoseOfTheirRanges(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let first = random.below(5)
    var (one, other) = (WindowBounds(), WindowBounds())
    one.begin(first..<first + 6)
    other.begin(first..<first + 6)
    var naive = [[Float]](repeating: [Float](repeating: -1, count: 6), count: 2)
    for number in 0..<2 {
      for _ in 0..<random.below(6) {
        let start = one.documents.lowerBound + UInt32(random.below(6 * 4096))
        let last = start + UInt32(random.below(9000))
        let bound = Float(random.below(30))
        if number == 0 {
          one.raise(start, through: last, to: bound)
        } else {
          other.raise(start, through: last, to: bound)
        }
        for document in start...min(last, one.documents.upperBound - 1) {
          let window = Int(document) >> 12 - first
          naive[number][window] = max(naive[number][window], bound)
        }
      }
    }
    let isSum = random.oneIn(2)
    if isSum { one.add(other) } else { one.formMinimum(other) }
    for window in 0..<6 {
      let (left, right) = (naive[0][window], naive[1][window])
      let sum = left < 0 && right < 0 ? -1 : max(0, left) + max(0, right)
      #expect(one[first + window] == (isSum ? sum : min(left, right)), "seed \(seed)")
    }
  }
}
