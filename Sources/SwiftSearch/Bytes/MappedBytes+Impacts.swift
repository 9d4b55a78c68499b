extension MappedBytes {
  /// The largest product of a frequency and the factor of a norm among pairs of them.
  ///
  /// - Parameters:
  ///   - offset: where the first pair stands.
  ///   - width: the bytes of a pair, 2 or 5; the last one is the norm.
  func largestEvidence(
    at offset: Int, count: Int, width: Int, _ factors: NormFactors
  ) throws(FormatError) -> Float {
    let (length, overflow) = count.multipliedReportingOverflow(by: width)
    guard !overflow else { throw invalid("\(count) impacts", at: offset) }
    try check(offset, length)
    let (source, factor) = unsafe (unsafeStart + offset, factors.start)
    var largest: Float = 0
    for index in 0..<count {
      let frequency: Float
      if width == 2 {
        let byte = unsafe source.load(fromByteOffset: 2 &* index, as: UInt8.self)
        frequency = Float(Int32(byte))
      } else {
        let word = unsafe source.loadUnaligned(fromByteOffset: 5 &* index, as: UInt32.self)
        frequency = Float(Int32(truncatingIfNeeded: UInt32(littleEndian: word)))
      }
      let norm = unsafe source.load(
        fromByteOffset: width &* index &+ width &- 1, as: UInt8.self)
      let evidence = unsafe frequency * factor[Int(norm)]
      largest = evidence > largest ? evidence : largest
    }
    return largest
  }
}
