/// The bytes of a text, read eight at a time or as UTF-8 scalars.
///
/// Loops over text pay for every check, so a position is checked once per read at most.
struct TextBytes: ~Escapable {
  private let bytes: RawSpan

  @_lifetime(copy text)
  init(_ text: Span<UInt8>) {
    // Safe: a byte has no padding that could be read uninitialized.
    bytes = unsafe text.bytes
  }

  var count: Int {
    @inline(__always) get { bytes.byteCount }
  }

  /// Eight bytes from `offset`, the first in the lowest bits, and zeros past the end.
  @inline(__always)
  func eight(at offset: Int) -> UInt64 {
    guard offset >= 0, offset <= count &- 8 else { return rest(at: offset) }
    // The guard leaves eight bytes from `offset`.
    let word = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: offset, as: UInt64.self)
    return UInt64(littleEndian: word)
  }

  @inline(never)
  private func rest(at offset: Int) -> UInt64 {
    let position = max(0, offset)
    guard position < count else { return 0 }
    if count >= 8 {
      // The last eight bytes, of which those from `offset` are wanted.
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: count &- 8, as: UInt64.self)
      let passed = UInt64(truncatingIfNeeded: position &- (count &- 8)) &* 8
      return UInt64(littleEndian: word) &>> passed
    }
    var word: UInt64 = 0
    var next = count
    while next > position {
      next &-= 1
      let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: next, as: UInt8.self)
      word = word &<< 8 | UInt64(byte)
    }
    return word
  }

  /// The scalar whose UTF-8 form begins at `offset`, nil where no valid form does.
  @inline(__always)
  func scalar(at offset: Int) -> DecodedScalar? {
    guard offset >= 0, offset <= count &- 4 else {
      return DecodedScalar(utf8: UInt32(truncatingIfNeeded: rest(at: offset)))
    }
    // The guard leaves four bytes from `offset`.
    let word = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: offset, as: UInt32.self)
    return DecodedScalar(utf8: UInt32(littleEndian: word))
  }
}
