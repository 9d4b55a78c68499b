/// The most evidence that a document of each block of a term can have.
///
/// Worked out from the impacts when it is first asked for, a group of blocks at a time.
struct BlockBounds {
  let skip: SkipData
  private let factors: NormFactors
  /// Of the blocks, and then of the groups. Negative for a group that was not asked for; the first
  /// block of a group stands for all of them.
  private var values: FloatBuffer { blocks.bounds }
  private var runs: EvidenceRuns { blocks.evidence }
  private let blocks: TermBlocks

  init(_ skip: SkipData, _ factors: NormFactors, in blocks: TermBlocks) {
    self.skip = skip
    self.factors = factors
    self.blocks = blocks
    let values = blocks.bounds
    values.resize(to: skip.blockCount + skip.groupCount)
    for group in 0..<skip.groupCount {
      values[group * SkipData.blocksPerGroup] = -1
      values[skip.blockCount + group] = -1
    }
  }

  @inline(__always)
  func evidence(ofGroup group: Int) throws(FormatError) -> Float {
    let known = values[skip.blockCount + group]
    if known >= 0 { return known }
    let evidence = try skip.maximumEvidence(ofGroup: group, factors)
    values[skip.blockCount + group] = evidence
    return evidence
  }

  @inline(__always)
  func evidence(ofBlock block: Int) throws(FormatError) -> Float {
    try findEvidence(ofBlocksInGroup: block / SkipData.blocksPerGroup)
    return values[block]
  }

  /// Works out what ``knownEvidence(ofBlock:)`` tells.
  @inline(__always)
  func findEvidence(ofBlocksInGroup group: Int) throws(FormatError) {
    guard values[group * SkipData.blocksPerGroup] < 0 else { return }
    try skip.maximumEvidences(ofBlocksInGroup: group, factors, with: runs, into: values)
  }

  @inline(__always)
  func knownEvidence(ofBlock block: Int) -> Float { values[block] }

  /// The first block of some blocks of a group with evidence of at least `evidence`, or their end.
  func firstBlock(
    atLeast evidence: Float, in blocks: Range<Int>, ofGroup group: Int
  ) throws(FormatError) -> Int {
    try findEvidence(ofBlocksInGroup: group)
    return values.firstIndex(atLeast: evidence, in: blocks)
  }

  /// Evidence that as many documents as `count` have at least, and hardly more if there are so
  /// many; `nil` when none is known.
  ///
  /// Each impact of a block is that of a document of its own.
  func evidenceReached(by count: Int) throws(FormatError) -> Float? {
    guard count > 0, count <= skip.impactCount else { return nil }
    // The impacts of groups are some of those of their blocks, and tell which groups to look into.
    runs.beginCounting(count, above: 0)
    for group in 0..<skip.groupCount {
      values[skip.blockCount + group] = try skip.maximumEvidence(
        ofGroup: group, factors, with: runs)
    }
    let first = runs.valueReached
    runs.beginCounting(count, above: first ?? 0)
    for group in 0..<skip.groupCount where values[skip.blockCount + group] > first ?? 0 {
      try skip.maximumEvidences(
        ofBlocksInGroup: group, factors, with: runs, into: values, counts: true)
    }
    return runs.valueReached ?? first
  }
}
