/// The most evidence that a document of each block of a term can have.
///
/// Worked out from the impacts when they are asked for, a group of blocks at a time. Searches ask
/// in ascending order, so the last two groups are all that is kept.
final class BlockBounds {
  private let skip: SkipData
  private let factors: NormFactors
  private let even: FloatBlock
  private let odd: FloatBlock
  private var evenGroup = -1
  private var oddGroup = -1
  private var lastGroup = (number: -1, bound: Float(0))

  init(_ skip: SkipData, _ factors: NormFactors, in blocks: TermBlocks) {
    self.skip = skip
    (even, odd) = (blocks.evenBounds, blocks.oddBounds)
    self.factors = factors
  }

  func evidence(ofGroup group: Int) throws(FormatError) -> Float {
    if lastGroup.number != group {
      lastGroup = (group, try skip.maximumEvidence(ofGroup: group, factors))
    }
    return lastGroup.bound
  }

  func evidence(ofBlock block: Int) throws(FormatError) -> Float {
    let group = block / SkipData.blocksPerGroup
    let index = block % SkipData.blocksPerGroup
    if group & 1 == 0 {
      if evenGroup != group {
        try skip.maximumEvidences(ofBlocksInGroup: group, factors, into: even)
        evenGroup = group
      }
      return even[index]
    }
    if oddGroup != group {
      try skip.maximumEvidences(ofBlocksInGroup: group, factors, into: odd)
      oddGroup = group
    }
    return odd[index]
  }
}
