/// The length of a field in each document, in one byte; "Norms" in index-format.md.
///
/// The code is monotone, exact up to 39 and keeps four significant bits above; it is the one that
/// Lucene's SmallFloat.intToByte4 defines, so that scores can be compared with Lucene's.
enum Norms {
  /// Lengths below this are their own code, shifted by nothing.
  private static let exactCount: UInt32 = 24

  static func encode(_ length: UInt32) -> UInt8 {
    let length = min(length, UInt32(Int32.max))
    guard length >= exactCount else { return UInt8(length) }
    let rest = length - exactCount
    let width = rest.usedBitCount
    guard width >= 4 else { return UInt8(exactCount + rest) }
    let shift = UInt32(width - 4)
    return UInt8(exactCount + ((rest >> shift & 7) | (shift + 1) << 3))
  }

  static func decode(_ norm: UInt8) -> UInt32 {
    guard norm >= exactCount else { return UInt32(norm) }
    let rest = UInt32(norm) - exactCount
    let exponent = rest >> 3
    guard exponent > 0 else { return exactCount + rest }
    return exactCount + ((rest & 7 | 8) << (exponent - 1))
  }

  /// The length that each of the 256 codes stands for.
  static let lengths: [UInt32] = (0...255).map { decode($0) }
}
