/// Matches the documents that have a term.
final class TermMatcher: Matcher, Clause {
  let cursor: PostingsCursor
  let scoring: TermScoring
  private let scores: FloatBlock
  private let skip: SkipData?
  private let bounds: BlockBounds?
  /// About how many documents the segment has.
  private let documentCount: Int
  /// Where ``findBounds(_:)`` and ``nextRun(from:below:above:)`` have come to.
  private var boundBlock = 0
  private var runBlock = 0

  init(_ cursor: PostingsCursor, scoring: TermScoring) {
    self.cursor = cursor
    self.scoring = scoring
    skip = cursor.skip
    scores = cursor.blocks.scores
    documentCount = scoring.norms?.count ?? 0
    bounds = skip.map { BlockBounds($0, scoring.factors, in: cursor.blocks) }
  }

  var cost: Int { cursor.documentFrequency }
  var exactCount: Int? { cost }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try cursor.advance(to: target)
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    guard scored else { return try cursor.addDocuments(to: window) }
    guard try cursor.advanceBlock(to: window.start) else { return }
    repeat {
      let range = try cursor.postings(from: window.start, below: window.end)
      try score(range)
      window.insert(try cursor.documents, range, scores: scores)
      guard cursor.lastDocument < window.end else { return }
    } while try cursor.nextBlock()
  }

  private func score(_ range: Range<Int>) throws(FormatError) {
    try cursor.loadFrequencies()
    cursor.blocks.work.scoredPostings &+= range.count
    scoring.score(try cursor.documents, cursor.frequencies, range, into: scores)
  }

  // MARK: Bounds

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    guard let skip else { return try findShortBounds(&bounds) }
    let documents = bounds.documents
    boundBlock = try skip.firstBlock(reaching: documents.lowerBound, from: boundBlock)
    var block = boundBlock
    while block < skip.blockCount {
      let first = max(documents.lowerBound, block == 0 ? 0 : try skip.endDocument(block - 1))
      guard first < documents.upperBound else { break }
      let group = block / SkipData.blocksPerGroup
      let next = coarseBounds ? (group + 1) * SkipData.blocksPerGroup : block + 1
      let last = min(next, skip.blockCount) - 1
      let end = min(documents.upperBound, try skip.endDocument(last))
      guard first < end else { throw skip.disorder(block) }
      bounds.raise(
        first..<end, to: coarseBounds ? try evidence(ofGroup: group) : try evidence(ofBlock: block))
      block = last + 1
    }
    bounds.map { scoring.score(evidence: $0) }
  }

  /// Whether bounds of groups of blocks are as good as those of blocks: where a group is hardly
  /// larger than a window.
  private var coarseBounds: Bool {
    let documentsPerBlock = documentCount / (skip?.blockCount ?? 1)
    return documentsPerBlock * SkipData.blocksPerGroup <= 2 << WindowBounds.shift
  }

  func scoreReached(by count: Int) throws(FormatError) -> Float? {
    guard let skip, count > 0, count <= skip.blockCount else { return nil }
    var best = LargestValues(count)
    // The best documents of groups will do where there are enough of them.
    let groupCount = (skip.blockCount - 1) / SkipData.blocksPerGroup + 1
    if groupCount >= 4 * count {
      for group in 0..<groupCount { best.insert(try evidence(ofGroup: group)) }
    } else {
      for block in 0..<skip.blockCount { best.insert(try evidence(ofBlock: block)) }
    }
    return best.smallest.map { scoring.score(evidence: $0) }
  }

  private func findShortBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    guard cost <= IntegerBlock.capacity else {
      return bounds.fill(scoring.score(evidence: .infinity))
    }
    let documents = bounds.documents
    guard try cursor.advanceBlock(to: documents.lowerBound) else { return }
    try score(0..<cursor.count)
    let list = try cursor.documents
    for index in 0..<cursor.count where documents.contains(list[index]) {
      let document = list[index]
      bounds.raise(document..<document + 1, to: scores[index])
    }
  }

  // MARK: Runs

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    guard let skip else {
      guard target < end, let next = try cursor.advance(to: target), next < end else { return nil }
      return next..<min(end, cursor.lastDocument + 1)
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

  func runBound() throws(FormatError) -> Float {
    guard skip != nil else { return .infinity }
    return scoring.score(evidence: try evidence(ofBlock: runBlock))
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
    guard try cursor.advanceBlock(to: run.lowerBound) else { return }
    let range = try cursor.postings(from: run.lowerBound, below: run.upperBound)
    if scored {
      try score(range)
      candidates.append(try cursor.documents, range, scores: scores, above: floor)
    } else {
      candidates.append(try cursor.documents, range)
    }
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    try match(candidates, scored: scored, above: -.infinity)
  }

  func match(
    _ candidates: Candidates, scored: Bool, above floor: Float
  ) throws(FormatError) {
    candidates.beginMatching()
    var next = 0
    while next < candidates.count {
      let target = candidates.document(next)
      if floor >= 0, let skip, !cursor.reaches(target) {
        let block = try skip.firstBlock(reaching: target, from: cursor.block + 1)
        guard block < skip.blockCount else { return }
        let end = candidates.firstIndex(above: try skip.lastDocument(block), from: next)
        let most = scoring.score(evidence: try evidence(ofBlock: block))
        if candidates.maximumScore(in: next..<end) + most <= floor {
          next = end
          continue
        }
      }
      guard try cursor.advanceBlock(to: target) else { return }
      let first = candidates.matchCount
      next = try cursor.match(candidates, from: next, needsSlots: scored)
      guard scored, candidates.matchCount > first else { continue }
      try cursor.loadFrequencies()
      cursor.blocks.work.scoredPostings &+= candidates.matchCount &- first
      candidates.addScores(from: first, cursor.frequencies, scoring)
    }
  }

  /// ``match(_:scored:)`` that appends where the positions of the matches stand.
  func locate(
    _ candidates: Candidates, into places: PositionPlaces
  ) throws(FormatError) {
    candidates.beginMatching()
    var next = 0
    while next < candidates.count,
      try cursor.advanceBlock(to: candidates.document(next))
    {
      let first = candidates.matchCount
      next = try cursor.match(candidates, from: next, needsSlots: true)
      guard candidates.matchCount > first else { continue }
      try cursor.appendPlaces(of: candidates, from: first, to: places)
    }
  }
}
