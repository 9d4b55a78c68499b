import Testing

@testable import SwiftSearch

@Suite struct PositionsTests {
  /// The positions of one term, some of which are those of documents.
  private struct Term {
    var bytes: MappedBytes
    var deltas: [UInt32]
    /// Where each position stands.
    var places: [(offset: Int, index: Int)] = []

    init(_ deltas: [UInt32]) {
      var writer = Positions.Writer()
      // Bytes of another term before and behind.
      writer.beginTerm()
      for delta in 0..<200 { writer.append(UInt32(delta)) }
      let start = writer.endTerm()
      writer.beginTerm()
      for delta in deltas {
        places.append(writer.place)
        writer.append(delta)
      }
      let count = writer.endTerm()
      self.deltas = deltas
      bytes = MappedBytes(Array(writer.bytes.bytes[start..<start + count]), section: "test")
    }

    func reader(_ buffer: PositionBuffer) -> Positions.Reader {
      Positions.Reader(bytes, into: buffer, block: IntegerBlock())
    }
  }

  /// Documents that follow each other, with some left out, and with a new origin now and then.
  private func documents(
    of term: Term, _ random: inout SeededGenerator
  ) -> (places: PositionPlaces, ranges: [Range<Int>]) {
    let places = PositionPlaces()
    var ranges: [Range<Int>] = []
    var next = random.oneIn(2) ? 0 : random.below(term.deltas.count)
    var (origin, first) = (term.places[next].offset, next - term.places[next].index)
    while next < term.deltas.count {
      let length = min(
        term.deltas.count - next, 1 + random.below(random.pick([1, 3, 3, 3, 40, 700])))
      places.append(origin: origin, start: UInt32(next - first), length: UInt32(length))
      ranges.append(next..<next + length)
      next += length + random.below(random.pick([1, 1, 5, 300]))
      guard next < term.deltas.count else { break }
      if random.oneIn(4) {
        (origin, first) = (term.places[next].offset, next - term.places[next].index)
      }
    }
    return (places, ranges)
  }

  @Test(arguments: 0..<120)
  func positionsAreFoundByTheirPlaces(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let usual = random.below(12)
    let count = random.pick([1, 2, 127, 128, 129, 256, 700, 20_000])
    let term = Term(
      (0..<count).map { _ in random.integer(bits: random.oneIn(20) ? 32 : usual) })
    let buffer = PositionBuffer()
    let reader = term.reader(buffer)
    for _ in 0..<6 {
      let (places, ranges) = documents(of: term, &random)
      var next = 0
      while next < ranges.count {
        let end = try reader.load(places, next..<ranges.count)
        try #require(end > next && end <= ranges.count)
        for document in next..<end {
          let found = (0..<ranges[document].count).map { buffer[places.start(document) + $0] }
          #expect(found == Array(term.deltas[ranges[document]]), "seed \(seed), \(document)")
        }
        next = end
      }
    }
  }

  @Test func theEndThrows() throws {
    let term = Term([UInt32](repeating: 70_000, count: 130))
    for (start, length) in [(0, 300), (125, 100), (200, 1), (258, 1), (1_000_000, 3)] {
      let places = PositionPlaces()
      places.append(origin: 0, start: UInt32(start), length: UInt32(length))
      let reader = term.reader(PositionBuffer())
      #expect(throws: FormatError.self) { _ = try reader.load(places, 0..<1) }
    }
    for origin in [term.bytes.count, term.bytes.count + 1, Int(UInt32.max)] {
      let places = PositionPlaces()
      places.append(origin: origin, start: 0, length: 1)
      let reader = term.reader(PositionBuffer())
      #expect(throws: FormatError.self) { _ = try reader.load(places, 0..<1) }
    }
  }

  @Test func moreThanMemoryHoldsThrowsAtTheEndOfTheBytes() throws {
    let term = Term([UInt32](repeating: 1, count: 1000))
    let places = PositionPlaces()
    places.append(origin: 0, start: 5, length: .max)
    #expect(throws: FormatError.self) {
      _ = try term.reader(PositionBuffer()).load(places, 0..<1)
    }
  }

  @Test(arguments: 0..<200)
  func damagedPositionsThrowOrAreRead(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let term = Term((0..<700).map { _ in random.integer(bits: random.oneIn(20) ? 20 : 4) })
    var bytes = try (0..<term.bytes.count).map { try term.bytes.integer(UInt8.self, at: $0) }
    for _ in 0..<1 + random.below(4) {
      bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
    }
    let reader = Positions.Reader(
      MappedBytes(bytes, section: "test"), into: PositionBuffer(), block: IntegerBlock())
    let (places, ranges) = documents(of: term, &random)
    var next = 0
    while next < ranges.count, let end = try? reader.load(places, next..<ranges.count) {
      next = end
    }
    #expect(next <= ranges.count)
  }
}
