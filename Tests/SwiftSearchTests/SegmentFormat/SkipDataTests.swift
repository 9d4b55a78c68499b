import Testing

@testable import SwiftSearch

@Suite struct SkipDataTests {
  private struct Posting {
    var document: UInt32
    var frequency: UInt32
    var norm: UInt8
    var place: (offset: Int, index: Int)
  }

  private func postings(_ count: Int, seed: Int) -> [Posting] {
    var random = SeededGenerator(seed: seed)
    let frequencyBits = random.pick([0, 2, 6, 12])
    var offset = 0
    return random.documents(count, gapBits: 4).map { document in
      offset += random.below(3)
      return Posting(
        document: document, frequency: 1 + random.integer(bits: frequencyBits),
        norm: UInt8(random.below(random.pick([3, 256]))), place: (offset, random.below(128)))
    }
  }

  private func written(_ postings: [Posting], hasPositions: Bool = true) -> MappedBytes {
    var writer = PostingsWriter(hasPositions: hasPositions)
    writer.begin(documentFrequency: postings.count)
    for posting in postings {
      writer.beginPosting(at: posting.place)
      writer.append(posting.document, posting.frequency, norm: posting.norm)
    }
    writer.finish()
    return MappedBytes(writer.bytes)
  }

  /// The postings that no other one beats, found by comparing all with all.
  private func frontier(_ postings: ArraySlice<Posting>) -> [Impact] {
    let best = postings.filter { one in
      !postings.contains { other in
        other.frequency >= one.frequency && other.norm <= one.norm
          && (other.frequency > one.frequency || other.norm < one.norm)
      }
    }
    var impacts: [Impact] = []
    for posting in best.sorted(by: { $0.frequency < $1.frequency }) {
      let impact = Impact(frequency: posting.frequency, norm: posting.norm)
      if impacts.last != impact { impacts.append(impact) }
    }
    return impacts
  }

  @Test(arguments: [129, 130, 255, 256, 1000, 4095, 4096, 4097, 9000])
  func factsAreThoseOfTheBlocks(count: Int) throws {
    let postings = postings(count, seed: count)
    let bytes = written(postings)
    let skip = try SkipData(bytes, documentFrequency: count, hasPositions: true)
    #expect(skip.blockCount == (count + 127) / 128)
    let blocks = try bytes.slice(at: skip.byteCount, count: bytes.count - skip.byteCount)
    var random = SeededGenerator(seed: count)
    for block in 0..<skip.blockCount {
      let range = block * 128..<min(count, block * 128 + 128)
      let part = postings[range]
      #expect(try skip.lastDocument(block) == part.last?.document)
      let place = try skip.positionsPlace(block)
      #expect(part.first.map { $0.place == place } ?? false, "block \(block)")
      let impacts = try skip.impacts(ofBlock: block)
      #expect(impacts == frontier(part), "block \(block)")
      let group = block / 32
      if block % 32 == 0 {
        let whole = postings[group * 4096..<min(count, group * 4096 + 4096)]
        #expect(try skip.impacts(ofGroup: group) == frontier(whole), "group \(group)")
      }
      expectBest(impacts, part, &random)
      var reader = ByteReader(blocks, at: try skip.postingsOffset(block))
      let previous = block == 0 ? -1 : Int64(postings[range.lowerBound - 1].document)
      let documents = IntegerBlock()
      guard range.count == 128 else { continue }
      try Postings.decodeDocuments(&reader, after: previous, into: documents)
      #expect(documents.values() == part.map(\.document), "block \(block)")
    }
  }

  /// The best score of a block is that of one of its impacts, bit for bit.
  private func expectBest(
    _ impacts: [Impact], _ postings: ArraySlice<Posting>, _ random: inout SeededGenerator
  ) {
    for _ in 0..<3 {
      let ranking = BM25(k1: Float(random.below(300)) / 100, b: Float(random.below(101)) / 100)
      let factors = ranking.factors(
        1,
        FieldStatistics(documentCount: 100_000, totalLength: 1 + random.below(100_000_000)),
        hasNorms: true)
      let scoring = TermScoring(
        norms: nil, factors: factors, weight: Float(1 + random.below(20)), rounding: 32)
      let best = postings.map { scoring.score(frequency: $0.frequency, norm: $0.norm) }.max()
      let bound = impacts.map { scoring.score(frequency: $0.frequency, norm: $0.norm) }.max()
      #expect(bound?.bitPattern == best?.bitPattern)
    }
  }

  @Test func blocksAreFoundByTheirDocuments() throws {
    let postings = postings(5000, seed: 3)
    let bytes = written(postings, hasPositions: false)
    let skip = try SkipData(bytes, documentFrequency: 5000, hasPositions: false)
    #expect(try skip.impacts(ofBlock: 1).isEmpty && skip.impacts(ofGroup: 1).isEmpty)
    let last =
      stride(from: 127, to: 5000, by: 128).map { postings[$0].document }
      + [postings[4999].document]
    var random = SeededGenerator(seed: 9)
    for _ in 0..<500 {
      let start = random.below(skip.blockCount + 1)
      let target = random.integer(bits: 18)
      let expected = (start..<skip.blockCount).first { last[$0] >= target } ?? skip.blockCount
      #expect(try skip.firstBlock(reaching: target, from: start) == expected)
    }
  }

  @Test(arguments: 0..<50)
  func aFrontierIsExactWhateverTheOrder(seed: Int) {
    let postings = postings(200, seed: seed)
    var (whole, one, other) = (ImpactSet(), ImpactSet(), ImpactSet())
    for (index, posting) in postings.enumerated() {
      let impact = Impact(frequency: posting.frequency, norm: posting.norm)
      whole.insert(impact)
      if index % 3 == 0 { one.insert(impact) } else { other.insert(impact) }
    }
    one.formUnion(other)
    #expect(whole.impacts == frontier(postings[...]), "seed \(seed)")
    #expect(one.impacts == whole.impacts, "seed \(seed)")
    one.removeAll()
    #expect(one.impacts.isEmpty)
  }
}
