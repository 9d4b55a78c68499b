import Foundation

@testable import SwiftSearch

/// Answers queries from the entries of a ``BruteForceIndex``, all of them at once.
struct BruteForceSearch {
  struct Answer: Equatable {
    var key: String
    var score: UInt32
  }

  /// What matches a part of a query, in any order, each entry once.
  struct Matches {
    var entries: [Int] = []
    var scores: [Float] = []

    mutating func append(_ entry: Int, _ score: Float) {
      entries.append(entry)
      scores.append(score)
    }
  }

  let index: BruteForceIndex
  private(set) var lists = BruteForceLists()
  private var sums: BruteForceSums
  private var ranking = BM25()
  private var rounding: Float = 0

  init(_ index: BruteForceIndex) {
    self.index = index
    lists = BruteForceLists(index)
    sums = BruteForceSums(entryCount: index.entries.count)
  }

  /// Every match, best first and then oldest first.
  mutating func answers(_ query: PlannedQuery, ranking: BM25) -> [Answer] {
    let found = matches(query, ranking: ranking)
    return zip(found.entries, found.scores).sorted { ($0.1, $1.0) > ($1.1, $0.0) }.map {
      Answer(key: index.entries[$0].key, score: $1.bitPattern)
    }
  }

  /// Every match that is not deleted.
  mutating func matches(_ query: PlannedQuery, ranking: BM25) -> Matches {
    self.ranking = ranking
    // Scores lie on a grid whose step is the power of two that is 2^-23 of the most a document
    // could score, rounded up to a power of two.
    let most = total(query)
    rounding = most > 0 ? exp2(log2(most).rounded(.up)) : 0
    let found = evaluate(query)
    var left = Matches()
    for (place, entry) in found.entries.enumerated() where !index.entries[entry].isDeleted {
      left.append(entry, found.scores[place])
    }
    return left
  }

  /// The most that a document could score.
  private mutating func total(_ query: PlannedQuery) -> Float {
    switch query {
    case .group(let forms, let boost): return boost * inverseDocumentFrequency(found(forms))
    case .range, .presence: return 0
    case .constant(_, let score): return score
    case .boolean(let must, let should, _):
      var sum: Float = 0
      for part in must + should { sum += total(part) }
      return sum
    case .atLeast(_, let parts), .best(let parts, _):
      var sum: Float = 0
      for part in parts { sum += total(part) }
      return sum
    }
  }

  // MARK: Queries

  /// The score of each entry that matches.
  private mutating func evaluate(_ query: PlannedQuery) -> Matches {
    switch query {
    case .group(let forms, let boost): return group(forms, boost: boost)
    case .range(let range, let field):
      return matches { entry in
        let date = entry.dates[field.name].map { ($0.timeIntervalSince1970 * 1000).rounded() }
        return (entry.numbers[field.name] ?? date).map(range.contains) ?? false
      }
    case .boolean(let must, let should, let mustNot):
      var parts: (must: [Matches], should: [Matches], mustNot: [Matches]) = ([], [], [])
      for part in must { parts.must.append(evaluate(part)) }
      for part in should { parts.should.append(evaluate(part)) }
      for part in mustNot { parts.mustNot.append(evaluate(part)) }
      if must.isEmpty && should.isEmpty { parts.should = [matches { _ in true }] }
      return combine(parts.must, parts.should, parts.mustNot)
    case .presence(let field):
      return matches { entry in
        entry.lengths[field.name, default: 0] > 0 || entry.numbers[field.name] != nil
          || entry.dates[field.name] != nil
      }
    case .constant(let part, let score):
      var found = evaluate(part)
      for place in found.scores.indices { found.scores[place] = (score + rounding) - rounding }
      return found
    case .atLeast(let count, let parts):
      let least = min(max(1, count), parts.count)
      return grouped(parts).filter {
        $0.scores.count >= least
      } score: {
        $0.reduce(0, +)
      }
    case .best(let parts, let tieBreaker):
      return grouped(parts).filter { _ in
        true
      } score: { scores in
        let ordered = scores.sorted(by: >)
        return ordered.dropFirst().reduce(ordered[0]) { sum, score in
          sum + ((score * tieBreaker + rounding) - rounding)
        }
      }
    }
  }

  /// The scores of the parts that match an entry, by entry.
  private struct Grouped {
    var entries: [Int: [Float]]

