import Foundation
import Testing

@testable import SwiftSearch

@Suite struct TermListsTests {
  /// The weight of a document as its definition has it.
  private func weight(
    _ list: [UInt32], isRight: Bool, _ lefts: [UInt32: Int], _ rights: [UInt32: Int]
  ) -> Double {
    func cost(_ count: Int) -> Double { Double(count) * log2(Double(count + 1)) }
    return list.reduce(0) { sum, term in
      let (left, right) = (lefts[term] ?? 0, rights[term] ?? 0)
      return isRight
        ? sum - (cost(left + 1) - cost(left) - cost(right) + cost(right - 1))
        : sum + (cost(right + 1) - cost(right) - cost(left) + cost(left - 1))
    }
  }

  private func counts(_ lists: some Sequence<[UInt32]>) -> [UInt32: Int] {
    Dictionary(lists.joined().map { ($0, 1) }, uniquingKeysWith: +)
  }

  private func value(ofKey key: UInt32) -> Float {
    Float(bitPattern: key >> 31 == 1 ? key ^ 1 << 31 : ~key)
  }

  @Test(arguments: 0..<20)
  func oneRoundIsAsDefined(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let count = 2 + random.below(200)
    let model = TermListModel.topics(3, documentCount: count, random: &random)
    let (lists, whole) = (model.termLists, model.termLists.whole)
    let steps = LogSteps(upTo: count)
    let halves = HalfCounts(capacity: model.termCount)
    let (leftSize, terms) = (count / 2, 0..<model.termCount)
    lists.beginHalves(whole, leftSize: leftSize)
    lists.count(whole, 0..<leftSize, halves)
    halves.begin(.left, terms, from: [halves])
    lists.count(whole, leftSize..<count, halves)
    halves.begin(.right, terms, from: [halves])
    halves.weigh(terms, steps)
    lists.weigh(whole, whole.places, halves)
    let (lefts, rights) = (
      counts(model.lists[..<leftSize]), counts(model.lists[leftSize...])
    )
    var keys: [UInt32] = []
    for place in 0..<count {
      keys.append(lists.key(at: place))
      let expected = weight(
        model.lists[place], isRight: place >= leftSize, lefts, rights)
      let found = Double(value(ofKey: keys[place]))
      #expect(abs(found - expected) < 1e-3, "seed \(seed), document \(place)")
    }
    // Those that are drawn alike stay in their order.
    let sorted = (0..<count).sorted {
      (keys[$0], $0 < leftSize ? 0 : 1, $0) < (keys[$1], $1 < leftSize ? 0 : 1, $1)
    }
    let inLeft = Set(sorted[..<leftSize])
    let moved = lists.assignHalves(whole, leftSize: leftSize)
    #expect(moved == 2 * inLeft.count { $0 >= leftSize }, "seed \(seed)")
    lists.countMoves(whole, whole.places, halves)
    halves.apply(terms, from: [halves])
    checkCut(model, lists, halves, inLeft, seed)
  }

  /// The halves have the documents in their order, and of their terms those that tell them apart.
  private func checkCut(
    _ model: TermListModel, _ lists: TermLists, _ halves: HalfCounts, _ inLeft: Set<Int>,
    _ seed: Int
  ) {
    let whole = lists.whole
    let all = whole.places
    let kept = halves.renumber(
      termCount: model.termCount, sizes: (inLeft.count, all.count - inLeft.count))
    var starts: [Int] = []
    var target = TermLists.Target(place: 0, end: 0)
    for (half, count) in [(HalfCounts.Half.left, kept.left), (.right, kept.right)] {
      starts.append(target.end)
      let members = all.filter { inLeft.contains($0) == (half == .left) }
      let first = target.place
      lists.cut(whole, all, half, to: &target, halves)
      let frequencies = counts(members.map { model.lists[$0] })
      let terms = frequencies.filter { $0.value > 1 && $0.value < members.count }.keys.sorted()
      #expect(count == terms.count, "seed \(seed)")
      let numbers = Dictionary(uniqueKeysWithValues: zip(terms, 0..<UInt32(terms.count)))
      let part = TermLists.Part(
        places: first..<target.place, start: starts[starts.count - 1], termCount: count,
        isInSecond: true)
      #expect(lists.documents(of: part) == members.map { UInt32($0) }, "seed \(seed)")
      for (place, document) in zip(part.places, members) {
        #expect(
          lists.terms(of: part, at: place) == model.lists[document].compactMap { numbers[$0] },
          "seed \(seed)")
      }
    }
    #expect(starts[1] == kept.leftPostings, "seed \(seed)")
  }

  @Test func stepsAddUp() {
    let steps = LogSteps(upTo: 1000)
    let sum = (0..<steps.count).reduce(0.0) { $0 + Double(steps[$1]) }
    #expect(abs(sum - 1001 * log2(1002)) < 0.01)
    #expect(steps[0] == 0 && steps[1] == 1)
  }
}
