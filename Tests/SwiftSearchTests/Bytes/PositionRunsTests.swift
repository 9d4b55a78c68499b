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
    let most = random.pick([1, 3, 6, 9, 40, 90])
    let distance = random.pick([-3, -1, 0, 1, 2, 5, 1 << 31, 1 - 1 << 32])
    let first = (0..<40).map { _ in positions(&random, bits: bits, most: most) }
    let second = first.map { own in
      guard random.oneIn(2) else { return positions(&random, bits: bits, most: most) }
      // A part of them, for rare distances too.
      let moved = own.filter { _ in random.oneIn(2) }.compactMap {
        UInt32(exactly: Int($0) + distance)
      }
      return (moved + positions(&random, bits: bits, most: most)).sorted()
    }
    let (left, right) = (runs(first, from: random.below(300)), runs(second, from: 7))
    let expected = zip(first, second).map { own, other in
      own.filter { other.contains(UInt32(exactly: Int($0) + distance) ?? 0) }.filter {
        UInt32(exactly: Int($0) + distance) != nil
      }
    }
    for countsAll in [true, false] {
      let found = candidates(first.count)
      found.beginMatching()
      #expect(
        left.match(
          0..<40, at: distance, right, countsAll: countsAll, scored: true, into: found))
      var matches: [Int] = []
      for match in 0..<found.matchCount { matches.append(found.candidate(ofMatch: match)) }
      #expect(matches == (0..<40).filter { !expected[$0].isEmpty }, "seed \(seed)")
      for match in matches where countsAll {
        #expect(found.score(match) == Float(expected[match].count), "seed \(seed)")
      }
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
      #expect(
        !left.match(0..<1, at: 1 << 33, right, countsAll: true, scored: true, into: found))
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
}
