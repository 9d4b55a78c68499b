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

  /// Terms that are collected and settled together are as if each had been appended.
  @Test(arguments: 0..<10)
  func collectedOccurrencesAreAppended(seed: Int) {
    var random = SeededGenerator(seed: 100 + seed)
    let terms = (0..<random.pick([3, 200, 4000])).map { _ in
      random.bytes(random.below(random.pick([9, 20, 256])))
    }
    var collected = OccurrenceBuffer()
    var appended = OccurrenceBuffer()
    var document: UInt32 = 0
    for _ in 0..<60 {
      document += 1 + random.integer(bits: random.below(32)) >> 6
      let field = UInt16(random.below(3))
      collected.begin(field: field, document: document)
      var position: UInt32 = 0
      for _ in 0..<random.below(300) {
        position += random.integer(bits: random.below(25))
        let term = random.pick(terms)
        appended.append(term.span, field: field, document: document, position: position)
        if term.count <= 8, random.oneIn(2) {
          let word = term.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
          collected.collect(word: word, count: term.count, position: position)
        } else {
          collected.collect(term.span, position: position)
        }
      }
      collected.settle()
    }
    let (order, expected) = (collected.sortedTerms(), appended.sortedTerms())
    #expect(order.count == expected.count)
    var (bytes, expectedBytes): ([UInt8], [UInt8]) = ([], [])
    for (term, other) in zip(order, expected) {
      collected.bytes(ofTerm: term, into: &bytes)
      appended.bytes(ofTerm: other, into: &expectedBytes)
      #expect(bytes == expectedBytes, "seed \(seed)")
      #expect(collected.field(ofTerm: term) == appended.field(ofTerm: other))
      var iterator = collected.occurrences(ofTerm: term)
      var otherIterator = appended.occurrences(ofTerm: other)
      while let isFirst = appended.advance(&otherIterator) {
        #expect(collected.advance(&iterator) == isFirst, "seed \(seed)")
        #expect(iterator.document == otherIterator.document, "seed \(seed)")
        #expect(iterator.position == otherIterator.position, "seed \(seed)")
      }
      #expect(collected.advance(&iterator) == nil, "seed \(seed)")
    }
  }

  /// Many occurrences are read as one after the other.
  @Test(arguments: 0..<20)
  func runsHoldWhatIsReadOneByOne(seed: Int) {
    var random = SeededGenerator(seed: 200 + seed)
    var buffer = OccurrenceBuffer()
    let gapBits = random.pick([1, 9, 24])
    var document: UInt32 = 0
    for _ in 0..<random.pick([1, 7, 3000]) {
      if random.oneIn(3) { document += random.integer(bits: gapBits) >> 4 }
      buffer.append([65].span, field: 1, document: document, position: 0)
      var position: UInt32 = 0
      for _ in 0..<random.below(4) {
        position += random.integer(bits: random.pick([5, 16, 29])) >> 1
        buffer.append([66].span, field: 1, document: document, position: position)
      }
      document += 1
    }
    let run = OccurrenceRun()
    for term in buffer.sortedTerms() {
      _ = buffer.touch([term])
      var (iterator, single) = (buffer.occurrences(ofTerm: term), buffer.occurrences(ofTerm: term))
      var before: UInt32 = 0
      while true {
        buffer.read(&iterator, limit: 1 + random.below(128), into: run)
        if run.count == 0 { break }
        var documentIndex = 0
        for index in 0..<run.count {
          let isFirst = buffer.advance(&single)
          #expect(isFirst != nil, "seed \(seed)")
          if isFirst == true {
            #expect(documentIndex < run.documentCount, "seed \(seed)")
            #expect(run.documents[documentIndex] == single.document, "seed \(seed)")
            #expect(run.starts[documentIndex] == UInt32(index), "seed \(seed)")
            documentIndex += 1
            before = 0
          }
          #expect(run.distances[index] == single.position - before, "seed \(seed)")
          before = single.position
        }
        #expect(documentIndex == run.documentCount, "seed \(seed)")
      }
      #expect(buffer.advance(&single) == nil, "seed \(seed)")
    }
  }

  @Test func shortVarintsAreVarints() {
    for bits in 0..<28 {
      let power: UInt64 = 1 << UInt64(bits)
      for value in [power, power - 1, power + 1] {
        var writer = ByteWriter()
        writer.varint(value)
        let short = ShortVarint(value)
        #expect(Int(short.count) == writer.count, "\(value)")
        let bytes = (0..<Int(short.count)).map { UInt8(short.bytes >> UInt64(8 * $0) & 0xFF) }
        #expect(bytes == writer.bytes, "\(value)")
      }
    }
  }
}