    func filter(
      _ isMatch: ((entry: Int, scores: [Float])) -> Bool, score: ([Float]) -> Float
    ) -> Matches {
      var result = Matches()
      for (entry, scores) in entries.sorted(by: { $0.key < $1.key }) where isMatch((entry, scores))
      {
        result.append(entry, score(scores))
      }
      return result
    }
  }

  private mutating func grouped(_ parts: [PlannedQuery]) -> Grouped {
    var entries: [Int: [Float]] = [:]
    for part in parts {
      let found = evaluate(part)
      for (entry, score) in zip(found.entries, found.scores) {
        entries[entry, default: []].append(score)
      }
    }
    return Grouped(entries: entries)
  }

  private mutating func combine(
    _ must: [Matches], _ should: [Matches], _ mustNot: [Matches]
  ) -> Matches {
    sums.begin()
    for (number, part) in must.enumerated() {
      if number == 0 { sums.add(part) } else { sums.intersect(part) }
    }
    for part in should {
      if must.isEmpty { sums.add(part) } else { sums.addScores(part) }
    }
    for part in mustNot { sums.remove(part) }
    return sums.matches
  }

  private func matches(_ isMatch: (BruteForceIndex.Entry) -> Bool) -> Matches {
    var result = Matches()
    for (number, entry) in index.entries.enumerated() where !entry.isForgotten && isMatch(entry) {
      result.append(number, 0)
    }
    return result
  }

  // MARK: Terms

  private typealias Found = [(form: PlannedQuery.Form, lists: [[BruteForceIndex.Posting]])]

  private func documentFrequencies(of form: PlannedQuery.Form) -> [Int] {
    form.terms.map { lists.documentFrequency(of: $0, in: form.field.name) }
  }

  /// The forms all of whose terms are somewhere.
  private mutating func found(_ forms: [PlannedQuery.Form]) -> Found {
    var found: Found = []
    for form in forms {
      var lists: [[BruteForceIndex.Posting]] = []
      for term in form.terms { lists.append(self.lists.postings(of: term, in: form.field.name)) }
      if lists.allSatisfy({ !$0.isEmpty }) { found.append((form, lists)) }
    }
    return found
  }

  /// Adds up the evidence of all forms, and saturates the sum.
  private mutating func group(_ forms: [PlannedQuery.Form], boost: Float) -> Matches {
    let found = found(forms)
    let weight = boost * inverseDocumentFrequency(found)
    sums.begin()
    for (form, lists) in found {
      let factors = lists.isEmpty ? [] : factors(form)
      var evidence = Matches()
      BruteForceLists.forEachFrequency(form, lists) { entry, frequency in
        let norm = self.lists.norm(of: entry, in: form.field.name)
        evidence.append(entry, Float(frequency) * factors[Int(norm)])
      }
      sums.add(evidence)
    }
    var result = sums.matches
    for place in result.scores.indices {
      let evidence = result.scores[place]
      result.scores[place] = ((weight - weight / (1 + evidence)) + rounding) - rounding
    }
    return result
  }

  private func inverseDocumentFrequency(_ found: Found) -> Float {
    let documentCount = found.map { lists.lengths[$0.form.field.name]?.count ?? 0 }.max() ?? 0
    func idf(_ frequency: Int) -> Float {
      let all = max(documentCount, frequency)
      return Float(log(1 + (Double(all - frequency) + 0.5) / (Double(frequency) + 0.5)))
    }
    var words: [String: Float] = [:]
    var candidates: [Float] = []
    for (form, _) in found {
      let frequencies = documentFrequencies(of: form)
      if frequencies.count == 1 {
        words[form.field.name, default: 0] += Float(frequencies[0]) * form.wordWeight
      } else {
        candidates.append(Float(frequencies.reduce(0.0) { $0 + Double(idf($1)) }))
      }
    }
    if let most = words.values.max() {
      candidates.append(idf(min(documentCount, Int(most.rounded(.up)))))
    }
    return candidates.min() ?? 0
  }

  /// What an occurrence counts, for each code of a length.
  private func factors(_ form: PlannedQuery.Form) -> [Float] {
    let (count, total) = lists.lengths[form.field.name] ?? (1, 1)
    let average = Float(Double(total) / Double(count))
    return Norms.lengths.map { length in
      let relative =
        form.field.type == .text ? (1 - ranking.b) + ranking.b * Float(length) / average : 1
      return form.weight / (ranking.k1 * relative)
    }
  }
}
