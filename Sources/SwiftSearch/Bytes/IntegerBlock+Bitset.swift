extension IntegerBlock {
  /// Fills the block with `first` + i for each bit i that is set in `wordCount` words of 64 bits.
  ///
  /// - Returns: how many there are. More than ``capacity`` means that there are too many; what the
  ///   block holds is meaningless then.
  func fill(
    withBitsOf bytes: MappedBytes, at offset: Int, wordCount: Int, from first: UInt32
  ) throws(FormatError) -> Int {
    precondition(wordCount >= 0)
    try bytes.check(offset, 8 &* wordCount)
    let source = unsafe bytes.unsafeStart + offset
    let target = UnsafeMutableRawPointer(unsafe start)
    var base = SIMD4(repeating: first)
    var count = 0
    for word in 0..<wordCount {
      // A word may write as much as ``slack`` behind the last integer.
      guard count <= Self.capacity else { break }
      for byte in 0..<8 {
        // As many stores for each byte: branching on the number of bits costs more, for where the
        // bits are few, gaps are smaller than a bitset.
        let bits = Int(unsafe source.load(fromByteOffset: word &* 8 &+ byte, as: UInt8.self))
        let positions = unsafe unsafeBitCast(
          BitPositionTables.positions[bits], to: SIMD8<UInt8>.self)
        unsafe target.storeBytes(
          of: SIMD4(truncatingIfNeeded: positions.lowHalf) &+ base, toByteOffset: count &* 4,
          as: SIMD4<UInt32>.self)
        unsafe target.storeBytes(
          of: SIMD4(truncatingIfNeeded: positions.highHalf) &+ base,
          toByteOffset: count &* 4 &+ 16, as: SIMD4<UInt32>.self)
        count &+= Int(BitPositionTables.counts[bits])
        base &+= SIMD4(repeating: 8)
      }
    }
    return count
  }
}
