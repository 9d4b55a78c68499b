extension Quotients {
  /// Adds quotients to the first `count` integers of `block`, which have the low bits.
  ///
  /// - Parameters:
  ///   - bit: where in the byte at `offset` they begin.
  ///   - byteCount: how many bytes they may take, at most ``byteLimit`` + 1.
  /// - Returns: where they end.
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, bit: Int, byteCount: Int, count: Int, shift: Int,
    into block: IntegerBlock
  ) throws(FormatError) -> Int {
    precondition(count >= 0 && count <= IntegerBlock.capacity && bit >= 0 && bit < 8)
    precondition(byteCount <= byteLimit + 1)
    guard shift >= 0, shift <= shiftLimit else { throw bytes.invalidWidth(shift, at: offset) }
    try bytes.check(offset, byteCount)
    let (source, target) = unsafe (bytes.unsafeStart + offset, block.start)
    let end = unsafe withPlaces(source, bit: bit, byteCount: byteCount, count: count) {
      unsafe add($0, shift: shift, to: UnsafeMutableRawPointer(target), count: count)
    }
    guard let end else { throw bytes.invalidQuotients(at: offset) }
    return offset + end
  }

  /// Makes sums of 128 gaps less one, of which `block` has the low bits.
  ///
  /// - Parameters:
  ///   - previous: what the first gap counts from.
  ///   - byteCount: how many bytes the quotients take, at most ``byteLimit``.
  /// - Returns: the last sum.
  static func unpackSums(
    _ bytes: MappedBytes, at offset: Int, byteCount: Int, shift: Int, after previous: Int64,
    into block: IntegerBlock
  ) throws(FormatError) -> Int64 {
    precondition(byteCount <= byteLimit)
    guard shift >= 0, shift <= shiftLimit else { throw bytes.invalidWidth(shift, at: offset) }
    try bytes.check(offset, byteCount)
    let (source, target) = unsafe (bytes.unsafeStart + offset, block.start)
    var last = previous
    let end = unsafe withPlaces(source, bit: 0, byteCount: byteCount, count: 128) {
      last = unsafe sum(
        $0, shift: shift, after: previous, in: UnsafeMutableRawPointer(target))
    }
    guard end == byteCount else { throw bytes.invalidQuotients(at: offset) }
    return last
  }

  /// Calls `body` with where the ones are, counted from the first bit, each a `UInt16`.
  ///
  /// - Returns: how many bytes they take, or `nil` when they are too few, or the last byte has
  ///   more than those.
  @inline(__always)
  private static func withPlaces(
    _ source: UnsafeRawPointer, bit: Int, byteCount: Int, count: Int,
    _ body: (UnsafeMutableRawPointer) -> Void
  ) -> Int? {
    // Before the first there is room for one more, behind the last for what is stored too much.
    unsafe withUnsafeTemporaryAllocation(byteCount: 2 * (8 + 128 + 48), alignment: 16) { memory in
      guard let start = memory.baseAddress, count > 0 else { return 0 }
      let places = unsafe start + 16
      unsafe places.storeBytes(of: UInt16.max, toByteOffset: -2, as: UInt16.self)
      let found = unsafe findOnes(source, bit: bit, byteCount, count, into: places)
      guard found >= count else { return nil }
      let last = unsafe places.load(fromByteOffset: 2 &* count &- 2, as: UInt16.self)
      let end = (Int(last) &+ bit) / 8 &+ 1
      if found > count {
        let next = unsafe places.load(fromByteOffset: 2 &* count, as: UInt16.self)
        guard Int(next) &+ bit >= 8 &* end else { return nil }
      }
      unsafe body(places)
      return end
    }
  }

  /// - Returns: how many ones were found: at least `count`, if there are as many.
  @inline(__always)
  private static func findOnes(
    _ source: UnsafeRawPointer, bit: Int, _ byteCount: Int, _ count: Int,
    into places: UnsafeMutableRawPointer
  ) -> Int {
    guard byteCount > 0 else { return 0 }
    // Behind what is found stands no place that was not stored: it may be read, if not be used.
    unsafe places.storeBytes(of: .zero, toByteOffset: 2 &* count, as: SIMD8<UInt16>.self)
    var base = SIMD8(repeating: 0 &- UInt16(truncatingIfNeeded: bit))
    let first = unsafe source.load(as: UInt8.self) & UInt8(truncatingIfNeeded: 0xFF << bit)
    var found = unsafe store(first, base, at: 0, into: places)
    base &+= SIMD8(repeating: 8)
    var place = 1
    while place &+ 4 <= byteCount, found < count {
      for next in 0..<4 {
        let byte = unsafe source.load(fromByteOffset: place &+ next, as: UInt8.self)
        unsafe found &+= store(byte, base, at: found, into: places)
        base &+= SIMD8(repeating: 8)
      }
      place &+= 4
    }
    while place < byteCount, found < count {
      let byte = unsafe source.load(fromByteOffset: place, as: UInt8.self)
      unsafe found &+= store(byte, base, at: found, into: places)
      base &+= SIMD8(repeating: 8)
      place &+= 1
    }
    return found
  }

  /// Stores where the ones of a byte are; `base` stands for its first bit.
  ///
  /// - Returns: how many there are.
  @inline(__always)
  private static func store(
    _ byte: UInt8, _ base: SIMD8<UInt16>, at index: Int, into places: UnsafeMutableRawPointer
  ) -> Int {
    let ones = unsafe unsafeBitCast(
      BitPositionTables.positions[Int(byte)], to: SIMD8<UInt8>.self)
    unsafe places.storeBytes(
      of: SIMD8<UInt16>(truncatingIfNeeded: ones) &+ base, toByteOffset: 2 &* index,
      as: SIMD8<UInt16>.self)
    return Int(BitPositionTables.counts[Int(byte)])
  }

  @inline(__always)
  private static func add(
    _ places: UnsafeMutableRawPointer, shift: Int, to rows: UnsafeMutableRawPointer, count: Int
  ) {
    let step = SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
    for index in stride(from: 0, to: count, by: 8) {
      let here = unsafe places.load(fromByteOffset: 2 &* index, as: SIMD8<UInt16>.self)
      let before = unsafe places.loadUnaligned(
        fromByteOffset: 2 &* index &- 2, as: SIMD8<UInt16>.self)
      let quotients = here &- before &- 1
      let (low, high) = (
        SIMD4<UInt32>(truncatingIfNeeded: quotients.lowHalf) &<< step,
        SIMD4<UInt32>(truncatingIfNeeded: quotients.highHalf) &<< step
      )
      let row = unsafe rows.load(fromByteOffset: 4 &* index, as: SIMD4<UInt32>.self)
      let next = unsafe rows.load(fromByteOffset: 4 &* index &+ 16, as: SIMD4<UInt32>.self)
      unsafe rows.storeBytes(of: row &+ low, toByteOffset: 4 &* index, as: SIMD4<UInt32>.self)
      unsafe rows.storeBytes(
        of: next &+ high, toByteOffset: 4 &* index &+ 16, as: SIMD4<UInt32>.self)
    }
  }

  /// Replaces each low part, of at most ``shiftLimit`` bits, by the sum of the gaps up to it.
  ///
  /// - Returns: the last sum.
  @inline(__always)
  private static func sum(
    _ places: UnsafeMutableRawPointer, shift: Int, after previous: Int64,
    in rows: UnsafeMutableRawPointer
  ) -> Int64 {
    let step = SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
    // How many ones there are before each, which leaves the sum of the quotients.
    var ones = SIMD8<UInt16>(0, 1, 2, 3, 4, 5, 6, 7)
    var (even, odd) = (
      SIMD4(repeating: UInt32(truncatingIfNeeded: previous &+ 1)) &+ SIMD4(0, 1, 2, 3),
      SIMD4(repeating: UInt32(truncatingIfNeeded: previous &+ 1)) &+ SIMD4(4, 5, 6, 7)
    )
    for index in stride(from: 0, to: 128, by: 8) {
      let here = unsafe places.load(fromByteOffset: 2 &* index, as: SIMD8<UInt16>.self) &- ones
      ones &+= SIMD8(repeating: 8)
      let row = unsafe rows.load(fromByteOffset: 4 &* index, as: SIMD4<UInt32>.self)
      let next = unsafe rows.load(fromByteOffset: 4 &* index &+ 16, as: SIMD4<UInt32>.self)
      let sums = row.runningSums
      let nextSums = next.runningSums &+ SIMD4(repeating: sums[3])
      let low = SIMD4<UInt32>(truncatingIfNeeded: here.lowHalf) &<< step
      let high = SIMD4<UInt32>(truncatingIfNeeded: here.highHalf) &<< step
      unsafe rows.storeBytes(
        of: sums &+ even &+ low, toByteOffset: 4 &* index, as: SIMD4<UInt32>.self)
      unsafe rows.storeBytes(
        of: nextSums &+ odd &+ high, toByteOffset: 4 &* index &+ 16, as: SIMD4<UInt32>.self)
      let all = SIMD4(repeating: nextSums[3]) &+ SIMD4(repeating: 8)
      even &+= all
      odd &+= all
    }
    let last = unsafe places.load(fromByteOffset: 2 &* 127, as: UInt16.self)
    // The low parts add up to less than 2^32, the quotients may not.
    let low = Int64(even[0] &- UInt32(truncatingIfNeeded: previous &+ 1))
    return previous + low + ((Int64(last) - 127) << Int64(shift))
  }

  /// Calls `body` with the index of each integer in `range` and its quotient.
  ///
  /// - Parameter byteCount: how many bytes all quotients take.
  @inline(__always)
  static func forEach(
    _ bytes: MappedBytes, at offset: Int, byteCount: Int, _ range: Range<Int>,
    _ body: (Int, UInt32) -> Void
  ) throws(FormatError) {
    try bytes.check(offset, byteCount)
    let source = unsafe bytes.unsafeStart + offset
    // Each is counted from the one before.
    let first = max(0, range.lowerBound - 1)
    var (place, index) = (0, 0)
    while place &+ 8 <= byteCount {
      let word = unsafe source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let count = word.nonzeroBitCount
      if index &+ count > first { break }
      index &+= count
      place &+= 8
    }
    while place < byteCount {
      let bits = Int(unsafe source.load(fromByteOffset: place, as: UInt8.self))
      let count = Int(BitPositionTables.counts[bits])
      if index &+ count > first { break }
      index &+= count
      place &+= 1
    }
    var before = -1
    while place < byteCount {
      var bits = unsafe source.load(fromByteOffset: place, as: UInt8.self)
      while bits != 0 {
        let one = 8 &* place &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if index >= range.lowerBound {
          guard index < range.upperBound else { return }
          body(index, UInt32(truncatingIfNeeded: one &- before &- 1))
        }
        before = one
        index &+= 1
      }
      place &+= 1
    }
    guard index >= range.upperBound else { throw bytes.invalidQuotients(at: offset) }
  }
}

extension MappedBytes {
  @inline(never)
  fileprivate func invalidQuotients(at offset: Int) -> FormatError {
    invalid("another number of quotients", at: offset)
  }
}
