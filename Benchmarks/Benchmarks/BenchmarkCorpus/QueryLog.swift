import SwiftSearch

/// Queries taken from a corpus, so that each finds something.
public struct QueryLog: Sendable {
  public enum Shape: String, CaseIterable, Sendable {
    case termHigh = "term in many documents"
    case termMiddling = "term in some documents"
    case termLow = "term in few documents"
    case union2 = "any of 2"
    case union5 = "any of 5"
    case union8 = "any of 8"
    case intersection2 = "all of 2"
    case intersection3 = "all of 3"
    case phrase = "phrase"
    case optional = "+a b"
    case excluded = "+a -b"
  }

  /// The words of some documents, in their order.
  private let passages: [[String]]
  /// Which share of these documents has a word.
  private let shares: [String: Double]

  public init(corpus: Corpus) {
    let step = max(1, corpus.documents.count / 4_000)
    let texts = corpus.texts
    passages = stride(from: 0, to: texts.count, by: step).map { Self.words(of: texts[$0]) }
    var counts: [String: Int] = [:]
    for passage in passages { for word in Set(passage) { counts[word, default: 0] += 1 } }
    let all = Double(max(1, passages.count))
    shares = counts.mapValues { Double($0) / all }
  }

  /// `count` queries of one shape, always the same ones for the same corpus.
  public func queries(_ shape: Shape, count: Int) throws -> [Query] {
    let texts =
      switch shape {
      case .termHigh: terms(0.05...1, count: count)
      case .termMiddling: terms(0.002...0.02, count: count)
      case .termLow: terms(0...0.0005, count: count)
      case .union2: windows(of: 2, count: count).map { $0.joined(separator: " ") }
      case .union5: windows(of: 5, count: count).map { $0.joined(separator: " ") }
      case .union8: windows(of: 8, count: count).map { $0.joined(separator: " ") }
      case .intersection2: windows(of: 2, count: count).map { "+" + $0.joined(separator: " +") }
      case .intersection3: windows(of: 3, count: count).map { "+" + $0.joined(separator: " +") }
      case .phrase: windows(of: 2, count: count).map { "\"" + $0.joined(separator: " ") + "\"" }
      case .optional: windows(of: 2, count: count).map { "+\($0[0]) \($0[1])" }
      case .excluded: windows(of: 2, count: count).map { "+\($0[0]) -\($0[1])" }
      }
    return try texts.map { try Query(parsing: $0) }
  }

  /// Words whose share of the documents is in a range.
  private func terms(_ range: ClosedRange<Double>, count: Int) -> [String] {
    var generator = SeededGenerator(seed: 3)
    let found = shares.filter { range.contains($0.value) }.keys.sorted()
    return Array(found.shuffled(using: &generator).prefix(count))
  }

  /// Different words that stand side by side.
  private func windows(of length: Int, count: Int) -> [[String]] {
    var generator = SeededGenerator(seed: 2)
    var found: [[String]] = []
    for _ in 0..<count * 100 where found.count < count {
      guard let passage = passages.randomElement(using: &generator), passage.count >= length
      else { continue }
      let start = Int.random(in: 0...passage.count - length, using: &generator)
      let window = Array(passage[start..<start + length])
      if Set(window).count == length { found.append(window) }
    }
    return found
  }

  /// Words, or pairs of characters where no spaces are written.
  private static func words(of text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.flatMap { part -> [String] in
      guard part.utf8.count > part.count * 2 else { return [part.lowercased()] }
      let characters = Array(part)
      return stride(from: 0, to: characters.count - 1, by: 2).map {
        String(characters[$0...$0 + 1])
      }
    }
  }
}
