/// Matches the documents in which several terms stand at given distances from each other.
///
/// Documents that have all terms come first, a run at a time. What cannot score enough even if the
/// phrase occurred as often as its rarest term is dropped before a position is read.
final class PhraseMatcher: Matcher, Clause {
  private let parts: [PhrasePart]
  private let scoring: TermScoring
  private let found: Candidates

  /// - Parameter terms: at least two, each with its place in the phrase.
  init(
    _ terms: [(cursor: PostingsCursor, offset: UInt32)], scoring: TermScoring,
    in scratch: MatchingScratch
  ) {
    found = scratch.candidates()
    // The rarest term first.
    parts = terms.sorted { $0.cursor.documentFrequency < $1.cursor.documentFrequency }.map {
      PhrasePart($0.cursor, offset: $0.offset, scoring: scoring)
    }
    self.scoring = scoring
  }

  var cost: Int { parts[0].matcher.cost }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try parts[0].matcher.nextCandidate(from: target)
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    var target = window.start
    while let run = try nextRun(from: target, below: window.end, above: -.infinity) {
      try find(run, above: -.infinity)
      for index in 0..<found.count {
        let document = found.document(index)
        let frequency = try frequency(index)
        guard frequency > 0 else { continue }
        let score = scoring.score(frequency: frequency, norm: scoring.norm(of: document))
        window.insert(document, score: scored ? score : 0)
      }
      target = run.upperBound
    }
  }

  // MARK: Runs

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    try parts[0].matcher.findBounds(&bounds)
    // A phrase occurs no more often than the least frequent of its terms.
    for part in parts.dropFirst() {
      var others = bounds
      others.begin(bounds.windows)
      try part.matcher.findBounds(&others)
      bounds.formMinimum(others)
    }
  }

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    try parts[0].matcher.nextRun(from: target, below: end, above: floor)
  }

  func runBound() throws(FormatError) -> Float { try parts[0].matcher.runBound() }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    try find(run, above: scored ? floor : -.infinity)
    for index in 0..<found.count {
      let frequency = try frequency(index)
      guard frequency > 0 else { continue }
      let document = found.document(index)
      let score = scoring.score(frequency: frequency, norm: scoring.norm(of: document))
      if !scored || score > floor { candidates.append(document, score: scored ? score : 0) }
    }
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    found.removeAll()
    for index in 0..<candidates.count { found.append(candidates.document(index), score: 0) }
    try locate()
    candidates.beginMatching()
    var candidate = 0
    for index in 0..<found.count {
      let document = found.document(index)
      while candidates.document(candidate) < document { candidate += 1 }
      let frequency = try frequency(index)
      guard frequency > 0 else { continue }
      let score = scoring.score(frequency: frequency, norm: scoring.norm(of: document))
      candidates.addMatch(candidate, score: scored ? score : 0)
    }
  }

  // MARK: Positions

  /// Finds the documents of a run that have all terms and may score above `floor`.
  private func find(_ run: Range<UInt32>, above floor: Float) throws(FormatError) {
    found.removeAll()
    try parts[0].matcher.collect(run, above: floor, scored: floor >= 0, into: found)
    try locate()
  }

  /// Drops what does not have all terms, and finds where the positions of the others stand.
  private func locate() throws(FormatError) {
    for (number, part) in parts.enumerated() where !found.isEmpty {
      try part.locate(found)
      guard found.matchCount < found.count else { continue }
      for earlier in parts[0..<number] { earlier.keepMatches(of: found) }
      found.keepMatches()
    }
  }

  /// How often the phrase occurs in a document that was found.
  private func frequency(_ index: Int) throws(FormatError) -> UInt32 {
    try parts[0].readPositions(of: index)
    for part in parts.dropFirst() {
      try part.readPositions(of: index)
      parts[0].keepStarts(confirmedBy: part)
      if parts[0].positions.isEmpty { return 0 }
    }
    return UInt32(parts[0].positions.count)
  }
}
