import Testing

@testable import SwiftSearch

@Suite struct MergePolicyTests {
  private struct Outcome {
    var segments: [MergePolicy.Candidate] = []
    var written = 0
    var largestCount = 0
  }

  /// Adds segments one after the other and merges as the policy says.
  private func simulate(_ sizes: [Int], _ policy: MergePolicy = MergePolicy()) -> Outcome {
    var outcome = Outcome()
    for size in sizes {
      outcome.segments.append(
        MergePolicy.Candidate(byteCount: size, documentCount: size, deletedCount: 0))
      while let run = policy.next(outcome.segments) {
        let size = outcome.segments[run].reduce(0) { $0 + $1.byteCount - $1.deletedCount }
        outcome.written += size
        outcome.segments.replaceSubrange(
          run, with: [.init(byteCount: size, documentCount: size, deletedCount: 0)])
      }
      outcome.largestCount = max(outcome.largestCount, outcome.segments.count)
    }
    return outcome
  }

  @Test(arguments: 0..<8)
  func segmentsStayFewAndAreRarelyWrittenAgain(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let sizes = (0..<3000).map { _ in 1 + Int(random.integer(bits: 4 + 2 * seed)) }
    let outcome = simulate(sizes)
    let total = sizes.reduce(0, +)
    #expect(outcome.segments.reduce(0) { $0 + $1.byteCount } == total)
    // Levels of 64 KB, 512 KB, 4 MB, 32 MB and 256 MB, and what is below.
    #expect(outcome.largestCount <= 8 * 7, "seed \(seed)")
    #expect(outcome.written <= 16 * total + (1 << 17) * 3000, "seed \(seed)")
  }

  /// A commit of one document writes what is there no more than a few times again.
  @Test func manySmallCommitsWriteLittle() {
    let outcome = simulate(Array(repeating: 800, count: 20_000))
    #expect(outcome.written <= 16 * 20_000 * 800, "\(outcome.written)")
    #expect(outcome.segments.count < 30)
  }

  @Test func tooLargeSegmentsAreLeftAlone() {
    var policy = MergePolicy()
    policy.largestByteCount = 100 << 20
    let outcome = simulate((0..<400).map { _ in 10 << 20 }, policy)
    #expect(outcome.segments.allSatisfy { $0.byteCount <= 100 << 20 })
    #expect(outcome.segments.count < 100)
  }

  @Test func aSegmentWithManyDeletionsIsWrittenAgain() {
    let policy = MergePolicy()
    func candidate(_ deleted: Int) -> MergePolicy.Candidate {
      .init(byteCount: 50 << 20, documentCount: 900, deletedCount: deleted)
    }
    #expect(policy.next([candidate(0), candidate(300), candidate(0)]) == nil)
    #expect(policy.next([candidate(0), candidate(301), candidate(0)]) == 1..<2)
    var excluded = candidate(301)
    excluded.isExcluded = true
    #expect(policy.next([candidate(0), excluded]) == nil)
  }
}
