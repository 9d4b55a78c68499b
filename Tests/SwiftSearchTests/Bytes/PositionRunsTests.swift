import Testing

@testable import SwiftSearch

@Suite struct PositionRunsTests {
  private func runs() -> PositionRuns {
    PositionRuns()
  }

  /// The positions of documents, each as its distance from the one before.
  private func runs(_ documents: [[UInt32]], from base: Int) -> PositionRuns {
    let runs = runs()
    runs.buffer.begin(at: base)
    var next = base
    for positions in documents {
      runs.places.append(origin: 0, start: UInt32(next), length: UInt32(positions.count))
      runs.buffer.reserve(upTo: next + positions.count)
      var last: UInt32 = 0
      for position in positions {
        runs.buffer[next] = position &- last
        last = position
        next += 1
      }
    }
    return runs
  }

  private func positions(
    _ random: inout SeededGenerator, bits: Int, most: Int
  ) -> [UInt32] {
    let count = 1 + random.below(most)
    return (0..<count).map { _ in random.integer(bits: bits) }.sorted()
  }

  private func candidates(_ count: Int) -> Candidates {
    let candidates = Candidates()
    for document in 0..<count { candidates.append(UInt32(document), score: 0) }
    return candidates
  }

  @Test(arguments: 0..<300)
  func positionsAtADistanceAreFound(seed: Int) {
    var random = SeededGenerator(seed: seed)
    // With some positions twice, with some that are far apart, and with runs for each kernel.
    let bits = random.pick([2, 4, 7, 10, 26, 32])
    let sizes = [1, 3, 6, 9, 40, 90, 270]
    let (most, otherMost) = (random.pick(sizes), random.pick(sizes))
    let distance = random.pick([-3, -1, 0, 1, 2, 5, 1 << 31, 1 - 1 << 32])
    let first = (0..<40).map { _ in positions(&random, bits: bits, most: most) }
    let second = first.map { own in
      guard random.oneIn(2) else { return positions(&random, bits: bits, most: otherMost) }
      // A part of them, for rare distances too.
      let moved = own.filter { _ in random.oneIn(2) }.compactMap {
        UInt32(exactly: Int($0) + distance)
      }
      return (moved + positions(&random, bits: bits, most: otherMost)).sorted()
    }
    let (left, right) = (runs(first, from: random.below(300)), runs(second, from: 7))
    let expected = zip(first, second).map { own, other in
      own.filter { other.contains(UInt32(exactly: Int($0) + distance) ?? 0) }.filter {
        UInt32(exactly: Int($0) + distance) != nil
      }
    }
    let found = candidates(first.count)
    found.beginMatching()
    #expect(left.match(0..<40, at: distance, right, scored: true, into: found))
    var matches: [Int] = []
    for match in 0..<found.matchCount { matches.append(found.candidate(ofMatch: match)) }
    #expect(matches == (0..<40).filter { !expected[$0].isEmpty }, "seed \(seed)")
    for match in matches {
      #expect(found.score(match) == Float(expected[match].count), "seed \(seed)")
    }
    let kept = runs()
    for document in 0..<40 {
      #expect(left.keep(document, at: distance, right, into: kept))
      let start = kept.places.start(document)
      var last: UInt32 = 0
      let found = (0..<kept.places.length(document)).map {
        last += kept.buffer[start + $0]
        return last
      }
      #expect(found == expected[document], "seed \(seed), document \(document)")
    }
  }

  @Test(arguments: [1, 3, 30, 70])
  func positionsThatOverflowAreRefused(count: Int) {
    var (left, right) = (runs(), runs())
    let good = [UInt32](repeating: 3, count: count)
    for isFirst in [true, false] {
      (left, right) = (runs([good], from: 0), runs([good], from: 0))
      let bad = isFirst ? left : right
      bad.places.removeAll()
      bad.places.append(origin: 0, start: 0, length: UInt32(count + 1))
      for index in 0...count { bad.buffer[index] = .max }
      let found = candidates(1)
      found.beginMatching()
      // So far that the run has to be looked through.
      #expect(!left.match(0..<1, at: 1 << 33, right, scored: true, into: found))
      #expect(!left.keep(0, at: 1 << 33, right, into: runs()))
    }
  }

  @Test func sumsBeforeAreThoseOfTheValuesBefore() {
    var random = SeededGenerator(seed: 3)
    for count in [0, 1, 5, 127, 128] {
      for bits in [4, 25, 32] {
        let values = (0..<128).map { _ in random.integer(bits: bits) }
        let sums = IntegerBlock()
        let total = sums.sumBefore(IntegerBlock(values), count: count)
        if count < 128 {
          let sum = IntegerBlock(values).sum(count: count)
          let isSmall = values[..<count].allSatisfy { $0 >> 24 == 0 }
          #expect(sum == (isSmall ? values[..<count].reduce(0, &+) : nil), "\(count), \(bits)")
        }
        #expect(total == values[..<count].reduce(0) { $0 + Int($1) })
        guard total <= UInt32.max else { continue }
        for index in 0..<count {
          #expect(Int(sums[index]) == values[..<index].reduce(0) { $0 + Int($1) })
        }
      }
    }
  }

