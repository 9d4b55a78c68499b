/// Matches the documents that have any of some terms, and scores the terms as one: by the sum of
/// their frequencies.
///
/// Where scores do not matter, the documents of the first window become bits, since they are often
/// all that is wanted, and all others when another window is asked for. Where scores do matter,
/// frequencies are added up window by window, and only where a document may score enough.
final class TermUnionMatcher: Matcher, Clause {
  private let union: TermUnion
  private let reader: FieldReader
  private let documentCount: Int
  private let scoring: TermScoring
  private let scratch: MatchingScratch
  private let window: DocumentWindow
  private var firstBits: DocumentBits?
  private var knownBits: DocumentBits?
  private var knownSums: UnionSums?
  private lazy var found = scratch.candidates()
  private lazy var largestFactor = scoring.factors.largest
  /// The most evidence in the run that was found last.
  private var runEvidence: Float = 0

  init(
    _ union: TermUnion, of reader: FieldReader, documentCount: Int, scoring: TermScoring,
    in scratch: MatchingScratch
  ) {
    self.union = union
    self.reader = reader
    self.documentCount = documentCount
    self.scoring = scoring
    self.scratch = scratch
    window = scratch.window()
  }

  var cost: Int { min(union.documentFrequency, documentCount) }
  var scoreLimit: Float { scoring.weight ?? .infinity }

  /// The documents, none when it was ended early.
  private func bits() throws(FormatError) -> DocumentBits {
    if let knownBits { return knownBits }
    let bits = try filled(TermUnion.noBits(documentCount: documentCount))
    knownBits = bits
    return bits
  }

  /// The documents of a window or more of them, none when it was ended early.
  private func bits(ofWindow start: UInt32) throws(FormatError) -> DocumentBits {
    guard start == 0, knownBits == nil else { return try bits() }
    if let firstBits { return firstBits }
    let bits = try filled(DocumentBits(DocumentWindow.documentCount))
    firstBits = bits
    return bits
  }

  private func filled(_ bits: DocumentBits) throws(FormatError) -> DocumentBits {
    if try !union.addDocuments(toFirst: bits, of: reader, in: scratch.termBlocks()) {
      scratch.work.isCut = true
      bits.clear(movingTo: 0)
    }
    return bits
  }

  private func sums() throws(FormatError) -> UnionSums {
    if let knownSums { return knownSums }
    let sums = try UnionSums(
      union, of: reader, documentCount: documentCount, scoring, in: scratch)
    if sums.isCut { scratch.work.isCut = true }
    knownSums = sums
    return sums
  }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    // They would be added up for nothing where scores do not matter.
    guard knownSums != nil else { return target < documentCount ? target : nil }
    return try firstPlace(from: target, evidence: 0).map {
      max(target, UInt32($0 << UnionSums.shift))
    }
  }

  /// The first documents that bounds are known of and that have so much evidence.
  private func firstPlace(from target: UInt32, evidence: Float) throws(FormatError) -> Int? {
    let bounds = try sums().bounds
    var place = Int(target) >> UnionSums.shift
    while place < bounds.count {
      if bounds[place] >= max(0, evidence) { return place }
      place += 1
    }
    return nil
  }

  func match(into target: DocumentWindow, scored: Bool) throws(FormatError) {
    guard scored else { return target.insert(partOf: try bits(ofWindow: target.start)) }
    window.move(to: target.start)
    try sums().add(target.start..<target.end, to: window)
    found.removeAll()
    found.append(sumsOf: window, scoring, most: largestFactor, above: -.infinity)
    for index in 0..<found.count {
      target.insert(found.document(index), score: found.score(index))
    }
  }

  func addDocuments(to bits: DocumentBits) throws(FormatError) {
    bits.insert(partOf: try self.bits())
  }

  // MARK: Runs

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    let known = try sums().bounds
    let documents = bounds.documents
    let end = (min(Int(documents.upperBound), documentCount) - 1) >> UnionSums.shift + 1
    for place in Int(documents.lowerBound) >> UnionSums.shift..<end where known[place] >= 0 {
      let first = UInt32(place << UnionSums.shift)
      bounds.raise(first, through: first, to: known[place])
    }
    bounds.map { scoring.score(evidence: $0) }
  }

  func scoreReached(by count: Int) throws(FormatError) -> Float? {
    try sums().evidenceReached(by: count).map { scoring.score(evidence: $0) }
  }

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    let end = min(end, UInt32(documentCount))
    guard target < end else { return nil }
    let least = floor >= 0 ? max(0, scoring.evidence(forScoreAbove: floor)) : 0
    guard let place = try firstPlace(from: target, evidence: least) else { return nil }
    let first = max(target, UInt32(place << UnionSums.shift))
    guard first < end else { return nil }
    let bounds = try sums().bounds
    let windowEnd = DocumentWindow.start(of: first) + UInt32(DocumentWindow.documentCount)
    var next = place
    runEvidence = 0
    while next < bounds.count, next << UnionSums.shift < Int(windowEnd), bounds[next] >= least {
      runEvidence = max(runEvidence, bounds[next])
      next += 1
    }
    return first..<min(end, UInt32(next << UnionSums.shift))
  }

  func runBound() throws(FormatError) -> Float { scoring.score(evidence: runEvidence) }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    guard scored else { return candidates.append(run, of: try bits()) }
    window.move(to: DocumentWindow.start(of: run.lowerBound))
    try sums().add(run, to: window)
    candidates.append(sumsOf: window, scoring, most: largestFactor, above: floor)
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    candidates.beginMatching()
    guard scored else {
      let bits = try bits()
      for index in 0..<candidates.count {
        candidates.addMatch(index, score: 0, if: bits.contains(candidates.document(index)))
      }
      return
    }
    found.removeAll()
    found.append(candidates)
    try sums().add(to: found)
    for index in 0..<found.count where found.score(index) > 0 {
      let factor = scoring.factors[scoring.norm(of: found.document(index))]
      candidates.addMatch(index, score: scoring.score(evidence: found.score(index) * factor))
    }
  }
}
