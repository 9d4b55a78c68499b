/// Finds in a text what a query matched there, by the same analysis and the same rules.
struct Highlighter {
  /// A part of a text that matches, in UTF-8 bytes.
  struct Match: Equatable {
    var range: Range<Int>
    /// The number of the pattern that it is a match of.
    var pattern: Int
  }

  private let patterns: [ResolvedQuery.Pattern]
  private let analyzer: TextAnalyzer

  init(_ patterns: [ResolvedQuery.Pattern], analyzer: TextAnalyzer) {
    self.patterns = patterns
    self.analyzer = analyzer
  }

  func weight(ofPattern number: Int) -> Float { patterns[number].weight }

  /// The matches in the text of a field, by their starts.
  func matches(in text: String, field: UInt16) -> [Match] {
    let numbers = patterns.indices.filter { patterns[$0].field == field }
    guard !numbers.isEmpty else { return [] }
    var sink = OccurrenceCollector(terms: numbers.map { patterns[$0].terms })
    var scratch = AnalysisScratch()
    _ = analyzer.analyze(text, scratch: &scratch, into: &sink)
    var matches: [Match] = []
    for (index, number) in numbers.enumerated() {
      for range in ranges(sink.occurrences[index], of: patterns[number], in: text) {
        matches.append(Match(range: range, pattern: number))
      }
    }
    return matches.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// The occurrences that are part of a whole match.
  private func ranges(
    _ occurrences: [[OccurrenceCollector.Occurrence]], of pattern: ResolvedQuery.Pattern,
    in text: String
  ) -> [Range<Int>] {
    let terms = pattern.terms
    var ranges: [Range<Int>] = []
    /// Adds some terms that stand together, if all of them are there.
    func add(_ range: Range<Int>, startingAt start: UInt32) {
      var parts: [Range<Int>] = []
      for term in range {
        let position = start &+ terms[term].offset &- terms[range.lowerBound].offset
        guard let found = Self.find(position, in: occurrences[term]) else { return }
        parts.append(
          terms[term].isPrefix ? Self.firstCharacter(found.source, of: text) : found.source)
      }
      ranges += parts
    }
    guard let rule = pattern.rule else {
      for first in occurrences[0] { add(terms.indices, startingAt: first.position) }
      return ranges
    }
    var scan = ProximityScan(rule)
    _ = scan.run(
      occurrences.map { $0.map(\.position) }, offsets: terms.map(\.offset)
    ) { starts in
      for (part, start) in zip(rule.parts, starts) { add(part.terms, startingAt: start) }
    }
    return ranges
  }

  private static func find(
    _ position: UInt32, in occurrences: [OccurrenceCollector.Occurrence]
  ) -> OccurrenceCollector.Occurrence? {
    var (low, high) = (0, occurrences.count)
    while low < high {
      let middle = (low + high) / 2
      if occurrences[middle].position < position { low = middle + 1 } else { high = middle }
    }
    guard low < occurrences.count, occurrences[low].position == position else { return nil }
    return occurrences[low]
  }

  /// Of a pair of characters that was found by its first one, that character with its marks.
  private static func firstCharacter(_ range: Range<Int>, of text: String) -> Range<Int> {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.distance(from: utf8.startIndex, to: text.index(after: start))
    return range.lowerBound..<min(end, range.upperBound)
  }
}

/// Keeps the tokens that are terms of a query.
struct OccurrenceCollector: TokenSink {
  struct Occurrence {
    var position: UInt32
    var source: Range<Int>
  }

  private struct Wanted {
    var bytes: [UInt8]
    var isPrefix: Bool
    var pattern: Int
    var term: Int
  }

  /// By pattern and term, with ascending positions.
  private(set) var occurrences: [[[Occurrence]]]
  /// By the first byte of the term, so that most tokens are passed over at once.
  private var wanted = [[Wanted]](repeating: [], count: 256)

  init(terms: [[PlannedQuery.Term]]) {
    occurrences = terms.map { $0.map { _ in [] } }
    for (pattern, terms) in terms.enumerated() {
      for (index, term) in terms.enumerated() {
        for bytes in term.alternatives?.terms.arrays ?? [term.bytes] {
          guard let first = bytes.first else { continue }
          wanted[Int(first)].append(
            Wanted(bytes: bytes, isPrefix: term.isPrefix, pattern: pattern, term: index))
        }
      }
    }
  }

  mutating func receive(
    _ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>
  ) {
    guard term.count > 0 else { return }
    for candidate in wanted[Int(term[0])] {
      let isSame =
        candidate.isPrefix
        ? term.starts(with: candidate.bytes.span)
        : term.count == candidate.bytes.count && term.starts(with: candidate.bytes.span)
      guard isSame else { continue }
      occurrences[candidate.pattern][candidate.term].append(
        Occurrence(position: position, source: source))
    }
  }
}
