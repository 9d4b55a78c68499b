import Testing

@testable import SwiftSearch

/// What is said of scores before documents are looked at holds for each of them.
@Suite struct TermBoundsTests {
  private struct List {
    var documents: [UInt32] = []
    var scores: [Float] = []
    var bytes: [UInt8] = []
    var matcher: () throws -> TermMatcher
  }

  private func list(_ random: inout SeededGenerator, damage: Int? = nil) -> List {
    let count = random.pick([2, 100, 129, 1000, 6000])
    let documents = random.documents(count, gapBits: random.below(6))
    let documentCount = Int(documents[count - 1]) + 1 + random.below(5000)
    var lengths = [UInt8](repeating: 0, count: documentCount)
    var writer = PostingsWriter(hasPositions: true)
    writer.begin(documentFrequency: count)
    let frequencies = documents.map { document in
      lengths[Int(document)] = UInt8(1 + random.below(random.oneIn(9) ? 200 : 30))
      let frequency = UInt32(1 + random.below(random.oneIn(30) ? 400 : 4))
      writer.append(document, frequency, norm: lengths[Int(document)])
      return frequency
    }
    writer.finish()
    var damaged = ByteDamager(bytes: writer.bytes.bytes)
    if let damage {
      damaged.store(
        damage, random.pick([1, 2, 4]), at: random.below(min(300, damaged.bytes.count)))
    }
    let ranking = BM25(
      k1: Float(random.below(40)) / 10, b: Float(random.below(11)) / 10)
    let weight = Float(1 + random.below(90)) / 7
    let norms = MappedBytes(lengths, section: "norms")
    let scoring = TermScoring(
      norms: norms,
      factors: ranking.factors(
        1, FieldStatistics(documentCount: count, totalLength: 9 * count), hasNorms: true),
      weight: weight, rounding: BM25.rounding(forTotal: 3 * weight))
    let bytes = damaged.bytes
    return List(
      documents: documents,
      scores: zip(documents, frequencies).map {
        scoring.score(frequency: $1, norm: lengths[Int($0)])
      },
      bytes: bytes
    ) {
      TermMatcher(
        try PostingsCursor(
          MappedBytes(bytes, section: "postings"), positions: MappedBytes([], section: "positions"),
          entry: TermEntry(documentFrequency: count), documentCount: documentCount),
        scoring: scoring)
    }
  }

  @Test(arguments: 0..<60)
  func boundsAreNotExceeded(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let list = list(&random)
    let matcher = try list.matcher()
    let windowCount = Int(list.documents[list.documents.count - 1]) >> 12 + 2
    var first = 0
    while first < windowCount {
      let windows = first..<first + 1 + random.below(5)
      var bounds = WindowBounds()
      bounds.begin(windows)
      try matcher.findBounds(&bounds)
      for (document, score) in zip(list.documents, list.scores)
      where windows.contains(Int(document) >> 12) {
        #expect(bounds[Int(document) >> 12] >= score, "seed \(seed), \(document)")
      }
      first = windows.upperBound + random.below(2)
    }
  }

  @Test(arguments: 0..<60)
  func runsHaveAllThatScoresEnough(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let list = list(&random)
    let matcher = try list.matcher()
    let floor = random.oneIn(4) ? -.infinity : random.pick(list.scores)
    let candidates = Candidates()
    var found: [UInt32: Float] = [:]
    var target: UInt32 = 0
    while let run = try matcher.nextRun(from: target, below: .max - 1, above: floor) {
      #expect(run.lowerBound >= target && !run.isEmpty)
      let bound = try matcher.runBound()
      candidates.removeAll()
      try matcher.collect(run, above: floor, scored: true, into: candidates)
      for index in 0..<candidates.count {
        found[candidates.document(index)] = candidates.score(index)
        #expect(candidates.score(index) <= bound, "seed \(seed)")
      }
      target = run.upperBound
    }
    let expected = zip(list.documents, list.scores).filter { $1 > floor }
    #expect(found == Dictionary(uniqueKeysWithValues: expected.map { ($0, $1) }), "seed \(seed)")
  }

