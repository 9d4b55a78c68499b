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
  private var ranking = BM25()
  private var defaultFields: [String] = []

  init(_ index: BruteForceIndex) {
    self.index = index
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
  mutating func answers(_ query: Query, ranking: BM25, fields: [String]?) -> [Answer] {
    self.ranking = ranking
    defaultFields = index.fields.filter { field in
      fields.map { $0.contains(field.name) } ?? (field.type == .text)
    }.map(\.name)
    let scores = evaluate(query) ?? [:]
    let found = scores.filter { !index.entries[$0.key].isDeleted }
    return found.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map {
      Answer(key: index.entries[$0.key].key, score: $0.value.bitPattern)
    }
  }

  // MARK: Queries

  /// The score of each entry that matches; nil where there is nothing to look for.
  private func evaluate(_ query: Query) -> [Int: Float]? {
    switch query {
    case .text(let text, let field): return evaluate(text, field, isPhrase: false)
    case .phrase(let text, let field): return evaluate(text, field, isPhrase: true)
    case .words(let text, let field): return evaluate(words: text, field)
    case .boolean(let must, let should, let mustNot):
      let isExclusion = must.isEmpty && should.isEmpty
      let parts = (must.compactMap(evaluate), should.compactMap(evaluate))
      let excluded = mustNot.compactMap(evaluate)
      if isExclusion, !excluded.isEmpty {
        return combine([], [Dictionary(all.map { ($0, 0) }) { $1 }], excluded)
      }
      guard !parts.0.isEmpty || !parts.1.isEmpty else { return nil }
      return combine(parts.0, parts.1, excluded)
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

  private func evaluate(_ text: String, _ name: String?, isPhrase: Bool) -> [Int: Float]? {
    if let name {
      if let field = index.fields.first(where: { $0.name == name }) {
        return evaluate(text, in: field.name, field.type)
      }
      return evaluate(isPhrase ? text : name + ":" + text, nil, isPhrase: false)
    }
    let parts = index.fields.filter { defaultFields.contains($0.name) }
      .compactMap { evaluate(text, in: $0.name, $0.type) }
    guard parts.count != 1 else { return parts[0] }
    return parts.isEmpty ? nil : combine([], parts, [])
  }

  private func evaluate(words text: String, _ name: String?) -> [Int: Float]? {
    let names = name.map { [$0] } ?? defaultFields
    let fields = index.fields.filter { names.contains($0.name) && $0.type == .text }
    let parts = tokens(of: text).flatMap { token in
      fields.compactMap { phrase([token], in: $0.name) }
    }
    guard parts.count != 1 else { return parts[0] }
    return parts.isEmpty ? nil : combine([], parts, [])
  }

  private func evaluate(_ text: String, in field: String, _ type: FieldType) -> [Int: Float]? {
    switch type {
    case .text: return phrase(tokens(of: text), in: field)
    case .keyword:
      let found = postings[field]?[Array(text.utf8)] ?? []
      return score(found.map { ($0.entry, 1) }, [found.count], field, hasNorms: false)
    case .number:
      guard let number = Double(text) else { return nil }
      return matches { $0.numbers[field] == number }
    case .date:
      guard ["2023", "2024-05", "2024-11-30", "2026"].contains(text) else { return nil }
      return matches { $0.dates[field].map(Self.day)?.hasPrefix(text) ?? false }
    case .stored: return nil
    }
  }

  private func matches(_ isMatch: (BruteForceIndex.Entry) -> Bool) -> [Int: Float] {
    Dictionary(all.filter { isMatch(index.entries[$0]) }.map { ($0, 0) }) { $1 }
  }

  private static func day(_ date: Date) -> String {
    String(date.formatted(.iso8601).prefix(10))
  }

  // MARK: Terms

  private func tokens(of text: String) -> [Token] {
    index.analyzer.tokens(of: text).filter { $0.kind != .runEnd }
  }

  private func phrase(_ tokens: [Token], in field: String) -> [Int: Float]? {
    guard let first = tokens.first else { return nil }
    let lists = tokens.map { occurrences(of: $0, in: field) }
    var found: [(entry: Int, frequency: Int)] = []
    for (entry, starts) in lists[0] {
      let confirmed = starts.filter { start in
        zip(tokens, lists).allSatisfy { token, list in
          list[entry]?.contains(start + (token.position - first.position)) ?? false
        }
      }
      if !confirmed.isEmpty { found.append((entry, confirmed.count)) }
    }
    return score(found, lists.map(\.count), field, hasNorms: true)
  }

  /// The positions of a token of a query; a single character is the first of any pair.
  private func occurrences(of token: Token, in field: String) -> [Int: Set<UInt32>] {
    let terms = postings[field] ?? [:]
    var lists = [terms[token.term] ?? []]
    if token.kind == .single {
      lists = terms.filter { $0.key.starts(with: token.term) }.map(\.value)
    }
    var result: [Int: Set<UInt32>] = [:]
    for posting in lists.joined() {
      result[posting.entry, default: []].formUnion(posting.positions)
    }
    return result
  }

  private func score(
    _ found: [(entry: Int, frequency: Int)], _ documentFrequencies: [Int], _ field: String,
    hasNorms: Bool
  ) -> [Int: Float] {
    let lengths = index.entries.compactMap { $0.lengths[field] }
    var weight = 0.0
    for frequency in documentFrequencies {
      let rest = Double(lengths.count - frequency) + 0.5
      weight += Double(Float(log(1 + rest / (Double(frequency) + 0.5))))
    }
    let all = Float(weight)
    let total = lengths.reduce(0) { $0 + Int($1) }
    let average = Float(Double(total) / Double(lengths.count))
    var result: [Int: Float] = [:]
    for (entry, frequency) in found {
      let length = Norms.decode(Norms.encode(index.entries[entry].lengths[field] ?? 0))
      let relative = hasNorms ? (1 - ranking.b) + ranking.b * Float(length) / average : 1
      result[entry] = all - all / (1 + Float(frequency) * (1 / (ranking.k1 * relative)))
    }
    return result
  }
}
