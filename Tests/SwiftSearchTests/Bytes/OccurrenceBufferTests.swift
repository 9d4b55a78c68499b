import Testing

@testable import SwiftSearch

@Suite struct OccurrenceBufferTests {
  private struct Key: Hashable {
    var field: UInt16
    var term: [UInt8]
  }

  private struct Occurrence: Equatable {
    var document: UInt32
    var position: UInt32
  }

  @Test(arguments: 0..<10)
  func holdsWhatADictionaryHolds(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var terms: [[UInt8]] = [[], [0], [0, 0], [UInt8](repeating: 65, count: 1024)]
    for _ in 0..<random.pick([5, 3000]) {
      let known = random.pick(terms)
      terms.append(Array(known.prefix(random.below(9))) + random.bytes(random.below(20)))
    }
    var buffer = OccurrenceBuffer()
    var expected: [Key: [Occurrence]] = [:]
    var document: UInt32 = 0
    for _ in 0..<6000 {
      if random.oneIn(10) { document += random.integer(bits: random.below(18)) }
      let key = Key(field: UInt16(random.below(3)), term: random.pick(terms))
      let last = expected[key]?.last
      let start = last?.document == document ? last?.position ?? 0 : 0
      let position = start + random.integer(bits: random.below(20))
      let before = buffer.append(
        key.term.span, field: key.field, document: document, position: position)
      #expect(before == last?.document, "seed \(seed)")
      expected[key, default: []].append(Occurrence(document: document, position: position))
    }
    #expect(buffer.termCount == expected.count)
    let order = buffer.sortedTerms()
    let keys = expected.keys.sorted {
      $0.field == $1.field ? $0.term.lexicographicallyPrecedes($1.term) : $0.field < $1.field
    }
    #expect(order.count == keys.count)
    for (number, key) in zip(order, keys) {
      var bytes: [UInt8] = []
      buffer.bytes(ofTerm: number, into: &bytes)
      #expect(bytes == key.term && buffer.field(ofTerm: number) == key.field, "seed \(seed)")
      let wanted = expected[key] ?? []
      #expect(buffer.lastDocument(key.term.span, field: key.field) == wanted.last?.document)
      #expect(buffer.documentFrequency(ofTerm: number) == Set(wanted.map(\.document)).count)
      var found: [Occurrence] = []
      var iterator = buffer.occurrences(ofTerm: number)
      while let isFirst = buffer.advance(&iterator) {
        #expect(isFirst == (found.last?.document != iterator.document))
        found.append(Occurrence(document: iterator.document, position: iterator.position))
      }
      #expect(found == wanted, "seed \(seed), term \(key)")
    }
    let absent: [UInt8] = Array("no such term".utf8)
    #expect(buffer.lastDocument(absent.span, field: 0) == nil)
    #expect(buffer.byteCount > 0)
  }
}
