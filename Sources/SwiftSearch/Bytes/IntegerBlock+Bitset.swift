extension IntegerBlock {
  /// Fills the block with the documents of a bitset, of which there are at most ``capacity``.
  func fill(with bitset: BlockBitset) {
    precondition(bitset.count <= Self.capacity)
    let wordCount = bitset.wordCount
    let source = UnsafeRawPointer(unsafe bitset.words)
    let target = UnsafeMutableRawPointer(unsafe start)
    var base = SIMD4(repeating: bitset.start)
    var count = 0
    for word in 0..<wordCount {
      // A word may write as much as ``slack`` behind the last integer.
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
  }
}
