@testable import SwiftSearch

/// Counts the places where parts are near each other, by trying.
struct BruteForceProximity {
  private let terms: [PlannedQuery.Term]
  private let rule: ProximityRule

  init(_ terms: [PlannedQuery.Term], _ rule: ProximityRule) {
    self.terms = terms
    self.rule = rule
  }

  func forEachFrequency(_ lists: [[BruteForceIndex.Posting]], _ body: (Int, Int) -> Void) {
    var documents: [Int: [[UInt32]]] = [:]
    for (term, list) in lists.enumerated() {
      for posting in list {
        documents[posting.entry, default: [[UInt32]](repeating: [], count: terms.count)][term] =
          posting.positions
      }
    }
    for (entry, positions) in documents.sorted(by: { $0.key < $1.key }) {
      let count = frequency(positions)
      if count > 0 { body(entry, count) }
    }
  }

  /// The places of one document: that which starts first is taken, and the rest is looked at again.
  func frequency(_ positions: [[UInt32]]) -> Int {
    var left: [Set<Int>] = rule.parts.map { part in
      let own = part.terms.map { term in
        Set(positions[term].map { Int($0) - Int(terms[term].offset) })
      }
      let offset = Int(terms[part.terms.lowerBound].offset)
      return Set(own.dropFirst().reduce(own[0]) { $0.intersection($1) }.map { $0 + offset })
    }
    var count = 0
    while let taken = rule.isOrdered ? firstInOrder(left) : firstInAnyOrder(left) {
      count += 1
      for (part, start) in taken.enumerated() {
        // Parts that are the same are found in the same places.
        for other in rule.parts.indices where isSame(part, other) { left[other].remove(start) }
        if rule.isOrdered, part == 0 {
          let end = taken[taken.count - 1] + Int(rule.parts[taken.count - 1].length)
          for other in rule.parts.indices { left[other] = left[other].filter { $0 >= end } }
        }
      }
    }
    return count
  }

  private func isSame(_ left: Int, _ right: Int) -> Bool {
    terms[rule.parts[left].terms] == terms[rule.parts[right].terms]
  }

  private func firstInOrder(_ left: [Set<Int>]) -> [Int]? {
    for first in left[0].sorted() {
      var taken = [first]
      for part in 1..<rule.parts.count {
        let end = taken[part - 1] + Int(rule.parts[part - 1].length)
        guard let next = left[part].filter({ $0 >= end }).min() else { return nil }
        taken.append(next)
      }
      if isNear(taken) { return taken }
    }
    return nil
  }

  private func firstInAnyOrder(_ left: [Set<Int>]) -> [Int]? {
    for first in Set(left.joined()).sorted() {
      var taken: [Int] = []
      for part in rule.parts.indices {
        let copies = rule.parts.indices.filter { $0 < part && isSame($0, part) }.count
        let behind = left[part].filter { $0 >= first }.sorted()
        guard copies < behind.count else { return nil }
        taken.append(behind[copies])
      }
      if isNear(taken) { return taken }
    }
    return nil
  }

  private func isNear(_ starts: [Int]) -> Bool {
    let ends = zip(starts, rule.parts).map { $0 + Int($1.length) }
    let parts = rule.parts.reduce(0) { $0 + Int($1.length) }
    return (ends.max() ?? 0) - (starts.min() ?? 0) <= parts + Int(rule.distance)
  }
}
