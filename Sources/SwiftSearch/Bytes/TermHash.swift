/// The hash of terms, with the quality that an open table needs, not that of a cryptographic hash.
struct TermHash {
  /// Differs from process to process, against chosen collisions.
  private let seed = Self.processSeed

  private static let processSeed = UInt64.random(in: .min ... .max)

  /// The hash of a term of a field.
  ///
  /// - Parameter word: of a term of up to eight bytes, those bytes as ``word(of:)`` has them.
  @inline(__always)
  func callAsFunction(word: UInt64, count: Int, field: UInt16) -> UInt32 {
    let kind = UInt64(field) << 32 | UInt64(truncatingIfNeeded: count)
    return UInt32(
      truncatingIfNeeded: mix(word ^ kind &* 0x9E37_79B9_7F4A_7C15 ^ seed))
  }

  /// The bytes of a term of up to eight, the first in the lowest bits, with zeros behind them; of a
  /// longer one a hash.
  @inline(__always)
  func word(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    if count > 8 { return unsafe hash(bytes) }
    // Loads that overlap agree on the bytes they share.
    if count >= 4 {
      let first = unsafe bytes.loadUnaligned(as: UInt32.self).littleEndian
      let last = unsafe bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(first) | UInt64(last.littleEndian) &<< UInt64(8 &* (count &- 4))
    }
    guard count > 0 else { return 0 }
    let middle = count / 2
    let word = unsafe UInt64(bytes[0]) | UInt64(bytes[middle]) &<< UInt64(8 &* middle)
    return unsafe word | UInt64(bytes[count &- 1]) &<< UInt64(8 &* (count &- 1))
  }

  /// Multiplies eight bytes at a time.
  @inline(__always)
  private func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let last = bytes.count &- 8
    var hash = seed
    var index = 0
    while index < last {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      hash = mix(hash ^ word)
      index &+= 8
    }
    // The last word overlaps the one before it, which saves a loop over single bytes.
    return hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self))
  }

  @inline(__always)
  private func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
