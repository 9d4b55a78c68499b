import Testing

@testable import SwiftSearch

@Suite struct DocumentWindowTests {
  private func contents(_ window: DocumentWindow) -> [UInt32: Float] {
    var contents: [UInt32: Float] = [:]
    var last: UInt32?
    window.forEachMatch { document, score in
      #expect(last.map { $0 < document } ?? true)
      contents[document] = score
      last = document
    }
    #expect(window.count == contents.count && window.isEmpty == contents.isEmpty)
    return contents
  }

  private func window(
    _ random: inout SeededGenerator, start: UInt32
  ) -> (DocumentWindow, [UInt32: Float]) {
    let window = DocumentWindow()
    window.reset(to: start)
    var expected: [UInt32: Float] = [:]
    for _ in 0..<random.below(300) {
      let document = start + UInt32(random.below(DocumentWindow.documentCount))
      guard expected[document] == nil else { continue }
      expected[document] = Float(random.below(1000)) / 8
      window.insert(document, score: expected[document] ?? 0)
    }
    return (window, expected)
  }

  @Test(arguments: 0..<40)
  func operationsAreThoseOfSets(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let start = UInt32(random.below(5) * DocumentWindow.documentCount)
    let (one, first) = window(&random, start: start)
    let (other, second) = window(&random, start: start)
    #expect(contents(one) == first && contents(other) == second, "seed \(seed)")
    #expect(one.end == start + 4096)
    switch seed % 5 {
    case 0:
      one.formUnion(other)
      #expect(contents(one) == first.merging(second, uniquingKeysWith: +))
    case 1:
      one.formIntersection(other, scored: true)
      let both = first.filter { second[$0.key] != nil }
      #expect(contents(one) == both.merging(second.filter { both[$0.key] != nil }) { $0 + $1 })
    case 2:
      one.subtract(other)
      #expect(contents(one) == first.filter { second[$0.key] == nil })
      // What was dropped must not come back with another window's documents.
      other.formUnion(matchesOf: one)
      let left = first.filter { second[$0.key] == nil }
      #expect(contents(other) == second.merging(left) { $0 + $1 })
    case 3:
      one.addScores(of: other)
      let sums = first.map { ($0.key, $0.value + (second[$0.key] ?? 0)) }
      #expect(contents(one) == Dictionary(sums) { $1 })
    default:
      var deletions = Deletions(documentCount: Int(start) + 1000)
      for document in second.keys where document < start + 1000 { deletions.insert(Int(document)) }
      one.subtract(deletions.words)
      #expect(
        contents(one) == first.filter { second[$0.key] == nil || $0.key >= start + 1000 })
    }
    one.reset(to: 0)
    #expect(contents(one).isEmpty)
  }

  @Test func allBelowALimitAreInserted() {
    let window = DocumentWindow()
    for (start, limit, count) in [(0, 1, 1), (0, 5000, 4096), (4096, 4097, 1), (4096, 8192, 4096)] {
      window.reset(to: UInt32(start))
      window.insertAll(below: UInt32(limit))
      #expect(contents(window).count == count)
      #expect(contents(window).keys.allSatisfy { $0 >= start && $0 < limit })
    }
  }
}
