import Testing

@testable import SwiftSearch

@Suite struct DocumentBitsTests {
  private func documents(_ bits: DocumentBits) -> Set<UInt32> {
    let candidates = Candidates()
    var found: Set<UInt32> = []
    for part in 0..<bits.partCount {
      candidates.take(from: bits, part: part)
      for index in 0..<candidates.count { found.insert(candidates.document(index)) }
    }
    return found
  }

  @Test(arguments: 0..<40)
  func setsOfDocumentsAreCombined(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let size = random.pick([DocumentBits.narrow, DocumentBits.wide])
    let start = UInt32(random.below(4) * DocumentBits.wide)
    let (one, other) = (DocumentBits(size), DocumentBits(size))
    var (first, second): (Set<UInt32>, Set<UInt32>) = ([], [])
    one.clear(movingTo: start)
    other.clear(movingTo: start)
    for _ in 0..<random.below(3000) {
      first.insert(start + UInt32(random.below(size)))
      second.insert(start + UInt32(random.below(size)))
    }
    for document in first { one.insert(document) }
    for document in second { other.insert(document) }
    #expect(one.count == first.count && documents(one) == first, "seed \(seed)")
    #expect(one.isEmpty == first.isEmpty, "seed \(seed)")
    switch random.below(4) {
    case 0:
      one.formIntersection(other)
      first.formIntersection(second)
    case 1:
      one.subtract(other)
      first.subtract(second)
    case 2:
      let part = DocumentBits(DocumentBits.narrow)
      part.clear(movingTo: start + UInt32(random.below(size / 4096) * 4096))
      let few = second.filter { (part.start..<part.end).contains($0) }
      for document in few { part.insert(document) }
      one.formUnion(part)
      first.formUnion(few)
    default:
      let bits = (0..<random.below(6000)).map { _ in random.next() & random.next() }
      one.subtract(bits)
      first = first.filter { document in
        let word = Int(document) / 64
        return word >= bits.count || bits[word] >> UInt64(document % 64) & 1 == 0
      }
    }
    #expect(documents(one) == first && one.count == first.count, "seed \(seed)")
    one.clear(movingTo: start)
    #expect(one.isEmpty && one.count == 0)
  }
}