  /// Pairs of terms against the search that tries everything.
  @Test(arguments: 0..<300)
  func nearPositionsAreCountedAsByTrying(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let bits = random.pick([3, 5, 7, 10, 32])
    let most = random.pick([1, 3, 9, 40])
    let first = (0..<20).map { _ in distinct(positions(&random, bits: bits, most: most)) }
    let second = first.map { _ in distinct(positions(&random, bits: bits, most: most)) }
    let terms = [PlannedQuery.Term(bytes: [1]), PlannedQuery.Term(bytes: [2])]
    let lengths = [UInt32(1 + random.below(3)), UInt32(1 + random.below(3))]
    let rule = ProximityRule(
      [([terms[0]], lengths[0]), ([terms[1]], lengths[1])],
      distance: UInt32(random.below(bits == 32 ? 1 << 30 : 6)), isOrdered: random.oneIn(2))
    let distance = PairDistance(
      lengths: (Int(lengths[0]), Int(lengths[1])), room: rule.length + Int(rule.distance),
      isOrdered: rule.isOrdered)
    let (left, right) = (runs(first, from: random.below(300)), runs(second, from: 7))
    var scan = ProximityScan(rule)
    for document in first.indices {
      let lists = [first[document], second[document]]
      let expected = scan.run(lists, offsets: [0, 0])
      if bits < 32 {
        #expect(expected == BruteForceProximity(terms, rule).frequency(lists), "seed \(seed)")
      }
      let all = left.countNear(document, right, distance, stopsAtFirst: false)
      #expect(all == expected, "seed \(seed), document \(document)")
      let one = left.countNear(document, right, distance, stopsAtFirst: true)
      #expect(one == min(1, expected), "seed \(seed), document \(document)")
    }
  }

  /// Several terms in any order against the search that tries everything.
  @Test(arguments: 0..<300)
  func termsNearEachOtherAreCountedAsByTrying(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let bits = random.pick([3, 5, 7, 32])
    let most = random.pick([1, 3, 9, 40])
    let count = 2 + random.below(4)
    let lists = (0..<count).map { _ in
      (0..<10).map { _ in distinct(positions(&random, bits: bits, most: most)) }
    }
    let terms = (0..<count).map { PlannedQuery.Term(bytes: [UInt8($0)]) }
    let lengths = terms.map { _ in 1 + random.below(3) }
    let rule = ProximityRule(
      zip(terms, lengths).map { ([$0], UInt32($1)) },
      distance: UInt32(random.below(bits == 32 ? 1 << 30 : 9)), isOrdered: false)
    let termsRuns = lists.map { runs($0, from: random.below(300)) }
    var scan = ProximityScan(rule)
    for document in 0..<10 {
      let positions = lists.map { $0[document] }
      let expected = scan.run(positions, offsets: terms.map { _ in 0 })
      for stopsAtFirst in [false, true] {
        let found = PositionRuns.countNear(
          document, termsRuns, lengths: lengths, room: rule.length + Int(rule.distance),
          stopsAtFirst: stopsAtFirst)
        #expect(found == (stopsAtFirst ? min(1, expected) : expected), "seed \(seed), \(document)")
      }
    }
  }

  private func distinct(_ positions: [UInt32]) -> [UInt32] { Set(positions).sorted() }

  @Test func nearPositionsThatOverflowAreRefused() {
    let own = runs()
    own.buffer.begin(at: 0)
    own.buffer.reserve(upTo: 3)
    for index in 0..<3 { own.buffer[index] = .max }
    own.places.append(origin: 0, start: 0, length: 3)
    own.places.append(origin: 0, start: 0, length: 0)
    let distance = PairDistance(lengths: (1, 1), room: 2, isOrdered: false)
    let other = runs([[5, 6, 7, 8], [1]], from: 0)
    #expect(other.countNear(0, own, distance, stopsAtFirst: false) == 0)
    let behind = PairDistance(lengths: (1, 1), room: 1 << 40, isOrdered: false)
    #expect(own.countNear(0, other, behind, stopsAtFirst: false) == nil)
    #expect(own.countNear(1, other, distance, stopsAtFirst: false) == 0)
    let counts = [2, 1 << 40].map { room in
      PositionRuns.countNear(
        0, [own, other], lengths: [1, 1], room: room, stopsAtFirst: false)
    }
    #expect(counts == [0, nil])
  }
}
