import Testing

@testable import SwiftSearch

@Suite struct CandidatesTests {
  private typealias Pair = (document: UInt32, score: Float)

  /// Some of the documents and some others, ascending, with scores.
  private func candidates(
    near documents: [UInt32], _ random: inout SeededGenerator
  ) -> (Candidates, [Pair]) {
    let last = Int(documents.last ?? 0)
    var chosen = Set(documents.filter { _ in random.oneIn(3) })
    for _ in 0..<random.below(300) { chosen.insert(UInt32(random.below(last + 200))) }
    let pairs = chosen.sorted().prefix(Candidates.capacity).map {
      (document: $0, score: Float(random.below(40)) / 4)
    }
    let candidates = Candidates()
    for pair in pairs { candidates.append(pair.document, score: pair.score) }
    return (candidates, pairs)
  }

  private func contents(_ candidates: Candidates) -> [[Float]] {
    (0..<candidates.count).map { [Float(candidates.document($0)), candidates.score($0)] }
  }

  private func plain(_ pairs: [Pair]) -> [[Float]] { pairs.map { [Float($0.document), $0.score] } }

  private func bitset(_ documents: [UInt32], after start: UInt32) throws -> BlockBitset {
    var words = [UInt64](
      repeating: 0, count: Int((documents[documents.count - 1] - start) / 64) + 1)
    for document in documents {
      words[Int((document - start) / 64)] |= 1 << UInt64((document - start) % 64)
    }
    var writer = ByteWriter()
    for word in words { writer.integer(word) }
    let bitset = BlockBitset()
    try bitset.load(MappedBytes(writer), at: 0, wordCount: words.count, from: start)
    return bitset
  }

  @Test(arguments: 0..<120)
  func matchesAreThoseOfSets(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let count = seed % 3 == 0 ? 128 : 1 + random.below(128)
    let start = random.oneIn(3) ? 0 : UInt32(random.below(5000))
    let documents = random.documents(count, gapBits: random.below(6)).map { $0 + start }
    let (candidates, pairs) = candidates(near: documents, &random)
    let last = documents[count - 1]
    guard !pairs.isEmpty else { return }
    let first = random.oneIn(2) ? 0 : random.below(pairs.count)
    candidates.beginMatching()
    let isBitset = random.oneIn(2) && (last - start) / 64 < 127
    let end: Int
    if isBitset {
      let bitset = try bitset(documents, after: start)
      end = candidates.match(from: first, bitset)
      candidates.findSlots(from: 0, in: bitset)
    } else {
      let block = IntegerBlock(documents)
      block.pad(from: count)
      end = candidates.match(from: first, block, count: count)
    }
    let firstBehind = pairs.indices.first { $0 >= first && pairs[$0].document > last }
    #expect(end == max(first, firstBehind ?? pairs.count), "seed \(seed)")
    let expected = pairs.indices.filter { $0 >= first && documents.contains(pairs[$0].document) }
    #expect(candidates.matchCount == expected.count, "seed \(seed)")
    for (match, candidate) in expected.enumerated() {
      #expect(candidates.candidate(ofMatch: match) == candidate, "seed \(seed)")
      #expect(documents[candidates.slot(ofMatch: match)] == pairs[candidate].document)
    }
    if random.oneIn(2) {
      candidates.keepMatches()
      #expect(contents(candidates) == plain(expected.map { pairs[$0] }), "seed \(seed)")
    } else {
      candidates.removeMatches()
      let left = pairs.indices.filter { !expected.contains($0) }.map { pairs[$0] }
      #expect(contents(candidates) == plain(left), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<40)
  func droppingIsThatOfFilters(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let (candidates, pairs) = candidates(near: random.documents(400, gapBits: 6), &random)
    let floor = Float(random.below(40)) / 4
    var expected = pairs
    switch seed % 4 {
    case 0:
      candidates.keep(above: floor)
      expected = pairs.filter { $0.score > floor }
    case 1:
      let rests = (0..<200).map { _ in random.oneIn(5) ? -.infinity : Float(random.below(20)) / 4 }
      candidates.keep(above: floor, with: rests, from: 9, window: 0, shift: 8)
      expected = pairs.filter { $0.score + rests[Int($0.document >> 8) + 9] > floor }
    case 2:
      var deletions = Deletions(documentCount: 40_000)
      for document in pairs.map(\.document) where random.oneIn(2) {
        deletions.insert(Int(document))
        expected.removeAll { $0.document == document }
      }
      candidates.remove(deletions.words)
    default:
      let window = DocumentWindow()
      window.reset(to: 4096)
      expected = pairs.filter { (4096..<8192).contains($0.document) }
      for pair in expected { window.insert(pair.document, score: pair.score) }
      candidates.take(from: window, above: floor)
      expected.removeAll { $0.score <= floor }
      #expect(window.isEmpty)
      for document in 4096..<8192 as Range<UInt32> { window.insert(document, score: 0) }
      window.forEachMatch { _, score in if score != 0 { Issue.record("a score is left") } }
    }
    #expect(contents(candidates) == plain(expected), "seed \(seed)")
    #expect(candidates.maximumScore(in: 0..<candidates.count) == expected.map(\.score).max() ?? 0)
  }

  @Test(arguments: 0..<60)
  func unionsAreThoseOfDictionaries(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let documents = random.documents(1 + random.below(400), gapBits: random.below(8))
    let (left, lefts) = candidates(near: documents, &random)
    let (right, rights) = candidates(near: documents, &random)
    if random.oneIn(10) { right.removeAll() }
    let all = lefts + (right.isEmpty ? [] : rights)
    let sums = Dictionary(all.map { ($0.document, $0.score) }, uniquingKeysWith: +)
    let expected = sums.sorted { $0.key < $1.key }.map { Pair($0.key, $0.value) }
    let union = Candidates(limit: 9000)
    union.formUnion(of: left, right)
    #expect(contents(union) == plain(expected), "seed \(seed)")
    let wanted = 1 + random.below(60)
    let floor = random.oneIn(2) ? -.infinity : Float(random.below(40)) / 4
    let best = expected.map(\.score).filter { $0 > floor }.sorted(by: >)
    #expect(
      union.scoreReached(by: wanted, above: floor, in: LargestValues())
        == (best.count < wanted ? nil : best[wanted - 1]), "seed \(seed)")
    for first in 0...union.count {
      let next = expected.indices.first { $0 >= first && expected[$0].score > floor }
      #expect(union.firstIndex(scoring: floor, from: first) == next ?? union.count)
    }
  }

  @Test(arguments: 0..<60)
  func samplesFindWhatASearchFinds(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var values = random.documents(128, gapBits: seed % 25).map { $0 & 0x7FFF_FFFF }.sorted()
    if random.oneIn(3) { values[127] = 0x7FFF_FFFF }
    if random.oneIn(3) { values[0] = 0 }
    let block = IntegerBlock(values)
    let samples = BlockSamples(block)
    let near = values.flatMap { [$0, $0 &+ 1, $0 == 0 ? 0 : $0 - 1] }
    for target in near + [0, 1, 0x7FFF_FFFF] where target <= 0x7FFF_FFFF {
      let expected = values.firstIndex { $0 >= target } ?? 127
      #expect(samples.firstSlot(atLeast: target) == expected, "seed \(seed), \(target)")
    }
  }
}
