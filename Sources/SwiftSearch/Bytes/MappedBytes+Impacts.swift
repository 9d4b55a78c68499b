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
    let factor = unsafe factors.start
    let source = unsafe unsafeStart + offset
    var largest: Float = 0
    if width == 2 {
      for index in 0..<count {
        let frequency = unsafe source.load(fromByteOffset: 2 &* index, as: UInt8.self)
        let norm = unsafe source.load(fromByteOffset: 2 &* index &+ 1, as: UInt8.self)
        largest = max(largest, Float(Int32(frequency)) * (unsafe factor[Int(norm)]))
      }
    } else {
      for index in 0..<count {
        let frequency = UInt32(
          littleEndian: unsafe source.loadUnaligned(
            fromByteOffset: 5 &* index, as: UInt32.self))
        let norm = unsafe source.load(fromByteOffset: 5 &* index &+ 4, as: UInt8.self)
        largest = max(
          largest, Float(Int32(truncatingIfNeeded: frequency)) * (unsafe factor[Int(norm)]))
      }
    }
    return largest
  }
}
