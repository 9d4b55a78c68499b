import Foundation
import Synchronization
import Testing

@testable import SwiftSearch

@Suite struct DocumentOrderTests {
  @Test(arguments: 0..<4)
  func topicsComeTogether(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let count = 1000 + random.below(1000)
    let model = TermListModel.topics(16, documentCount: count, random: &random)
    let order = try #require(model.order(threads: 1))
    #expect(order.sorted() == (0..<UInt32(count)).map { $0 }, "seed \(seed)")
    let before = model.bits(of: (0..<UInt32(count)).map { $0 })
    // The noise terms are below 50, and each topic has 20 of the others.
    let topics = model.lists.map { ($0[$0.count - 1] - 50) / 20 }
    let best = model.bits(
      of: (0..<UInt32(count)).sorted { (topics[Int($0)], $0) < (topics[Int($1)], $1) })
    let after = model.bits(of: order)
    #expect(best < 0.6 * before, "seed \(seed)")
    #expect(after < 1.05 * best, "seed \(seed): \(before) bits to \(after), by topic \(best)")
  }

  @Test func threadsDoNotMatter() throws {
    var random = SeededGenerator(seed: 1)
    let model = TermListModel.topics(100, documentCount: 9000, random: &random)
    let order = try #require(model.order(threads: 1))
    for threads in [2, 3, 8] { #expect(model.order(threads: threads) == order) }
  }

  @Test func fewOrEqualDocumentsStayInOrder() {
    for count in [0, 1, 2, 3, 31, 32, 33, 100] {
      let documents = (0..<UInt32(count)).map { $0 }
      for list in [[], [0], [0, 1, 2]] as [[UInt32]] {
        let model = TermListModel(
          lists: [[UInt32]](repeating: list, count: count), termCount: 3)
        #expect(model.order(threads: 2) == documents)
      }
    }
  }

  @Test func listsOfAnyLengthGivePermutations() {
    for seed in 0..<30 {
      var random = SeededGenerator(seed: seed)
      let count = random.below(300)
      let termCount = 1 + random.below(100)
      let lists = (0..<count).map { _ in
        random.oneIn(4)
          ? [] : Set((0..<random.below(termCount)).map { _ in UInt32(random.below(termCount)) })
      }
      let model = TermListModel(lists: lists.map { $0.sorted() }, termCount: termCount)
      #expect(model.order(threads: 2)?.sorted() == (0..<UInt32(count)).map { $0 }, "seed \(seed)")
    }
  }

  @Test func itEndsWhenItShould() throws {
    var random = SeededGenerator(seed: 2)
    let model = TermListModel.topics(10, documentCount: 500, random: &random)
    for threads in [1, 2] {
      StopSignal.during(atMost: .zero) { signal in
        #expect(model.order(threads: threads, until: signal) == nil)
      }
    }
    let texts = try SmallIndex((0..<100).map { "number \($0 % 7)" })
    let segment = texts.index.current.segments[0]
    let order = try StopSignal.during(atMost: .zero) { signal in
      try DocumentOrder.bisecting(segment, memoryBudget: 1 << 20, until: signal)
    }
    #expect(order == nil)
  }

  @Test func progressAscends() throws {
    var random = SeededGenerator(seed: 3)
    let model = TermListModel.topics(10, documentCount: 2000, random: &random)
    let parts = Mutex<[Double]>([])
    let progress = WorkProgress { part in parts.withLock { $0.append(part) } }
    #expect(model.order(threads: 2, progress: progress) != nil)
    progress.finish()
    let told = parts.withLock { $0 }
    #expect(told.count > 5 && told == told.sorted())
    #expect(told.first ?? 0 > 0 && told.last == 1)
  }
}
