import Foundation

@testable import SwiftSearch

/// Answers queries from the entries of a ``BruteForceIndex``, all of them at once.
struct BruteForceSearch {
  struct Answer: Equatable {
    var key: String
    var score: UInt32
  }

  private struct Posting {
    var entry: Int
    var positions: [UInt32]
  }

  private let index: BruteForceIndex
  private var postings: [String: [[UInt8]: [Posting]]] = [:]
  private var lengths: [String: (count: Int, total: Int)] = [:]
  private var ranking = BM25()
  private var rounding: Float = 0

  init(_ index: BruteForceIndex) {
    self.index = index
    for entry in index.entries {
      for (field, length) in entry.lengths {
        lengths[field, default: (0, 0)].count += 1
        lengths[field, default: (0, 0)].total += Int(length)
      }
    }
    for (number, entry) in index.entries.enumerated() {
      for (field, terms) in entry.terms {
        for (term, positions) in terms {
          postings[field, default: [:]][term, default: []].append(
            Posting(entry: number, positions: positions))
        }
      }
    }
  }

  /// Every match, best first and then oldest first.
  mutating func answers(_ query: PlannedQuery, ranking: BM25) -> [Answer] {
    self.ranking = ranking
    // Scores lie on a grid whose step is the power of two that is 2^-23 of the most a document
    // could score, rounded up to a power of two.
    let most = total(query)
    rounding = most > 0 ? exp2(log2(most).rounded(.up)) : 0
    let found = evaluate(query).filter { !index.entries[$0.key].isDeleted }
    return found.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map {
      Answer(key: index.entries[$0.key].key, score: $0.value.bitPattern)
    }
  }

  /// The most that a document could score.
  private func total(_ query: PlannedQuery) -> Float {
    switch query {
    case .group(let forms, let boost):
      let found = forms.map { form in
        (form, form.terms.map { occurrences(of: $0, in: form.field.name) })
      }
      return boost * inverseDocumentFrequency(found.filter { $0.1.allSatisfy { !$0.isEmpty } })
    case .range: return 0
    case .boolean(let must, let should, _): return (must + should).reduce(0) { $0 + total($1) }
    }
  }

  // MARK: Queries

  /// The score of each entry that matches.
  private func evaluate(_ query: PlannedQuery) -> [Int: Float] {
    switch query {
    case .group(let forms, let boost): return group(forms, boost: boost)
    case .range(let range, let field):
      return matches { entry in
        let date = entry.dates[field.name].map { ($0.timeIntervalSince1970 * 1000).rounded() }
        return (entry.numbers[field.name] ?? date).map(range.contains) ?? false
      }
    case .boolean(let must, let should, let mustNot):
      let parts = (must.map(evaluate), should.map(evaluate))
      let everything = must.isEmpty && should.isEmpty
      return combine(
        parts.0, everything ? [Dictionary(all.map { ($0, 0) }) { $1 }] : parts.1,
        mustNot.map(evaluate))
    }
  }

  private var all: [Int] { Array(index.entries.indices) }

  private func combine(
    _ must: [[Int: Float]], _ should: [[Int: Float]], _ mustNot: [[Int: Float]]
  ) -> [Int: Float] {
    let candidates = must.first.map { Array($0.keys) } ?? Array(Set(should.flatMap(\.keys)))
    var result: [Int: Float] = [:]
    for entry in candidates {
      guard must.allSatisfy({ $0[entry] != nil }), mustNot.allSatisfy({ $0[entry] == nil })
      else { continue }
      var sum: Float = 0
      for part in must + should { sum += part[entry] ?? 0 }
      result[entry] = sum
    }
    return result
  }

  private func matches(_ isMatch: (BruteForceIndex.Entry) -> Bool) -> [Int: Float] {
    Dictionary(all.filter { isMatch(index.entries[$0]) }.map { ($0, 0) }) { $1 }
  }

  // MARK: Terms

  private typealias Occurrences = [Int: Set<UInt32>]

  /// Adds up the evidence of all forms, and saturates the sum.
  private func group(_ forms: [PlannedQuery.Form], boost: Float) -> [Int: Float] {
    var found: [(form: PlannedQuery.Form, lists: [Occurrences])] = []
    for form in forms {
      let lists = form.terms.map { occurrences(of: $0, in: form.field.name) }
      if lists.allSatisfy({ !$0.isEmpty }) { found.append((form, lists)) }
    }
    let weight = boost * inverseDocumentFrequency(found)
    var sums: [Int: Float] = [:]
    for (form, lists) in found {
      for (entry, frequency) in frequencies(form.terms, lists) {
        sums[entry, default: 0] += evidence(form, entry, frequency)
      }
    }
    return sums.mapValues { ((weight - weight / (1 + $0)) + rounding) - rounding }
  }

  private func inverseDocumentFrequency(
    _ found: [(form: PlannedQuery.Form, lists: [Occurrences])]
  ) -> Float {
    let documentCount = found.map { lengths[$0.form.field.name]?.count ?? 0 }.max() ?? 0
    func idf(_ frequency: Int) -> Float {
      Float(log(1 + (Double(documentCount - frequency) + 0.5) / (Double(frequency) + 0.5)))
    }
    var words: [String: Float] = [:]
    var candidates: [Float] = []
    for (form, lists) in found {
      if lists.count == 1 {
        words[form.field.name, default: 0] += Float(lists[0].count) * form.weight
      } else {
        candidates.append(Float(lists.reduce(0.0) { $0 + Double(idf($1.count)) }))
      }
    }
    if let most = words.values.max() {
      candidates.append(idf(min(documentCount, Int(most.rounded(.up)))))
    }
    return candidates.min() ?? 0
  }

  private func evidence(_ form: PlannedQuery.Form, _ entry: Int, _ frequency: Int) -> Float {
    let (count, total) = lengths[form.field.name] ?? (1, 1)
    let average = Float(Double(total) / Double(count))
    let length = Norms.decode(Norms.encode(index.entries[entry].lengths[form.field.name] ?? 0))
    let relative =
      form.field.type == .text ? (1 - ranking.b) + ranking.b * Float(length) / average : 1
    return Float(frequency) * (form.weight / (ranking.k1 * relative))
  }

  /// How often terms stand together as the form wants it, in each entry where they do.
  private func frequencies(
    _ terms: [PlannedQuery.Term], _ lists: [Occurrences]
  ) -> [(entry: Int, frequency: Int)] {
    lists[0].compactMap { entry, positions in
      let confirmed = positions.filter { position in
        zip(terms, lists).allSatisfy { term, list in
          let wanted = Int(position) - Int(terms[0].offset) + Int(term.offset)
          return UInt32(exactly: wanted).map { list[entry]?.contains($0) ?? false } ?? false
        }
      }
      return confirmed.isEmpty ? nil : (entry, confirmed.count)
    }
  }

  /// The positions of a term in each entry that has it.
  private func occurrences(of term: PlannedQuery.Term, in field: String) -> Occurrences {
    let terms = postings[field] ?? [:]
    var lists = [terms[term.bytes] ?? []]
    if term.isPrefix { lists = terms.filter { $0.key.starts(with: term.bytes) }.map(\.value) }
    var result: Occurrences = [:]
    for posting in lists.joined() {
      result[posting.entry, default: []].formUnion(posting.positions)
    }
    return result
  }
}
