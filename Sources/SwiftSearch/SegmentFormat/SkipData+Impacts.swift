extension SkipData {
  /// The impacts of a block.
  func impacts(ofBlock block: Int) throws(FormatError) -> [Impact] {
    let run = try run(ofBlock: block)
    return try impacts(run)
  }

  /// The impacts of a group of 32 blocks.
  func impacts(ofGroup group: Int) throws(FormatError) -> [Impact] {
    let run = try run(ofGroup: group)
    return try impacts(run)
  }

  /// The largest product of frequency and factor among the impacts of a group.
  ///
  /// - Parameter runs: counts the products of all impacts, if there are any.
  func maximumEvidence(
    ofGroup group: Int, _ factors: NormFactors, with runs: EvidenceRuns? = nil
  ) throws(FormatError) -> Float {
    let run = try run(ofGroup: group)
    guard impactWidth > 0 else { return factors[1] }
    let offset = impacts + run.lowerBound * impactWidth
    if let runs {
      return try runs.largest(bytes, at: offset, count: run.count, width: impactWidth, factors)
    }
    return try bytes.largestEvidence(
      at: offset, count: run.count, width: impactWidth, factors)
  }

  /// The same of each block of a group.
  ///
  /// - Parameter counts: whether the products of all impacts are counted.
  func maximumEvidences(
    ofBlocksInGroup group: Int, _ factors: NormFactors, with runs: EvidenceRuns,
    into result: FloatBuffer, counts: Bool = false
  ) throws(FormatError) {
    let first = group * Self.blocksPerGroup
    let blocks = first..<min(first + Self.blocksPerGroup, blockCount)
    guard impactWidth > 0 else {
      for block in blocks { result[block] = factors[1] }
      return
    }
    let start = try firstImpact(ofGroup: group)
    _ = try checked(start, 0, limit: impactCount)
    try runs.findLargest(
      bytes, at: impacts + start * impactWidth, limit: impactCount - start, width: impactWidth,
      factors, lengths: impactCounts + first, blocks, into: result, counts: counts)
  }

  // MARK: Places

  /// Which of the term's impacts, those of blocks first, are a block's.
  private func run(ofBlock block: Int) throws(FormatError) -> Range<Int> {
    guard impactWidth > 0 else { return 0..<0 }
    let group = block / Self.blocksPerGroup
    var start = try firstImpact(ofGroup: group)
    for earlier in group * Self.blocksPerGroup..<block {
      start += Int(try bytes.integer(UInt8.self, at: impactCounts + earlier))
    }
    let count = Int(try bytes.integer(UInt8.self, at: impactCounts + block))
    return try checked(start, count, limit: impactCount)
  }

  private func run(ofGroup group: Int) throws(FormatError) -> Range<Int> {
    guard impactWidth > 0 else { return 0..<0 }
    let ends = impactCounts + blockCount + 4 * groupCount
    let start = group == 0 ? 0 : Int(try bytes.integer(UInt32.self, at: ends + 4 * (group - 1)))
    let end = Int(try bytes.integer(UInt32.self, at: ends + 4 * group))
    guard start <= end else { throw bytes.invalid("impacts of negative number", at: ends) }
    return try checked(impactCount + start, end - start, limit: impactCount + groupImpactCount)
  }

  private func firstImpact(ofGroup group: Int) throws(FormatError) -> Int {
    Int(try bytes.integer(UInt32.self, at: impactCounts + blockCount + 4 * group))
  }

  private func checked(_ start: Int, _ count: Int, limit: Int) throws(FormatError) -> Range<Int> {
    guard start <= limit, count <= limit - start else {
      throw bytes.invalid("impact \(start + count) of \(limit)", at: impactCounts)
    }
    return start..<start + count
  }

  private func impacts(_ run: Range<Int>) throws(FormatError) -> [Impact] {
    var result: [Impact] = []
    result.reserveCapacity(run.count)
    for index in run {
      let offset = impacts + index * impactWidth
      let frequency =
        impactWidth == 5
        ? try bytes.integer(UInt32.self, at: offset)
        : UInt32(try bytes.integer(UInt8.self, at: offset))
      let norm = try bytes.integer(UInt8.self, at: offset + impactWidth - 1)
      result.append(Impact(frequency: frequency, norm: norm))
    }
    return result
  }
}
