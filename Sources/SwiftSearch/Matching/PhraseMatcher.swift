/// Matches the documents in which several terms stand at given distances from each other.
///
/// Documents that have the two rarest terms come first, a run at a time. What cannot score enough
/// even if the phrase occurred as often as the rarer of them is dropped before a position is read,
/// and what lacks another required part of the query before ``confirm(_:scored:)``; where that part
/// is rare, before the second term is looked for. The other terms are looked for only where the
/// first two stand as they should.
final class PhraseMatcher: Matcher, Clause {
  private let parts: [PhrasePart]
  /// The two rarest terms.
  private let first: PhrasePart
  private let second: PhrasePart
  private let scoring: TermScoring
  /// Documents that have the first two terms, as their places know them. Once they are confirmed,
  /// their scores are how often the phrase occurs.
  private let found: Candidates
  /// Whether the documents of the rarest term are collected, and not those of the first two.
  private var defersSecond = false
  /// Whether what was collected has the most that it may score.
  private var hasBounds = false

  /// - Parameter terms: at least two.
  init(_ terms: [PhrasePart], scoring: TermScoring, in scratch: MatchingScratch) {
    found = scratch.candidates()
    // The rarest term first.
    var parts = terms
    parts.sort { $0.matcher.cost < $1.matcher.cost }
    (first, second) = (parts[0], parts[1])
    self.parts = parts
    self.scoring = scoring
  }

  var cost: Int { first.matcher.cost }
  var isTentative: Bool { true }

  func expect(otherCost: Int) { defersSecond = otherCost < 2 * second.matcher.cost }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try first.matcher.nextCandidate(from: target)
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    var target = window.start
    while let run = try nextRun(from: target, below: window.end, above: -.infinity) {
      try find(run, above: nil)
      try verify()
      for index in 0..<found.count {
        let document = found.document(index)
        window.insert(document, score: scored ? score(document, found.score(index)) : 0)
      }
      target = run.upperBound
    }
  }

  func addDocuments(to bits: DocumentBits) throws(FormatError) {
    var target = bits.start
    while let run = try nextRun(from: target, below: bits.end, above: -.infinity) {
      try find(run, above: nil)
      try verify()
      for index in 0..<found.count { bits.insert(found.document(index)) }
      target = run.upperBound
    }
  }

  // MARK: Runs

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    try first.matcher.findBounds(&bounds)
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
    try first.nextRun(from: target, below: end, above: floor)
  }

  func runBound() throws(FormatError) -> Float { try first.matcher.runBound() }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    guard !defersSecond else {
      return try first.collect(run, above: floor, scored: scored, into: candidates)
    }
    try find(run, above: scored && floor >= 0 ? floor : nil)
    hasBounds = scored && floor > -.infinity
    guard hasBounds else { return candidates.append(found) }
    found.beginMatching()
    for index in 0..<found.count {
      let bound = bound(index)
      guard bound > floor else { continue }
      candidates.append(found.document(index), score: bound)
      found.addMatch(index, score: 0)
    }
    keepMatches(upTo: 1)
  }

  /// Finds the documents of a run that have the first two terms.
  ///
  /// - Parameter floor: what they must score more than by the first term alone.
  private func find(_ run: Range<UInt32>, above floor: Float?) throws(FormatError) {
    found.removeAll()
    try first.collect(run, above: floor ?? 0, scored: floor != nil, into: found)
    try second.locate(found)
    guard found.matchCount > 0 else { return found.removeAll() }
    // A run lies in one block, so the places of the first term can come last.
    if floor != nil {
      found.keepMatches()
      try first.locate(found)
    } else {
      try first.locateMatches(of: found, in: run)
      found.keepMatches()
    }
  }

  func confirm(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    if defersSecond {
      found.removeAll()
      found.append(candidates)
      try second.locate(found)
      found.keepMatches()
      try first.locate(found)
    } else if candidates.count < found.count {
      select(candidates)
    }
    guard scored else {
      try verify()
      candidates.removeAll()
      return candidates.append(found)
    }
    if defersSecond || hasBounds { removeBounds(from: candidates) }
    candidates.beginMatching()
    try verify()
    addMatches(to: candidates, scored: true)
    candidates.keepMatches()
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    found.removeAll()
    found.append(candidates)
    try first.locate(found)
    found.keepMatches()
    try second.locate(found)
    keepMatches(upTo: 0)
    try verify()
    candidates.beginMatching()
    addMatches(to: candidates, scored: scored)
  }

  // MARK: Documents

  private func score(_ document: UInt32, _ frequency: Float) -> Float {
    scoring.score(evidence: frequency * scoring.factors[scoring.norm(of: document)])
  }

  /// The most that a document that was found scores, as it was collected.
  private func bound(_ index: Int) -> Float {
    var frequency = first.runs.places.length(index)
    if !defersSecond { frequency = min(frequency, second.runs.places.length(index)) }
    return score(found.document(index), Float(Int32(truncatingIfNeeded: frequency)))
  }

  private func removeBounds(from candidates: Candidates) {
    var candidate = 0
    for index in 0..<found.count {
      while candidates.document(candidate) < found.document(index) { candidate += 1 }
      candidates.add(-bound(index), to: candidate)
    }
  }

  /// Keeps of what was found the matches, and their places in the parts up to `last`.
  private func keepMatches(upTo last: Int) {
    if found.matchCount < found.count {
      for part in 0...last { parts[part].runs.places.keepMatches(of: found) }
    }
    found.keepMatches()
  }

  /// Keeps of what was found the candidates that are left.
  private func select(_ candidates: Candidates) {
    found.beginMatching()
    var candidate = 0
    for index in 0..<found.count where candidate < candidates.count {
      let isLeft = found.document(index) == candidates.document(candidate)
      found.addMatch(index, score: 0, if: isLeft)
      candidate += isLeft ? 1 : 0
    }
    keepMatches(upTo: 1)
  }

  /// Adds what was found to the matches of the candidates that it was found among.
  private func addMatches(to candidates: Candidates, scored: Bool) {
    var candidate = 0
    for index in 0..<found.count {
      let document = found.document(index)
      while candidates.document(candidate) < document { candidate += 1 }
      let score = scored ? score(document, found.score(index)) : 0
      candidates.addMatch(candidate, score: score)
    }
  }

  // MARK: Positions

  /// Drops of what was found the documents without the phrase, and counts how often the others have
  /// it.
  private func verify() throws(FormatError) {
    found.clearScores()
    for number in 1..<parts.count where !found.isEmpty {
      if number > 1 {
        try parts[number].locate(found)
        if found.matchCount < found.count { parts[number - 1].kept.places.keepMatches(of: found) }
        found.keepMatches()
      }
      try parts[number].compare(
        with: first, number > 1 ? parts[number - 1] : nil, in: found,
        isLast: number == parts.count - 1)
      found.keepMatches()
    }
  }
}
