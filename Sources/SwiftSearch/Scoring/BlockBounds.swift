/// The most evidence that a document of each block of a term can have.
///
/// Worked out from the impacts when it is first asked for, a group of blocks at a time.
final class BlockBounds {
  private let skip: SkipData
  private let factors: NormFactors
  /// Of the blocks, and then of the groups. Negative for a group that was not asked for; the first
  /// block of a group stands for all of them.
  private let values: FloatBuffer

  init(_ skip: SkipData, _ factors: NormFactors, in blocks: TermBlocks) {
    self.skip = skip
    self.factors = factors
    values = blocks.bounds
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
}
