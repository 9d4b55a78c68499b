import Testing

@testable import SwiftSearch

@Suite struct TermDictionaryTests {
  private struct Written {
    var terms: [[UInt8]]
    var entries: [TermEntry]
    var dictionary: MappedBytes
    var index: MappedBytes
    var hasPositions: Bool
  }

  private func terms(_ random: inout SeededGenerator) -> [[UInt8]] {
    var terms: Set<[UInt8]> = []
    let longest = random.pick([3, 20, 255])
    let bytes: [UInt8] = random.pick([[0, 1], [65, 66, 67], Array(0...255)])
    for _ in 0..<random.pick([1, 31, 32, 33, 400]) {
      // Much is shared with a term that is there already.
      let known = terms.randomElement(using: &random) ?? []
      var term = Array(known.prefix(random.below(known.count + 1)))
      for _ in 0..<random.below(longest + 1) where term.count < 255 {
        term.append(random.pick(bytes))
      }
      terms.insert(term)
    }
    return terms.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func written(seed: Int) -> Written {
    var random = SeededGenerator(seed: seed)
    let hasPositions = seed % 2 == 0
    var writer = TermDictionary.Writer(hasPositions: hasPositions)
    let terms = terms(&random)
    var (entries, postings, positions): ([TermEntry], Int, Int) = ([], 0, 0)
    for term in terms {
      var entry = TermEntry(documentFrequency: random.oneIn(2) ? 1 : 2 + random.below(1000))
      let isSingle = entry.documentFrequency == 1
      if isSingle {
        entry.onlyDocument = random.oneIn(2) ? UInt32(random.below(50)) : random.integer(bits: 31)
        if hasPositions, random.oneIn(2) { entry.onlyFrequency = 2 + random.integer(bits: 9) }
        if hasPositions, entry.onlyFrequency == 1 { entry.onlyPosition = random.integer() }
      }
      entry.postings = postings..<postings + (isSingle ? 0 : random.below(500))
      postings = entry.postings.upperBound
      let hasOwn = hasPositions && !(isSingle && entry.onlyFrequency == 1)
      entry.positions = positions..<positions + (hasOwn ? random.below(500) : 0)
      positions = entry.positions.upperBound
      writer.append(term, entry)
      entries.append(entry)
    }
    let index = writer.finish()
    return Written(
      terms: terms, entries: entries, dictionary: MappedBytes(writer.dictionary),
      index: MappedBytes(index), hasPositions: hasPositions)
  }

  private func find(_ term: [UInt8], in written: Written) throws -> TermEntry? {
    let index = try TermIndex(written.index)
    guard
      let block = try index.block(
        for: term.span, in: written.dictionary, hasPositions: written.hasPositions)
    else { return nil }
    var opened = try TermDictionary.Block(
      written.dictionary, at: try index.offset(ofBlock: block),
      hasPositions: written.hasPositions)
    let entry = try opened.entry(for: term.span)
    let found = TermDictionary.find(
      term.span, inBlockAt: try index.offset(ofBlock: block), of: written.dictionary.span,
      hasPositions: written.hasPositions)
    switch found {
    case .entry(let other): #expect(entry == other)
    case .nothing: #expect(entry == nil)
    case .damage: Issue.record("\(term) is damaged")
    }
    return entry
  }

  /// A part of a dictionary in which some bytes are others.
  private func damaged(
    _ dictionary: MappedBytes, _ random: inout SeededGenerator
  ) throws -> MappedBytes {
    var bytes = try (0..<dictionary.count).map { try dictionary.integer(UInt8.self, at: $0) }
    for _ in 0..<1 + random.below(3) where !bytes.isEmpty {
      bytes[random.below(bytes.count)] = random.pick([0, 1, 15, 17, 127, 128, 0xF1, 255])
    }
    return MappedBytes(Array(bytes.prefix(random.below(bytes.count + 1))), section: "d")
  }

  @Test(arguments: 0..<60)
  func damageIsFoundByBlocksToo(seed: Int) throws {
    let written = written(seed: seed)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let damaged = try damaged(written.dictionary, &random)
      let term = random.pick(written.terms)
      let offset = random.oneIn(2) ? 0 : random.below(written.dictionary.count + 2)
      let entry = Result { () throws(FormatError) in
        var block = try TermDictionary.Block(
          damaged, at: offset, hasPositions: written.hasPositions)
        return try block.entry(for: term.span)
      }
      let found = TermDictionary.find(
        term.span, inBlockAt: offset, of: damaged.span, hasPositions: written.hasPositions)
      switch found {
      // What a lookup passes over it need not understand, only where it ends.
      case .entry(let other):
        if let known = try? entry.get() { #expect(known == other, "seed \(seed)") }
      case .nothing: #expect(try entry.get() == nil, "seed \(seed)")
      // What the block can read all the same is a number of nine bytes.
      case .damage: break
      }
    }
  }

  @Test(arguments: 0..<60)
  func termsAreFoundAndOthersAreNot(seed: Int) throws {
    let written = written(seed: seed)
    for (term, entry) in zip(written.terms, written.entries) {
      #expect(try find(term, in: written) == entry, "seed \(seed), term \(term)")
    }
    var random = SeededGenerator(seed: seed)
    let known = Set(written.terms)
    for _ in 0..<200 {
      var term = random.pick(written.terms)
      switch random.below(3) {
      case 0: term.append(random.pick([0, 65, 255]))
      case 1: term = Array(term.dropLast(1 + random.below(3)))
      default:
        if !term.isEmpty { term[random.below(term.count)] = random.pick([0, 65, 66, 255]) }
      }
      #expect(try (find(term, in: written) != nil) == known.contains(term), "seed \(seed), \(term)")
    }
  }

  @Test(arguments: 0..<20)
  func blocksListTheirTermsInOrder(seed: Int) throws {
    let written = written(seed: seed)
    let index = try TermIndex(written.index)
    #expect(index.termCount == written.terms.count)
    var number = 0
    for block in 0..<index.blockCount {
      var opened = try TermDictionary.Block(
        written.dictionary, at: try index.offset(ofBlock: block),
        hasPositions: written.hasPositions)
      var key: [UInt8] = []
      for term in 0..<opened.termCount {
        try opened.nextKey(isFirst: term == 0, &key)
        #expect(key == written.terms[number], "seed \(seed)")
        #expect(try opened.nextEntry() == written.entries[number], "seed \(seed)")
        number += 1
      }
    }
    #expect(number == written.terms.count)
  }

  private func endings(
    _ suffix: ArraySlice<UInt8>, in dictionary: MappedBytes, at offset: Int, hasPositions: Bool
  ) -> UInt32? {
    TermDictionary.endings(
      ofBlockAt: offset, in: dictionary.span, hasPositions: hasPositions,
      suffix.reduce(0) { $0 >> 8 | UInt64($1) << 56 }, count: suffix.count)
  }

  @Test(arguments: 0..<60)
  func endingsAreThoseOfTheTerms(seed: Int) throws {
    let written = written(seed: seed)
    let index = try TermIndex(written.index)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let term = random.pick(written.terms)
      let suffix = term.suffix(1 + random.below(8))
      if suffix.isEmpty { continue }
      let block = random.below(index.blockCount)
      let found = endings(
        suffix, in: written.dictionary, at: try index.offset(ofBlock: block),
        hasPositions: written.hasPositions)
      let first = block * TermDictionary.termsPerBlock
      var expected: UInt32 = 0
      for (place, term) in written.terms[first...].prefix(32).enumerated()
      where term.suffix(suffix.count) == suffix { expected |= 1 << UInt32(place) }
      #expect(found == expected, "seed \(seed), \(suffix)")
    }
  }

