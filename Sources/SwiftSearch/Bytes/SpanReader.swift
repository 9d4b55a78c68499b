/// Reads integers one after the other from borrowed bytes, for a short look in which retaining
/// the bytes and making errors would cost more than the reading.
///
/// It never reads outside of the bytes. Where they are damaged it says so and no more;
/// ``ByteReader`` reads the same bytes and says what is wrong.
struct SpanReader: ~Escapable {
  /// What is returned in place of a number that is not there or too large.
  static let damaged = -1

  let bytes: RawSpan
  private(set) var offset: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, at offset: Int) {
    self.bytes = bytes
    self.offset = max(0, min(offset, bytes.byteCount))
  }

  var remaining: Int {
    @inline(__always) get { bytes.byteCount &- offset }
  }

  /// A variable-length integer of up to eight bytes; larger ones are ``damaged``.
  @inline(__always)
  mutating func varint() -> Int {
    guard offset < bytes.byteCount else { return Self.damaged }
    let first = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    if first < 0x80 {
      offset &+= 1
      return Int(first)
    }
    return longVarint()
  }

  @inline(__always)
  private mutating func longVarint() -> Int {
    guard remaining >= 8 else { return lastVarint() }
    // The guard leaves eight bytes from `offset`.
    let word = UInt64(
      littleEndian: unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: UInt64.self))
    let ends = ~word & 0x8080_8080_8080_8080
    guard ends != 0 else { return Self.damaged }
    offset &+= ends.trailingZeroBitCount &>> 3 &+ 1
    // The bits up to the end of the last byte, then without the highest bit of each byte.
    var value = word & (ends ^ (ends &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
    value = value & 0x007F_007F_007F_007F | (value & 0x7F00_7F00_7F00_7F00) &>> 1
    value = value & 0x0000_3FFF_0000_3FFF | (value & 0x3FFF_0000_3FFF_0000) &>> 2
    value = value & 0x0FFF_FFFF | (value & 0x0FFF_FFFF_0000_0000) &>> 4
    return Int(truncatingIfNeeded: value)
  }

  /// Passes over two variable-length integers, if the first is even and both end within the next
  /// eight bytes.
  @inline(__always)
  mutating func skipPair() -> Bool {
    guard remaining >= 8 else { return false }
    let word = UInt64(
      littleEndian: unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: UInt64.self))
    let ends = ~word & 0x8080_8080_8080_8080
    let second = ends & (ends &- 1)
    guard word & 1 == 0, second != 0 else { return false }
    offset &+= second.trailingZeroBitCount &>> 3 &+ 1
    return true
  }

  @inline(never)
  private mutating func lastVarint() -> Int {
    var value = 0
    var shift = 0
    while offset < bytes.byteCount {
      let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
      offset &+= 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return Self.damaged
  }

  /// The byte at `offset`, or ``damaged``.
  @inline(__always)
  func byte(at offset: Int) -> Int {
    guard offset >= 0, offset < bytes.byteCount else { return Self.damaged }
    return Int(unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self))
  }

  /// The eight bytes before `end`, the last one in the highest bits, and zeros before the first.
  @inline(__always)
  func eight(endingAt end: Int) -> UInt64 {
    guard end >= 8, end <= bytes.byteCount else { return fewer(endingAt: end) }
    return UInt64(
      littleEndian: unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: end &- 8, as: UInt64.self))
  }

  @inline(never)
  private func fewer(endingAt end: Int) -> UInt64 {
    var word: UInt64 = 0
    for offset in max(0, end - 8)..<max(0, min(end, bytes.byteCount)) {
      word = word >> 8 | UInt64(byte(at: offset)) << 56
    }
    return word
  }

  /// Moves on to `offset`, or to the end where that is nearer.
  @inline(__always)
  mutating func move(to offset: Int) {
    self.offset = max(0, min(offset, bytes.byteCount))
  }
}

extension MappedBytes {
  /// How many of the `count` integers from `offset`, which ascend, are below `value`. When they
  /// do not ascend, any number up to `count`.
  func countBelow(_ value: UInt64, from offset: Int, count: Int) throws(FormatError) -> Int {
    let (length, overflow) = count.multipliedReportingOverflow(by: 8)
    try check(offset, overflow ? .max : length)
    guard count > 0 else { return 0 }
    // Without branches, since nothing could foretell them. `first + rest` never exceeds `count`.
    let integers = unsafe unsafeStart + offset
    var first = 0
    var rest = count
    while rest > 1 {
      let half = rest &>> 1
      let middle = unsafe integers.loadUnaligned(
        fromByteOffset: (first &+ half &- 1) &* 8, as: UInt64.self)
      first &+= UInt64(littleEndian: middle) < value ? half : 0
      rest &-= half
    }
    let last = unsafe integers.loadUnaligned(fromByteOffset: first &* 8, as: UInt64.self)
    return first &+ (UInt64(littleEndian: last) < value ? 1 : 0)
  }
}
