extension Double {
  /// An integer that is larger for a larger number; those of numbers are neither 0 nor the largest.
  var orderedBits: UInt64 {
    let bits = (self + 0).bitPattern
    return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
  }

  /// The number with these ``orderedBits``.
  init(orderedBits bits: UInt64) {
    self.init(bitPattern: bits ^ (bits >> 63 == 1 ? 1 << 63 : .max))
  }
}

extension Float {
  /// An integer that is larger for a larger number.
  var orderedBits: UInt32 {
    let bits = (self + 0).bitPattern
    return bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 1 << 31)
  }

  /// The number with these ``orderedBits``.
  init(orderedBits bits: UInt32) {
    self.init(bitPattern: bits ^ (bits >> 31 == 1 ? 1 << 31 : .max))
  }
}