  @Test(arguments: 0..<60)
  func endingsOfDamagedTermsDoNotTrap(seed: Int) throws {
    let written = written(seed: seed)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let damaged = try damaged(written.dictionary, &random)
      let suffix = random.pick(written.terms).suffix(1 + random.below(8))
      let count = random.oneIn(2) ? 0 : random.below(written.dictionary.count + 2)
      let found = endings(
        suffix.isEmpty ? [65] : suffix, in: damaged, at: count,
        hasPositions: written.hasPositions)
      #expect(damaged.count > 0 || found == nil, "seed \(seed)")
    }
  }

  @Test func anEmptyDictionaryHasNothing() throws {
    var writer = TermDictionary.Writer(hasPositions: true)
    let index = writer.finish()
    let written = Written(
      terms: [], entries: [], dictionary: MappedBytes(writer.dictionary), index: MappedBytes(index),
      hasPositions: true)
    #expect(try find([], in: written) == nil)
    #expect(try find([65], in: written) == nil)
  }

  @Test func termsOutOfOrderThrow() throws {
    var writer = TermDictionary.Writer(hasPositions: false)
    for term in [[66], [65]] as [[UInt8]] { writer.append(term, TermEntry(documentFrequency: 1)) }
    _ = writer.finish()
    var block = try TermDictionary.Block(
      MappedBytes(writer.dictionary), at: 0, hasPositions: false)
    var key: [UInt8] = []
    try block.nextKey(isFirst: true, &key)
    #expect(throws: FormatError.self) { try block.nextKey(isFirst: false, &key) }
  }
}
