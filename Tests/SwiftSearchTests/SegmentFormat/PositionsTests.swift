import Testing

@testable import SwiftSearch

@Suite struct PositionsTests {
  @Test(arguments: 0..<40)
  func positionsAreFoundByTheirPlace(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var writer = Positions.Writer()
    var terms: [(bytes: Range<Int>, deltas: [UInt32], places: [(offset: Int, index: Int)])] = []
    for _ in 0..<6 {
      let count = random.pick([1, 2, 127, 128, 129, 256, 700])
      let deltas = random.skewedIntegers(count)
      let start = writer.bytes.count
      writer.beginTerm()
      var places: [(offset: Int, index: Int)] = []
      for delta in deltas {
        places.append(writer.place)
        writer.append(delta)
      }
      terms.append((start..<start + writer.endTerm(), deltas, places))
    }
    let all = MappedBytes(writer.bytes)
    for term in terms {
      let bytes = try all.slice(at: term.bytes.lowerBound, count: term.bytes.count)
      for _ in 0..<8 {
        var next = random.below(term.deltas.count)
        let place = term.places[next]
        var reader = try Positions.Reader(bytes, offset: place.offset, index: place.index)
        while next < term.deltas.count {
          #expect(try reader.next() == term.deltas[next], "seed \(seed), position \(next)")
          let step = random.oneIn(5) ? random.below(300) : 0
          next += 1
          guard next + step < term.deltas.count else { break }
          try reader.skip(step)
          next += step
        }
      }
    }
  }

  /// The positions of documents, few or many at a time, with some documents left out.
  @Test(arguments: 0..<60)
  func positionsOfDocumentsAreSums(seed: Int) throws {
    var random = SeededGenerator(seed: 500 + seed)
    let usual = random.below(12)
    let deltas = (0..<1 + random.below(900)).map { _ in
      random.integer(bits: random.oneIn(20) ? 20 : usual)
    }
    var writer = Positions.Writer()
    writer.beginTerm()
    var places: [(offset: Int, index: Int)] = []
    for delta in deltas {
      places.append(writer.place)
      writer.append(delta)
    }
    _ = writer.endTerm()
    let bytes = MappedBytes(writer.bytes)
    var reader = try Positions.Reader(bytes, offset: 0, index: 0)
    for _ in 0..<6 {
      var next = random.below(deltas.count)
      try reader.move(to: places[next].offset, index: places[next].index)
      while next < deltas.count {
        let number = min(deltas.count - next, random.oneIn(6) ? random.below(300) : random.below(5))
        var expected: [UInt32] = [7]
        for delta in deltas[next..<next + number] {
          expected.append(delta + (expected.count > 1 ? expected[expected.count - 1] : 0))
        }
        var found: [UInt32] = [7]
        try reader.append(number, to: &found)
        #expect(found == expected, "seed \(seed), position \(next)")
        next += number
        guard next < deltas.count else { break }
        if random.oneIn(3) {
          #expect(try reader.next() == deltas[next], "seed \(seed), position \(next)")
          next += 1
        }
        let step = min(deltas.count - next, random.oneIn(5) ? random.below(300) : 0)
        try reader.skip(step)
        next += step
      }
    }
  }

  @Test func positionsThatOverflowThrow() throws {
    var writer = Positions.Writer()
    writer.beginTerm()
    for _ in 0..<130 { writer.append(.max) }
    _ = writer.endTerm()
    for count in [2, 129] {
      var reader = try Positions.Reader(MappedBytes(writer.bytes), offset: 0, index: 127)
      var found: [UInt32] = []
      #expect(throws: FormatError.self) { try reader.append(count, to: &found) }
    }
  }

  @Test func theEndThrows() throws {
    var writer = Positions.Writer()
    writer.beginTerm()
    for _ in 0..<130 { writer.append(70_000) }
    _ = writer.endTerm()
    let bytes = MappedBytes(writer.bytes)
    var reader = try Positions.Reader(bytes, offset: 0, index: 130)
    #expect(throws: FormatError.self) { for _ in 0..<128 { _ = try reader.next() } }
    #expect(throws: FormatError.self) {
      var reader = try Positions.Reader(bytes, offset: 0, index: 0)
      try reader.skip(Int(UInt32.max))
    }
    for offset in [bytes.count, bytes.count + 1, Int(UInt32.max)] {
      #expect(throws: FormatError.self) {
        var reader = try Positions.Reader(bytes, offset: offset, index: 0)
        _ = try reader.next()
      }
    }
  }
}
