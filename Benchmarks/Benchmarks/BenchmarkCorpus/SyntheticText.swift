import SwiftSearch

/// Text made from a seed. Rank r of the vocabulary occurs about 1/r times as often as rank 1, as in
/// real text, since this decides how long the lists of postings are.
struct SyntheticText {
  private var generator: SeededGenerator
  private let words: [String]
  private let characters: [String]

  static func corpus(documents count: Int, seed: UInt64) -> Corpus {
    var text = SyntheticText(seed: seed)
    return Corpus(
      documents: (0..<count).map { number in
        let isCJK = number % 4 == 3
        var document = Document(key: String(number))
        document["title"] = .text(text.passage(length: 6, isCJK: isCJK))
        let length = Int.random(in: 40...240, using: &text.generator)
        document["text"] = .text(text.passage(length: length, isCJK: isCJK))
        return document
      })
  }

  private init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let onsets = [
      "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "ch",
    ]
    let vowels = ["a", "e", "i", "o", "u", "ai", "ou"]
    words = (0..<40_000).map { rank in
      // Common words are short, as in real text.
      (0..<(1 + rank.bitWidthOfValue / 5)).map { _ in
        onsets[Int.random(in: 0..<onsets.count, using: &generator)]
          + vowels[Int.random(in: 0..<vowels.count, using: &generator)]
      }.joined()
    }
    characters = (0..<3_000).compactMap { Unicode.Scalar(0x4E00 + $0 * 5).map(String.init) }
    self.generator = generator
  }

  private mutating func passage(length: Int, isCJK: Bool) -> String {
    var text = ""
    for place in 0..<length {
      if place > 0 {
        if place % 13 == 0 { text += isCJK ? "。" : ". " } else if !isCJK { text += " " }
      }
      text += isCJK ? common(characters) : common(words)
    }
    return text
  }

  /// An element whose rank is spread evenly on a logarithmic scale: a power of two first, then a
  /// place up to the next one. Only exact arithmetic, so that every machine makes the same text.
  private mutating func common(_ elements: [String]) -> String {
    let weight = Double.random(in: 0..<1, using: &generator)
    let exponent = weight * Double(elements.count.bitWidthOfValue - 1)
    let whole = Int(exponent)
    let base = 1 << whole
    let rank = base + Int((exponent - Double(whole)) * Double(base))
    return elements[min(rank, elements.count) - 1]
  }
}

extension Int {
  /// How many bits the value needs.
  fileprivate var bitWidthOfValue: Int { bitWidth - leadingZeroBitCount }
}
