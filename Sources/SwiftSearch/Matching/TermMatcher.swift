/// Matches the documents that have a term.
final class TermMatcher: Matcher, Clause {
  /// Up to how many blocks are looked at one by one for what a run scores at most.
  private static let fewBlocks = 8

  let cursor: PostingsCursor
  let scoring: TermScoring
  private let bounds: BlockBounds
  /// About how many documents the segment has.
  private let documentCount: Int
  /// Where ``findBounds(_:)`` and ``nextRun(from:below:above:)`` have come to.
  private var boundBlock = 0
  private var runBlock = 0

  init(_ cursor: PostingsCursor, scoring: TermScoring) {
    self.cursor = cursor
    self.scoring = scoring
    documentCount = scoring.norms?.count ?? 0
    bounds = BlockBounds(cursor.skip, scoring.factors, in: cursor.blocks)
  }

  // Not stored: each reference takes time when a query begins and when it ends.
  private var scores: FloatBlock { cursor.blocks.scores }
  // Not the cursor's: what is reached by way of another object is counted each time.
  private var skip: SkipData { bounds.skip }

  var cost: Int { cursor.documentFrequency }
  var exactCount: Int? { cost }
  var scoreLimit: Float { scoring.weight ?? .infinity }

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

  func addDocuments(to bits: DocumentBits) throws(FormatError) {
    try cursor.addDocuments(to: bits)
  }

  private func score(_ range: Range<Int>) throws(FormatError) {
    try cursor.score(range, scoring)
  }

