import Testing

@testable import SwiftSearch

@Suite struct PostingsCursorTests {
  private struct Posting {
    var document: UInt32
    var positions: [UInt32]
  }

  private struct Term {
    var postings: [Posting]
    var bytes: [UInt8]
    var positions: MappedBytes
    var documentCount: Int

    func cursor(_ bytes: [UInt8]) throws -> PostingsCursor {
      try PostingsCursor(
        MappedBytes(bytes, section: "postings"), positions: positions,
        entry: TermEntry(documentFrequency: postings.count), documentCount: documentCount)
    }
  }

  private func term(_ count: Int, gapBits: Int = 3) -> Term {
    var random = SeededGenerator(seed: count)
    var (writer, positions) = (PostingsWriter(hasPositions: true), Positions.Writer())
    writer.begin(documentFrequency: count)
    positions.beginTerm()
    let postings = random.documents(count, gapBits: gapBits).map { document in
      writer.beginPosting(at: positions.place)
      var (places, last): ([UInt32], UInt32) = ([], 0)
      for _ in 0...random.below(random.oneIn(30) ? 400 : 3) {
        let delta = random.integer(bits: 7)
        positions.append(delta)
        last += delta
        places.append(last)
      }
      writer.append(document, UInt32(places.count), norm: 1)
      return Posting(document: document, positions: places)
    }
    writer.finish()
    _ = positions.endTerm()
    return Term(
      postings: postings, bytes: writer.bytes.bytes, positions: MappedBytes(positions.bytes),
      documentCount: Int(postings[count - 1].document) + 1)
  }

  @Test(arguments: [2, 127, 128, 129, 1000, 4500])
  func postingsAreFoundByTheirDocuments(count: Int) throws {
    let term = term(count)
    var random = SeededGenerator(seed: count)
    for step in [1, 5, 300] {
      let cursor = try term.cursor(term.bytes)
      var (target, found): (UInt32, [UInt32]) = (0, [])
      while true {
        let expected = term.postings.first { $0.document >= target }
        let document = try cursor.advance(to: target)
        #expect(document == expected?.document, "\(target)")
        guard let document, let expected else { break }
        if random.oneIn(2) {
          try cursor.positions(into: &found)
          #expect(found == expected.positions, "\(target)")
          #expect(cursor.frequencies[cursor.index] == UInt32(expected.positions.count))
        }
        target = document + 1 + UInt32(random.below(step))
      }
    }
  }

  /// Were they believed, a window would meet documents that lie before it.
  @Test func skipDataThatDenyTheirBlocksThrow() throws {
    let term = term(9000, gapBits: 0)
    for block in [0, 1, 31, 32, 40, 69] {
      for value in [0, 1, 100, 4097, 9500, Int(UInt32.max)] {
        var damage = ByteDamager(bytes: term.bytes)
        damage.store(value, 4, at: SkipData.headerByteCount + 4 * block)
        let norms = MappedBytes(
          [UInt8](repeating: 1, count: term.documentCount), section: "norms")
        let scoring = TermScoring(
          norms: norms, factors: NormFactors { _ in 1 }, weight: 1, rounding: 1)
        let matcher = TermMatcher(try term.cursor(damage.bytes), scoring: scoring)
        let window = DocumentWindow()
        #expect(throws: FormatError.self, "block \(block), \(value)") {
          var target: UInt32 = 0
          while let next = try matcher.nextCandidate(from: target) {
            window.reset(to: next / 4096 * 4096)
            try matcher.match(into: window, scored: true)
            target = window.end
          }
        }
      }
    }
  }

  @Test func positionsThatOverflowThrow() throws {
    var positions = Positions.Writer()
    positions.beginTerm()
    for _ in 0..<3 { positions.append(.max) }
    _ = positions.endTerm()
    var entry = TermEntry(documentFrequency: 1)
    entry.onlyFrequency = 3
    let cursor = PostingsCursor(only: entry, positions: MappedBytes(positions.bytes))
    #expect(try cursor.advance(to: 0) == 0)
    var found: [UInt32] = []
    #expect(throws: FormatError.self) { try cursor.positions(into: &found) }
  }
}
