/// The most evidence that a document of each block of a term can have.
///
/// Worked out from the impacts when it is first asked for, a group of blocks at a time.
struct BlockBounds {
  private let skip: SkipData
  private let factors: NormFactors
  /// Of the blocks, and then of the groups. Negative for a group that was not asked for; the first
  /// block of a group stands for all of them.
  private let values: FloatBuffer
  private let largest: LargestValues

  init(_ skip: SkipData, _ factors: NormFactors, in blocks: TermBlocks) {
    self.skip = skip
    self.factors = factors
    values = blocks.bounds
    largest = blocks.largest
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
    let group = block / SkipData.blocksPerGroup
    if values[group * SkipData.blocksPerGroup] < 0 {
      try skip.maximumEvidences(ofBlocksInGroup: group, factors, into: values)
    }
    return values[block]
  }

  /// The first block of some blocks of a group with evidence of at least `evidence`, or their end.
  func firstBlock(
    atLeast evidence: Float, in blocks: Range<Int>, ofGroup group: Int
  ) throws(FormatError) -> Int {
    if values[group * SkipData.blocksPerGroup] < 0 {
      try skip.maximumEvidences(ofBlocksInGroup: group, factors, into: values)
    }
    return values.firstIndex(atLeast: evidence, in: blocks)
  }

  /// Evidence that as many documents as `count` have at least, if any is known.
  ///
  /// Each impact of a block is that of a document of its own.
  func evidenceReached(by count: Int) throws(FormatError) -> Float? {
    guard count > 0, count <= skip.impactCount else { return nil }
    // The impacts of groups are some of those of their blocks, and tell which groups to look into.
    largest.begin(count)
    for group in 0..<skip.groupCount {
      values[skip.blockCount + group] = try skip.maximumEvidence(
        ofGroup: group, factors, collecting: largest)
    }
    let first = largest.smallest
    largest.begin(count, above: first ?? -.infinity)
    for group in 0..<skip.groupCount
    where values[skip.blockCount + group] > largest.threshold {
      try skip.maximumEvidences(
        ofBlocksInGroup: group, factors, into: values, collecting: largest)
    }
    return largest.smallest ?? first
  }
}
