import Foundation

@testable import SwiftSearch

/// Documents as lists of terms, and what their order is worth.
struct TermListModel {
  var lists: [[UInt32]]
  var termCount: Int

  /// Documents that each have terms of one of some topics, which follow one another at random, and
  /// a few of all topics.
  static func topics(
    _ topicCount: Int, documentCount: Int, random: inout SeededGenerator
  ) -> TermListModel {
    let (perTopic, noise) = (20, 50)
    let lists = (0..<documentCount).map { _ in
      let topic = random.below(topicCount)
      let own = (0..<8).map { _ in noise + topic * perTopic + random.below(perTopic) }
      let others = (0..<2).map { _ in random.below(noise) }
      return Set(own + others).map { UInt32($0) }.sorted()
    }
    return TermListModel(lists: lists, termCount: noise + topicCount * perTopic)
  }

  /// The lists, of documents whose IDs are their places.
  var termLists: TermLists {
    let all = TermLists(documents: lists.indices.map { UInt32($0) }, termCount: termCount)
    for (place, list) in lists.enumerated() {
      for _ in list { all.announce(place) }
    }
    all.layOut()
    for (place, list) in lists.enumerated() {
      for term in list { all.append(term, to: place) }
    }
    return all
  }

  /// The bits of all gaps in the postings that an order makes.
  func bits(of order: [UInt32]) -> Double {
    var last = [Int](repeating: -1, count: termCount)
    var sum = 0.0
    for (place, document) in order.enumerated() {
      for term in lists[Int(document)] {
        sum += log2(Double(place - last[Int(term)]))
        last[Int(term)] = place
      }
    }
    return sum
  }

  func order(
    threads: Int, until signal: StopSignal? = nil,
    progress: WorkProgress = WorkProgress(report: nil)
  ) -> [UInt32]? {
    RecursiveBisection(
      termLists, largestFrequency: lists.count, until: signal, progress: progress
    ).order(threads: threads)
  }
}
