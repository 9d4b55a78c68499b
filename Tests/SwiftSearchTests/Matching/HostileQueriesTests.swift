import Testing

@testable import SwiftSearch

/// Queries of every shape on damaged lists end with an answer or an error.
///
/// A trap or an endless loop ends the whole test run.
@Suite struct HostileQueriesTests {
  private static let corpora = [
    OracleCorpus(
      name: "long lists", seed: 40, documentCount: 5200, wordCount: 30, longest: 9,
      analysis: .words, queryCount: 0),
    OracleCorpus(
      name: "forms", seed: 41, documentCount: 1500, wordCount: 40, longest: 9, queryCount: 0),
  ]

  @Test(arguments: 0..<2)
  func undamagedListsAnswer(corpus: Int) throws {
    let index = try HostileIndex(Self.corpora[corpus])
    #expect(try index.search(index.undamaged(), queries: 200, from: 0) == 0)
  }

  @Test(arguments: 0..<2, 0..<4)
  func damagedListsTrapNoQuery(corpus: Int, part: Int) throws {
    let index = try HostileIndex(Self.corpora[corpus])
    var failures = 0
    for round in 0..<Self.rounds {
      let seed = 1000 * part + round
      var random = SeededGenerator(seed: seed)
      do {
        let snapshot = try index.snapshot(try index.damage(&random), &random)
        failures += try index.search(snapshot, queries: 12, from: 50 * seed)
      } catch is FormatError {
        failures += 1
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }
    #expect(failures > Self.rounds)
  }

  private static let rounds = 30
}
