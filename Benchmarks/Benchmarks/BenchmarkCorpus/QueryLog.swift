import SwiftSearch

/// Queries taken from a corpus, so that each finds something.
public struct QueryLog: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case term, union, intersection, phrase, exclusion
  }

  private let corpus: Corpus

  public init(corpus: Corpus) { self.corpus = corpus }

  /// `count` queries of one kind, always the same ones for the same corpus.
  public func queries(_ kind: Kind, count: Int) throws -> [Query] {
    var generator = SeededGenerator(seed: 2)
    var queries: [Query] = []
    var tries = 0
    while queries.count < count, tries < count * 100, !corpus.documents.isEmpty {
      tries += 1
      let place = Int.random(in: 0..<corpus.documents.count, using: &generator)
      guard case .text(let text)? = corpus.documents[place]["text"] else { continue }
      let words = neighbours(in: text, using: &generator)
      guard words.count == 2 else { continue }
      queries.append(try Query(parsing: write(kind, words)))
    }
    return queries
  }

  private func write(_ kind: Kind, _ words: [String]) -> String {
    switch kind {
    case .term: words[0]
    case .union: "\(words[0]) \(words[1])"
    case .intersection: "+\(words[0]) +\(words[1])"
    case .phrase: "\"\(words[0]) \(words[1])\""
    case .exclusion: "\(words[0]) -\(words[1])"
    }
  }

  /// Two words, or pairs of characters where no spaces are written, that stand side by side.
  private func neighbours(in text: String, using generator: inout SeededGenerator) -> [String] {
    let parts = text.split { !$0.isLetter && !$0.isNumber }
    guard !parts.isEmpty else { return [] }
    let place = Int.random(in: 0..<parts.count, using: &generator)
    let part = parts[place]
    if part.utf8.count > part.count * 2 {
      let start = part.dropFirst(Int.random(in: 0...max(0, part.count - 4), using: &generator))
      let four = start.prefix(4)
      return four.count == 4 ? [String(four.prefix(2)), String(four.dropFirst(2))] : []
    }
    return place + 1 < parts.count ? [String(part), String(parts[place + 1])] : []
  }
}