  // MARK: Bounds

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    guard !skip.isEmpty else { return try findShortBounds(&bounds) }
    let documents = bounds.documents
    let isCoarse = coarseBounds
    boundBlock = try skip.firstBlock(reaching: documents.lowerBound, from: boundBlock)
    var block = boundBlock
    var first = documents.lowerBound
    while block < skip.blockCount, first < documents.upperBound {
      let group = block / SkipData.blocksPerGroup
      let end = min((group + 1) * SkipData.blocksPerGroup, skip.blockCount)
      if isCoarse {
        let last = try skip.lastDocument(end - 1)
        guard last >= first, last < .max else { throw skip.disorder(end - 1) }
        bounds.raise(first, through: last, to: try self.bounds.evidence(ofGroup: group))
        (block, first) = (end, last &+ 1)
        continue
      }
      try self.bounds.findEvidence(ofBlocksInGroup: group)
      while block < end, first < documents.upperBound {
        let last = try skip.lastDocument(block)
        guard last >= first, last < .max else { throw skip.disorder(block) }
        bounds.raise(first, through: last, to: self.bounds.knownEvidence(ofBlock: block))
        (block, first) = (block + 1, last &+ 1)
      }
    }
    bounds.map { scoring.score(evidence: $0) }
  }

  /// Whether bounds of groups of blocks are as good as those of blocks: where a group is hardly
  /// larger than a window.
  private var coarseBounds: Bool {
    let documentsPerBlock = documentCount / max(1, skip.blockCount)
    return documentsPerBlock * SkipData.blocksPerGroup <= 2 << WindowBounds.shift
  }

  /// The most that any document scores.
  func maximumScore() throws(FormatError) -> Float {
    guard !skip.isEmpty else { return scoring.score(evidence: .infinity) }
    var most: Float = 0
    for group in 0..<skip.groupCount {
      most = max(most, try bounds.evidence(ofGroup: group))
    }
    return scoring.score(evidence: most)
  }

  /// The most that a document of a run scores, which lies behind those asked for before.
  func maximumScore(in run: Range<UInt32>) throws(FormatError) -> Float {
    guard !skip.isEmpty else { return scoring.score(evidence: .infinity) }
    boundBlock = try skip.firstBlock(reaching: run.lowerBound, from: boundBlock)
    let last = min(
      try skip.firstBlock(reaching: run.upperBound - 1, from: boundBlock), skip.blockCount - 1)
    guard boundBlock <= last else { return 0 }
    var most: Float = 0
    if last - boundBlock < Self.fewBlocks {
      for block in boundBlock...last {
        most = max(most, try bounds.evidence(ofBlock: block))
      }
    } else {
      let perGroup = SkipData.blocksPerGroup
      for group in boundBlock / perGroup...last / perGroup {
        most = max(most, try bounds.evidence(ofGroup: group))
      }
    }
    return scoring.score(evidence: most)
  }

  func scoreReached(by count: Int) throws(FormatError) -> Float? {
    try bounds.evidenceReached(by: count).map { scoring.score(evidence: $0) }
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
      bounds.raise(document, through: document, to: scores[index])
    }
  }

  // MARK: Runs

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    guard !skip.isEmpty else {
      guard target < end, let next = try cursor.advance(to: target), next < end else { return nil }
      return next..<min(end, cursor.lastDocument + 1)
    }
    runBlock = try skip.firstBlock(reaching: target, from: runBlock)
    var block = runBlock
    let least = floor >= 0 ? scoring.evidence(forScoreAbove: floor) : -.infinity
    while block < skip.blockCount {
      let first = max(target, block == 0 ? 0 : try skip.endDocument(block - 1))
      // Blocks behind `end` may still be wanted, by a lower floor.
      guard first < end else { return nil }
      if floor >= 0 {
        let next = try firstBlock(from: block, least: least, above: floor)
        if next > block {
          block = next
          continue
        }
      }
      let runEnd = min(try skip.endDocument(block), end)
      guard first < runEnd else { throw skip.disorder(block) }
      runBlock = block
      return first..<runEnd
    }
    return nil
  }

  /// The first block from `block` on that may score above `floor`, or the end of its group.
  private func firstBlock(
    from block: Int, least: Float, above floor: Float
  ) throws(FormatError) -> Int {
    let group = block / SkipData.blocksPerGroup
    let end = min((group + 1) * SkipData.blocksPerGroup, skip.blockCount)
    guard try bounds.evidence(ofGroup: group) >= least else { return end }
    var next = block
    while next < end {
      next = try bounds.firstBlock(atLeast: least, in: next..<end, ofGroup: group)
      if next < end, scoring.score(evidence: try bounds.evidence(ofBlock: next)) > floor { break }
      next = min(next + 1, end)
    }
    return next
  }

  func runBound() throws(FormatError) -> Float {
    guard !skip.isEmpty else { return .infinity }
    return scoring.score(evidence: try bounds.evidence(ofBlock: runBlock))
  }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    // A run lies in one block.
    guard try cursor.advanceBlock(to: run.lowerBound) else { return }
    let range = try cursor.postings(from: run.lowerBound, below: run.upperBound)
    if scored, floor >= 0 {
      try cursor.append(range, to: candidates, scoring, above: floor)
    } else if scored {
      try score(range)
      candidates.append(try cursor.documents, range, scores: scores)
    } else {
      candidates.append(try cursor.documents, range)
    }
  }

  /// Appends all documents of the term, which must not have been walked over yet.
  func collectAll(into candidates: Candidates) throws(FormatError) {
    while try cursor.nextBlock() {
      let range = 0..<cursor.count
      try score(range)
      candidates.append(try cursor.documents, range, scores: scores)
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
      if !cursor.reaches(target) {
        guard let block = try cursor.block(reaching: target) else { return }
        if floor >= 0, !skip.isEmpty {
          let end = candidates.firstIndex(above: try skip.lastDocument(block), from: next)
          let most = scoring.score(evidence: try bounds.evidence(ofBlock: block))
          if candidates.maximumScore(in: next..<end) + most <= floor {
            next = end
            continue
          }
        }
        guard try cursor.move(to: block, reaching: target) else { return }
      }
      let first = candidates.matchCount
      next = try cursor.match(candidates, from: next, needsSlots: scored)
      if scored, candidates.matchCount > first {
        try cursor.addScores(to: candidates, from: first, scoring)
      }
    }
  }

  /// Appends where the positions of those candidates stand that match; the candidates are all
  /// documents of a run.
  func locateMatches(
    of candidates: Candidates, in run: Range<UInt32>, into places: PositionPlaces
  ) throws(FormatError) {
    let postings = try cursor.postings(from: run.lowerBound, below: run.upperBound)
    try cursor.appendPlaces(of: candidates, firstPosting: postings.lowerBound, to: places)
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
