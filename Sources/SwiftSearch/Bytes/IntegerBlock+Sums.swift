extension IntegerBlock {
  /// Replaces each of the first `count` values, a gap less one, by the sum of `previous` and all
  /// gaps up to it. What follows them is lost.
  ///
  /// - Returns: the last sum; when it exceeds 32 bits the values are meaningless.
  func sumGaps(count: Int, after previous: Int64) -> Int64 {
    precondition(count >= 0 && count <= Self.capacity)
    guard count > 0 else { return previous }
    // Sums are formed modulo 2^32, which loses nothing: gaps are the differences of sums.
    let first = UInt32(truncatingIfNeeded: previous)
    let bits = sumRows(count: count, after: first)
    // 128 gaps of 24 bits are less than 2^32 together.
    guard bits >> 24 == 0 else { return exactSum(count: count, after: previous) }
    return previous + Int64(unsafe start[count &- 1] &- first)
  }

  /// Sums up all values, four at a time.
  ///
  /// - Returns: the bits that any of them has.
  @inline(__always)
  private func sumRows(count: Int, after first: UInt32) -> UInt32 {
    let values = UnsafeMutableRawPointer(unsafe start)
    let one = SIMD4<UInt32>(repeating: 1)
    let end = (count &+ 3) / 4 &* 16
    var before = SIMD4(repeating: first)
    var bits = SIMD4<UInt32>.zero
    var offset = 0
    // Two rows at a step: only one addition of the second waits for the step before.
    while offset &+ 16 < end {
      let (row, next) = unsafe (
        values.load(fromByteOffset: offset, as: SIMD4<UInt32>.self),
        values.load(fromByteOffset: offset &+ 16, as: SIMD4<UInt32>.self)
      )
      bits |= row | next
      let sums = (row &+ one).runningSums
      let nextSums = (next &+ one).runningSums &+ SIMD4(repeating: sums[3])
      unsafe values.storeBytes(of: sums &+ before, toByteOffset: offset, as: SIMD4<UInt32>.self)
      unsafe values.storeBytes(
        of: nextSums &+ before, toByteOffset: offset &+ 16, as: SIMD4<UInt32>.self)
      before &+= SIMD4(repeating: nextSums[3])
      offset &+= 32
    }
    if offset < end {
      let row = unsafe values.load(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      bits |= row
      let sums = (row &+ one).runningSums &+ before
      unsafe values.storeBytes(of: sums, toByteOffset: offset, as: SIMD4<UInt32>.self)
    }
    return bits[0] | bits[1] | bits[2] | bits[3]
  }

  /// The last sum in 64 bits, from sums of 32 bits.
  @inline(never)
  private func exactSum(count: Int, after previous: Int64) -> Int64 {
    var sum = previous
    var last = UInt32(truncatingIfNeeded: previous)
    for index in 0..<count {
      sum += Int64(self[index] &- last &- 1) + 1
      last = self[index]
    }
    return sum
  }

  /// Makes each value the sum of those of `block` before it.
  ///
  /// - Returns: the sum of the first `count` values; when it exceeds 32 bits the sums are
  ///   meaningless.
  func sumBefore(_ block: IntegerBlock, count: Int) -> Int {
    precondition(count >= 0 && count <= Self.capacity)
    let (source, target) = (
      UnsafeRawPointer(unsafe block.start), UnsafeMutableRawPointer(unsafe start)
    )
    var (before, bits) = (SIMD4<UInt32>.zero, SIMD4<UInt32>.zero)
    for offset in stride(from: 0, to: count &* 4, by: 16) {
      let row = unsafe source.load(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      bits |= row
      let sums = row.runningSums &+ before
      unsafe target.storeBytes(of: sums &- row, toByteOffset: offset, as: SIMD4<UInt32>.self)
      before = SIMD4(repeating: sums[3])
    }
    guard count > 0 else { return 0 }
    // 128 values of 24 bits are less than 2^32 together.
    guard (bits[0] | bits[1] | bits[2] | bits[3]) >> 24 == 0 else {
      return (0..<count).reduce(0) { $0 + Int(block[$1]) }
    }
    return Int(self[count - 1]) + Int(block[count - 1])
  }

  /// The sum of the first `count` values, or `nil` when one of them has more than 24 bits.
  func sum(count: Int) -> UInt32? {
    precondition(count >= 0 && count < Self.capacity)
    let source = UnsafeRawPointer(unsafe start)
    var (sums, bits) = (SIMD4<UInt32>.zero, SIMD4<UInt32>.zero)
    for offset in stride(from: 0, to: count &* 4 & ~15, by: 16) {
      let row = unsafe source.load(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      bits |= row
      sums &+= row
    }
    let row = unsafe source.load(fromByteOffset: count &* 4 & ~15, as: SIMD4<UInt32>.self)
    let left = SIMD4(repeating: UInt32(truncatingIfNeeded: count & 3))
    let last = row.replacing(with: 0, where: SIMD4(0, 1, 2, 3) .>= left)
    bits |= last
    guard (bits[0] | bits[1] | bits[2] | bits[3]) >> 24 == 0 else { return nil }
    return (sums &+ last).wrappedSum()
  }

  /// Adds one to each of the first `count` values. What follows them is lost.
  ///
  /// - Returns: false when a value was the largest one.
  func increment(count: Int) -> Bool {
    precondition(count >= 0 && count <= Self.capacity)
    let values = UnsafeMutableRawPointer(unsafe start)
    var bits = SIMD4<UInt32>.zero
    var offset = 0
    while offset < count &* 4 {
      let row = unsafe values.load(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      bits |= row
      unsafe values.storeBytes(
        of: row &+ SIMD4(repeating: 1), toByteOffset: offset, as: SIMD4<UInt32>.self)
      offset &+= 16
    }
    // Only values of 32 bits can have been the largest one, which is 0 now.
    return (bits[0] | bits[1] | bits[2] | bits[3]) != .max || !contains(0, count: count)
  }

  /// Makes each of the first `count` values `value`. What follows them is lost.
  func fill(with value: UInt32, count: Int) {
    precondition(count >= 0 && count <= Self.capacity)
    let values = UnsafeMutableRawPointer(unsafe start)
    let row = SIMD4(repeating: value)
    var offset = 0
    while offset < count &* 4 {
      unsafe values.storeBytes(of: row, toByteOffset: offset, as: SIMD4<UInt32>.self)
      offset &+= 16
    }
  }

  /// Whether one of the first `count` values is `value`.
  func contains(_ value: UInt32, count: Int) -> Bool {
    precondition(count >= 0 && count <= Self.capacity)
    for index in 0..<count where unsafe start[index] == value { return true }
    return false
  }
}

extension SIMD4<UInt32> {
  /// Each lane plus all lanes before it, modulo 2^32.
  @inline(__always)
  var runningSums: SIMD4<UInt32> {
    let pairs = self &+ SIMD4(0, self[0], self[1], self[2])
    return pairs &+ SIMD4(0, 0, pairs[0], pairs[1])
  }
}
