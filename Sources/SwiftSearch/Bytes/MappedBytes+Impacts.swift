extension MappedBytes {
  /// The largest product of a frequency and the factor of a norm among pairs of them.
  ///
  /// - Parameters:
  ///   - offset: where the first pair stands.
  ///   - width: the bytes of a pair, 2 or 5; the last one is the norm.
  ///   - best: gets all products that are large enough.
  func largestEvidence(
    at offset: Int, count: Int, width: Int, _ factors: NormFactors,
    collecting best: LargestValues? = nil
  ) throws(FormatError) -> Float {
    try checkPairs(at: offset, count: count, width: width)
    return unsafe Self.largest(unsafeStart + offset, count, width, factors.start, best)
  }

  /// The same of several runs of pairs, one after the other.
  ///
  /// - Parameters:
  ///   - counts: where it stands how many pairs each run has, a byte each.
  ///   - count: how many pairs there are at least from `offset` on.
  ///   - runs: the places in `result` for the runs.
  func largestEvidences(
    at offset: Int, count: Int, width: Int, _ factors: NormFactors, counts: Int,
    _ runs: Range<Int>, into result: FloatBuffer, collecting best: LargestValues?
  ) throws(FormatError) {
    try checkPairs(at: offset, count: count, width: width)
    try check(counts, runs.count)
    let counts = unsafe unsafeStart + counts
    var source = unsafe unsafeStart + offset
    var left = count
    for run in runs {
      let count = Int(
        unsafe counts.load(fromByteOffset: run &- runs.lowerBound, as: UInt8.self))
      guard count <= left else { throw invalid("\(count) impacts of \(left)", at: offset) }
      left &-= count
      result[run] = unsafe Self.largest(source, count, width, factors.start, best)
      unsafe source += count &* width
    }
  }

  private func checkPairs(at offset: Int, count: Int, width: Int) throws(FormatError) {
    let (length, overflow) = count.multipliedReportingOverflow(by: width)
    guard !overflow else { throw invalid("\(count) impacts", at: offset) }
    try check(offset, length)
  }

  @inline(__always)
  private static func largest(
    _ source: UnsafeRawPointer, _ count: Int, _ width: Int, _ factor: UnsafePointer<Float>,
    _ best: LargestValues?
  ) -> Float {
    var largest: Float = 0
    for index in 0..<count {
      let frequency: Float
      let norm: UInt8
      if width == 2 {
        frequency = Float(
          Int32(unsafe source.load(fromByteOffset: 2 &* index, as: UInt8.self)))
        norm = unsafe source.load(fromByteOffset: 2 &* index &+ 1, as: UInt8.self)
      } else {
        let word = unsafe source.loadUnaligned(fromByteOffset: 5 &* index, as: UInt32.self)
        frequency = Float(Int32(truncatingIfNeeded: UInt32(littleEndian: word)))
        norm = unsafe source.load(fromByteOffset: 5 &* index &+ 4, as: UInt8.self)
      }
      let evidence = unsafe frequency * factor[Int(norm)]
      largest = evidence > largest ? evidence : largest
      if let best, evidence > best.threshold { best.insert(evidence) }
    }
    return largest
  }
}
