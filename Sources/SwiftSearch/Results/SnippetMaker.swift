/// Cuts the passages with the best matches out of a text.
struct SnippetMaker {
  /// About how many characters a snippet has.
  let length: Int
  /// How many snippets to make at most.
  let count: Int

  /// More matches than this in one text do not make its snippets better.
  private static let matchLimit = 10_000

  /// A stretch of matches that fits into one snippet.
  private struct Passage {
    var matches: Range<Int>
    var score: Float
  }

  /// The best passages of `text`, best first.
  func snippets(
    of text: String, field: String, matches: [Highlighter.Match], weight: (Int) -> Float
  ) -> [(snippet: Snippet, score: Float)] {
    let matches = Array(matches.prefix(Self.matchLimit))
    guard !matches.isEmpty else { return [] }
    let passages = passages(matches, byteBudget: byteBudget(text), weight: weight)
    var chosen: [(snippet: Snippet, score: Float)] = []
    var taken: [Range<Int>] = []
    for passage in passages {
      guard chosen.count < count else { break }
      let inside = matches[passage.matches]
      guard let first = inside.first, let last = inside.map(\.range.upperBound).max() else {
        continue
      }
      let range = bounds(first.range.lowerBound..<last, in: text)
      guard !taken.contains(where: { $0.overlaps(range) }) else { continue }
      taken.append(range)
      let marks = Self.merged(matches.map(\.range), within: range)
      chosen.append((Self.snippet(text, range, marks, field: field), passage.score))
    }
    return chosen
  }

  /// The beginning of a text in which nothing matches.
  func lead(of text: String, field: String) -> Snippet {
    Self.snippet(text, bounds(0..<0, in: text), [], field: field)
  }

  /// How many bytes ``length`` characters of this text take, about.
  private func byteBudget(_ text: String) -> Int {
    let characters = max(1, text.unicodeScalars.count)
    // A snippet is no longer than the text, whatever the caller asks for.
    let wanted = min(max(1, length), characters)
    return max(1, text.utf8.count * wanted / characters * 3 / 4)
  }

  /// For each match the passage that it starts, best first.
  private func passages(
    _ matches: [Highlighter.Match], byteBudget: Int, weight: (Int) -> Float
  ) -> [Passage] {
    var passages: [Passage] = []
    var end = 0
    for start in matches.indices {
      let limit = matches[start].range.lowerBound + byteBudget
      end = max(end, start + 1)
      while end < matches.count, matches[end].range.upperBound <= limit { end += 1 }
      var score: Float = 0
      var seen = Set<Int>()
      for match in matches[start..<min(end, start + 64)] {
        // Another occurrence counts a little, another word a lot.
        let isNew = seen.insert(match.pattern).inserted
        score += weight(match.pattern) * (isNew ? 1 : 0.01)
      }
      passages.append(Passage(matches: start..<end, score: score))
    }
    return passages.enumerated().sorted {
      ($0.element.score, $1.offset) > ($1.element.score, $0.offset)
    }.map(\.element)
  }

  // MARK: Cutting

  /// Widens a range of bytes to about ``length`` characters, without cutting a character or, where
  /// there is white space near, a word.
  private func bounds(_ range: Range<Int>, in text: String) -> Range<Int> {
    let utf8 = text.utf8
    // A match may start within a character, behind a sign that belongs to the letter after it.
    var start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    if start < text.endIndex { start = text.index(before: text.index(after: start)) }
    let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
    var lower = start
    for _ in 0..<max(0, length / 4) {
      guard lower > text.startIndex else { break }
      let before = text.index(before: lower)
      if text[before].isNewline, lower < start { break }
      lower = before
    }
    if lower > text.startIndex, lower < start, text[text.index(before: lower)].isLetter,
      let space = text[lower..<start].prefix(24).firstIndex(where: \.isWhitespace)
    {
      lower = space
    }
    var upper = lower
    var characters = 0
    var lastSpace: String.Index?
    while upper < text.endIndex, characters < length || upper < end {
      if text[upper].isWhitespace, upper >= end { lastSpace = upper }
      upper = text.index(after: upper)
      characters += 1
    }
    if upper < text.endIndex, let space = lastSpace,
      text.distance(from: space, to: upper) < 24
    {
      upper = space
    }
    let from = utf8.distance(from: utf8.startIndex, to: lower)
    return from..<max(from, utf8.distance(from: utf8.startIndex, to: upper))
  }

  /// The ranges that lie in `bounds`, with those that touch joined.
  private static func merged(_ ranges: [Range<Int>], within bounds: Range<Int>) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges
    where range.lowerBound >= bounds.lowerBound && range.upperBound <= bounds.upperBound {
      if let last = merged.last, last.upperBound >= range.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// Copies a passage with its white space collapsed, and moves the marks along.
  private static func snippet(
    _ text: String, _ bounds: Range<Int>, _ marks: [Range<Int>], field: String
  ) -> Snippet {
    let bytes = Array(text.utf8.dropFirst(bounds.lowerBound).prefix(bounds.count))
    var output: [UInt8] = []
    var highlights: [Range<Int>] = []
    var next = 0
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      let offset = bounds.lowerBound + index
      if next < marks.count, start == nil, marks[next].lowerBound == offset {
        start = output.count
      }
      let isSpace = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
      if !isSpace {
        output.append(byte)
      } else if let last = output.last, last != 0x20 {
        output.append(0x20)
      }
      if let begun = start, marks[next].upperBound == offset + 1 {
        highlights.append(begun..<output.count)
        start = nil
        next += 1
      }
    }
    if output.last == 0x20 { output.removeLast() }
    let lines = lines(of: [bounds.lowerBound] + marks.map(\.lowerBound), in: text)
    return Snippet(
      field: field, text: String(decoding: output, as: UTF8.self), highlights: highlights,
      line: marks.isEmpty ? lines[0] : lines[1], source: bounds,
      places: zip(marks, lines.dropFirst()).map { Snippet.Place(source: $0, line: $1) })
  }

  /// The numbers of the lines of places that ascend.
  private static func lines(of places: [Int], in text: String) -> [Int] {
    let utf8 = text.utf8
    var (line, end) = (1, utf8.startIndex)
    var passed = 0
    return places.map { place in
      let next = utf8.index(end, offsetBy: place - passed)
      line = utf8[end..<next].reduce(line) { $1 == 0x0A ? $0 + 1 : $0 }
      (end, passed) = (next, place)
      return line
    }
  }
}
