/// The bytes of a varint of up to 28 bits, made without a branch or a loop.
struct ShortVarint {
  /// Seven bits in a byte, the lowest first; the high bit is set when another byte follows.
  let bytes: UInt64
  /// How many bytes there are, 1 to 4.
  let count: UInt32

  /// - Parameter value: if it has more than 28 bits, the bytes mean nothing.
  @inline(__always)
  init(_ value: UInt64) {
    let bits = UInt32(truncatingIfNeeded: 63 &- (value | 1).leadingZeroBitCount)
    // A seventh, rounded down, for up to 28.
    let more = (bits &* 37) &>> 8
    count = more &+ 1
    let low = value & 0x7F | value &<< 1 & 0x7F00
    let high = value &<< 2 & 0x7F_0000 | value &<< 3 & 0x7F00_0000
    bytes = low | high | 0x80_8080 & (1 &<< UInt64(8 &* more) &- 1)
  }
}