  /// A part of a query asks for more in some windows than in those behind them.
  @Test(arguments: 0..<60)
  func runsBehindAnEndAreStillThereForALowerFloor(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let list = list(&random)
    let matcher = try list.matcher()
    let candidates = Candidates()
    var found: Set<UInt32> = []
    var expected: Set<UInt32> = []
    var start: UInt32 = 0
    while let last = list.documents.last, start <= last {
      let end = start + 1 + UInt32(random.below(20_000))
      let floor = random.oneIn(2) ? random.pick(list.scores) : list.scores.max() ?? 0
      var target = start
      while let run = try matcher.nextRun(from: target, below: end, above: floor) {
        candidates.removeAll()
        try matcher.collect(run, above: floor, scored: true, into: candidates)
        for index in 0..<candidates.count { found.insert(candidates.document(index)) }
        target = run.upperBound
      }
      for (document, score) in zip(list.documents, list.scores)
      where score > floor && (start..<end).contains(document) {
        expected.insert(document)
      }
      start = end
    }
    #expect(found == expected, "seed \(seed)")
  }

  /// Few blocks are looked into where more documents reach the score than are wanted.
  @Test(arguments: 0..<60)
  func aScoreThatIsReachedIsNearTheBest(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let list = list(&random)
    guard let score = try list.matcher().scoreReached(by: 1) else { return }
    let best = list.scores.max() ?? 0
    #expect(score <= best && score >= best * 0.98, "seed \(seed), \(score) of \(best)")
  }

  @Test(arguments: 0..<60)
  func asManyReachAScoreAsIsSaid(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let list = list(&random)
    for count in [0, 1, 2, 10, 47, 1000] {
      guard let score = try list.matcher().scoreReached(by: count) else { continue }
      #expect(list.scores.count { $0 >= score } >= count, "seed \(seed), \(count)")
    }
  }

  @Test func blocksThatScoreTooLittleArePassedOver() throws {
    var (visited, all) = (0, 0)
    for seed in 0..<40 {
      var random = SeededGenerator(seed: seed)
      let list = list(&random)
      let matcher = try list.matcher()
      let floor = list.scores.sorted(by: >)[min(5, list.scores.count - 1)]
      var target: UInt32 = 0
      while let run = try matcher.nextRun(from: target, below: .max - 1, above: floor) {
        visited += 1
        target = run.upperBound
      }
      all += (list.scores.count + 127) / 128
    }
    #expect(visited > 0 && visited < all / 4, "\(visited) of \(all) blocks")
  }

  /// Whatever the skip data say, bounds and runs end.
  @Test(arguments: 0..<300)
  func damagedSkipDataEnd(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let value = random.pick([0, 1, 127, 255, 4096, 1 << 31, -1])
    let list = list(&random, damage: value)
    do {
      let matcher = try list.matcher()
      var bounds = WindowBounds()
      bounds.begin(0..<64)
      try matcher.findBounds(&bounds)
      _ = try matcher.scoreReached(by: 3)
      var target: UInt32 = 0
      while let run = try matcher.nextRun(from: target, below: 1 << 18, above: list.scores[0]) {
        if run.lowerBound < target || run.isEmpty { Issue.record("seed \(seed), \(run)") }
        target = run.upperBound
      }
    } catch {
      #expect(error is FormatError, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<40)
  func sumsOfScoresDoNotDependOnTheirOrder(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let weights = (0..<2 + random.below(40)).map { _ in Float(1 + random.below(1 << 20)) / 65_536 }
    let rounding = BM25.rounding(forTotal: weights.reduce(0, +))
    let scores = weights.map { weight in
      TermScoring(norms: nil, factors: NormFactors { _ in 1 }, weight: weight, rounding: rounding)
        .score(evidence: Float(1 + random.below(1 << 16)) / 4096)
    }
    let step = rounding * 0x1p-23
    for score in scores { #expect((score / step).rounded() * step == score, "seed \(seed)") }
    let exact = scores.reduce(0.0) { $0 + Double($1) }
    for _ in 0..<20 {
      let sum = scores.shuffled(using: &random).reduce(Float(0), +)
      #expect(Double(sum) == exact, "seed \(seed)")
    }
  }
}
