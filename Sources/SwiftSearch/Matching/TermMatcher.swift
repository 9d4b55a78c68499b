/// Matches the documents that have a term.
final class TermMatcher: Matcher, Clause {
  let cursor: PostingsCursor
  let scoring: TermScoring
  private let scores: FloatBlock
  private let skip: SkipData?
  private let bounds: BlockBounds?
  /// Where ``maximumScore(in:)`` and ``nextRun(from:below:above:)`` have come to.
  private var boundBlock = 0
  private var runBlock = 0
  /// The most that a posting of a list of one block scores.
  private var shortMaximum: Float?

  init(_ cursor: PostingsCursor, scoring: TermScoring) {
    self.cursor = cursor
    self.scoring = scoring
    skip = cursor.skip
    scores = cursor.blocks.scores
    bounds = skip.map { BlockBounds($0, scoring.factors, in: cursor.blocks) }
  }

  var cost: Int { cursor.documentFrequency }
  var exactCount: Int? { cost }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try cursor.advance(to: target)
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    guard try cursor.advance(to: window.start) != nil else { return }
    repeat {
      let range = cursor.take(below: window.end)
      if !range.isEmpty {
        if scored {
          try score(range)
          window.insert(cursor.documents, range, scores: scores)
        } else {
          window.insert(cursor.documents, range)
        }
      }
      guard cursor.index == cursor.count else { return }
    } while try cursor.nextBlock()
  }

  private func score(_ range: Range<Int>) throws(FormatError) {
    try cursor.loadFrequencies()
    scoring.score(cursor.documents, cursor.frequencies, range, into: scores)
  }

  // MARK: Bounds

  func maximumScore(in range: Range<UInt32>) throws(FormatError) -> Float? {
    guard let skip else { return try shortMaximum(in: range) }
    boundBlock = try skip.firstBlock(reaching: range.lowerBound, from: boundBlock)
    guard boundBlock < skip.blockCount else { return nil }
    var evidence: Float = 0
    var block = boundBlock
    while block < skip.blockCount {
      let group = block / SkipData.blocksPerGroup
      let groupEnd = min((group + 1) * SkipData.blocksPerGroup, skip.blockCount)
      // From a group's start, or far from where the range begins, whole groups will do.
      let isCoarse = block % SkipData.blocksPerGroup == 0 || block > boundBlock + 8
      let groupLast = isCoarse ? try skip.lastDocument(groupEnd - 1) : .max
      if groupLast < range.upperBound {
        evidence = max(evidence, try self.evidence(ofGroup: group))
        block = groupEnd
      } else {
        evidence = max(evidence, try self.evidence(ofBlock: block))
        block += 1
      }
      if try skip.lastDocument(block - 1) >= range.upperBound - 1 { break }
    }
    return scoring.score(evidence: evidence)
  }

  private func shortMaximum(in range: Range<UInt32>) throws(FormatError) -> Float? {
    guard try cursor.advanceBlock(to: range.lowerBound), cursor.documents[0] < range.upperBound
    else { return nil }
    if let shortMaximum { return shortMaximum }
    guard cost <= IntegerBlock.capacity else { return scoring.score(evidence: .infinity) }
    try score(0..<cursor.count)
    var largest: Float = 0
    for index in 0..<cursor.count { largest = max(largest, scores[index]) }
    shortMaximum = largest
    return largest
  }

  // MARK: Runs

  func stretchEnd(from target: UInt32) throws(FormatError) -> UInt32 {
    guard let skip else { return .max }
    let block = try skip.firstBlock(reaching: target, from: runBlock)
    guard block < skip.blockCount else { return .max }
    let group = block / SkipData.blocksPerGroup
    let last = min((group + 1) * SkipData.blocksPerGroup, skip.blockCount) - 1
    let end = try skip.endDocument(last)
    guard end > target else { throw skip.disorder(last) }
    return end
  }

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    guard let skip else {
      guard target < end, let next = try cursor.advance(to: target), next < end else { return nil }
      return next..<min(end, cursor.documents[cursor.count - 1] + 1)
    }
    runBlock = try skip.firstBlock(reaching: target, from: runBlock)
    while runBlock < skip.blockCount {
      let first = max(target, runBlock == 0 ? 0 : try skip.endDocument(runBlock - 1))
      guard first < end else { return nil }
      let group = runBlock / SkipData.blocksPerGroup
      if floor >= 0 {
        guard scoring.score(evidence: try evidence(ofGroup: group)) > floor else {
          runBlock = min((group + 1) * SkipData.blocksPerGroup, skip.blockCount)
          continue
        }
        guard scoring.score(evidence: try evidence(ofBlock: runBlock)) > floor else {
          runBlock += 1
          continue
        }
      }
      let runEnd = min(try skip.endDocument(runBlock), end)
      guard first < runEnd else { throw skip.disorder(runBlock) }
      return first..<runEnd
    }
    return nil
  }

  private func evidence(ofGroup group: Int) throws(FormatError) -> Float {
    try bounds?.evidence(ofGroup: group) ?? .infinity
  }

  private func evidence(ofBlock block: Int) throws(FormatError) -> Float {
    try bounds?.evidence(ofBlock: block) ?? .infinity
  }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    // A run lies in one block.
    guard try cursor.advance(to: run.lowerBound) != nil else { return }
    let range = cursor.take(below: run.upperBound)
    if scored {
      try score(range)
      candidates.append(cursor.documents, range, scores: scores, above: floor)
    } else {
      candidates.append(cursor.documents, range)
    }
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    candidates.beginMatching()
    var next = 0
    while next < candidates.count,
      try cursor.advanceBlock(to: candidates.document(next))
    {
      let first = candidates.matchCount
      next = candidates.match(from: next, cursor.documents, count: cursor.count)
      guard scored, candidates.matchCount > first else { continue }
      try cursor.loadFrequencies()
      candidates.addScores(from: first, cursor.frequencies, scoring)
    }
  }

  /// ``match(_:scored:)`` that appends where the positions of the matches stand.
  func locate(
    _ candidates: Candidates, into places: inout [PositionsCursor.Place]
  ) throws(FormatError) {
    candidates.beginMatching()
    var next = 0
    while next < candidates.count,
      try cursor.advanceBlock(to: candidates.document(next))
    {
      let first = candidates.matchCount
      next = candidates.match(from: next, cursor.documents, count: cursor.count)
      guard candidates.matchCount > first else { continue }
      let slots = (first..<candidates.matchCount).lazy.map { candidates.slot(ofMatch: $0) }
      try cursor.appendPlaces(ofPostings: slots, to: &places)
    }
  }
}
