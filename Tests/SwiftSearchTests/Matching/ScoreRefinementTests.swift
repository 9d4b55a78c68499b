import Foundation
import Testing

@testable import SwiftSearch

/// Scores that depend on columns are those of the oracle, and their explanations add up.
@Suite struct ScoreRefinementTests {
  private static let origin = Date(timeIntervalSince1970: 1_750_000_000)

  private static func randomDecays(_ random: inout SeededGenerator) -> [ScoreDecay] {
    (0..<1 + random.below(2)).map { _ in
      random.oneIn(2)
        ? ScoreDecay(
          "n", origin: Double(random.below(20)), halfLife: Double(1 + random.below(9)),
          missing: random.pick([0, 0.25, 1]))
        : .recency("date", halfLife: .seconds(86_400 * (1 + random.below(400))), from: origin)
    }
  }

  private static func factor(_ decay: ScoreDecay, _ entry: Int, _ index: ArrangedIndex) -> Float {
    guard let value = index.number(decay.field, of: entry) else { return decay.missing }
    if decay.field == "n" { return Float(exp2(-abs((decay.origin ?? 0) - value) / decay.halfLife)) }
    let age = max(0, origin.timeIntervalSince1970 * 1000 - value)
    return Float(exp2(-age / (decay.halfLife * 1000)))
  }

  private static func expected(
    _ matches: [ArrangedIndex.Match], _ index: ArrangedIndex,
    _ score: (ArrangedIndex.Match) -> Float
  ) -> [ArrangedIndex.Match] {
    let scored = matches.map {
      ArrangedIndex.Match(key: $0.key, score: score($0), entry: $0.entry)
    }
    return scored.sorted { ($0.score, $1.entry) > ($1.score, $0.entry) }
  }

  @Test(arguments: 0..<10)
  func decaysAreThoseOfTheOracle(seed: Int) throws {
    var index = try ArrangedIndex(
      seed: 7700 + seed, documents: 60 + 60 * seed, segments: 1 + seed % 4)
    var random = SeededGenerator(seed: seed)
    for number in 0..<40 {
      let query = index.query()
      guard let matches = try index.matches(query) else { continue }
      let decays = Self.randomDecays(&random)
      let current = index
      let best = Self.expected(matches, current) { match in
        decays.reduce(match.score) { $0 * Self.factor($1, match.entry, current) }
      }
      let options = SearchOptions(
        limit: random.pick([1, 5, 1000]), countsExactly: random.oneIn(2), snippetCount: 0,
        relaxes: false, explains: true, threadLimit: random.pick([1, 4]), decays: decays)
      let found = try index.index.search(query, options: options)
      let place = "seed \(seed), query \(number): \(query), \(decays)"
      #expect(found.hits.map(\.key) == best.prefix(options.limit).map(\.key), "\(place)")
      #expect(
        found.hits.map(\.score.bitPattern)
          == best.prefix(options.limit).map(\.score.bitPattern), "\(place)")
      for hit in found.hits {
        #expect(hit.adjustments.last?.score == hit.score)
        let words = hit.explanation.reduce(0) { $0 + $1.score }
        let product = hit.adjustments.reduce(words) { $0 * ($1.factor ?? .nan) }
        #expect(product == hit.score, "\(place)")
      }
      // In another order the scores are the same.
      var sorted = options
      sorted.sort = [.ascending("id")]
      sorted.limit = 1000
      let all = try index.index.search(query, options: sorted).hits
      let scores = Dictionary(uniqueKeysWithValues: best.map { ($0.key, $0.score) })
      #expect(all.allSatisfy { scores[$0.key] == $0.score }, "\(place)")
    }
  }

  @Test(arguments: 0..<6)
  func functionsAreCalledWithTheirColumns(seed: Int) throws {
    var index = try ArrangedIndex(seed: 7800 + seed, documents: 200, segments: 1 + seed % 3)
    let scoring = ScoreFunction(reading: ["n", "date"]) { score, values in
      guard let number = values["n"], number != 3 else { return number(values) }
      return score * 2 - Float(number)
    }
    @Sendable func number(_ values: ColumnValues) -> Float {
      Float(((values[1] ?? -5) / 86_400).rounded(.down)) + Float(values[2] ?? 0)
    }
    for _ in 0..<30 {
      let query = index.query()
      guard let matches = try index.matches(query) else { continue }
      let current = index
      let best = Self.expected(matches, current) { match in
        let (n, date) = (
          current.number("n", of: match.entry), current.number("date", of: match.entry)
        )
        if let n, n != 3 { return match.score * 2 - Float(n) }
        return Float(((date.map { $0 / 1000 } ?? -5) / 86_400).rounded(.down))
      }
      let options = SearchOptions(
        limit: 7, snippetCount: 0, relaxes: false, explains: true, scoring: scoring)
      let found = try index.index.search(query, options: options)
      #expect(found.hits.map(\.key) == best.prefix(7).map(\.key), "seed \(seed), \(query)")
      #expect(found.hits.map(\.score) == best.prefix(7).map(\.score), "seed \(seed), \(query)")
      #expect(found.hits.allSatisfy { $0.adjustments.last?.score == $0.score })
    }
  }

  @Test func pagesKeepTheTimeOfTheFirst() throws {
    var index = try ArrangedIndex(seed: 7900, documents: 300, segments: 3)
    for _ in 0..<12 {
      let query = index.query()
      var options = SearchOptions(
        limit: 7, countsExactly: false, snippetCount: 0, relaxes: false,
        decays: [.recency("date", halfLife: .seconds(3600 * 24 * 300))])
      var keys: [String] = []
      repeat {
        let found = try index.index.search(query, options: options)
        keys += found.hits.map(\.key)
        options.after = found.next
      } while options.after != nil
      #expect(Set(keys).count == keys.count, "\(query)")
      #expect(keys.count == (try index.matches(query) ?? []).count, "\(query)")
    }
  }

  @Test func whatCannotBeScoredByIsAnError() throws {
    let index = try SmallIndex(["a"])
    for decay in [
      ScoreDecay("text", halfLife: 1), ScoreDecay("none", halfLife: 1),
      ScoreDecay("id", halfLife: 1), ScoreDecay("id", halfLife: 0),
      ScoreDecay("id", halfLife: .nan),
    ] {
      let error = #expect(throws: IndexError.self) {
        try index.search("a", options: SearchOptions(decays: [decay]))
      }
      #expect(error?.code == .invalidOption)
    }
    let nothing = ScoreFunction(reading: []) { _, _ in .nan }
    let found = try index.search("a", options: SearchOptions(scoring: nothing))
    #expect(found.hits.map(\.score) == [0])
    #expect(nothing == nothing && nothing != ScoreFunction(reading: []) { _, _ in 1 })
  }
}
