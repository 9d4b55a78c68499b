/// A fixed block of memory that bytes are put together in, without a check per byte.
///
/// Stores may write a few bytes past what they add; ``slack`` bytes lie behind the capacity for
/// that, and an offset past the capacity is taken for the capacity.
@safe struct ByteScratch: ~Copyable, @unchecked Sendable {
  private static let slack = 8

  private let base: UnsafeMutableRawPointer
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    unsafe base = UnsafeMutableRawPointer.allocate(
      byteCount: capacity + Self.slack, alignment: 8)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.slack)
  }

  deinit {
    unsafe base.deallocate()
  }

  @inline(__always)
  private func clamped(_ offset: Int) -> Int {
    // As unsigned, a negative offset is past the capacity too.
    Int(min(UInt(bitPattern: offset), UInt(bitPattern: capacity)))
  }

  /// Writes eight bytes, the lowest first.
  @inline(__always)
  mutating func store(eight word: UInt64, at offset: Int) {
    unsafe base.storeBytes(
      of: word.littleEndian, toByteOffset: clamped(offset), as: UInt64.self)
  }

  @inline(__always)
  mutating func store(byte: UInt8, at offset: Int) {
    unsafe base.storeBytes(of: byte, toByteOffset: clamped(offset), as: UInt8.self)
  }

  /// Writes the UTF-8 form of a scalar and returns its length; up to four bytes are written.
  @inline(__always)
  mutating func store(scalar value: UInt32, at offset: Int) -> Int {
    var form: UInt32
    let length: Int
    if value < 0x80 {
      (form, length) = (value, 1)
    } else if value < 0x800 {
      (form, length) = (0x80C0 | value >> 6 | (value & 0x3F) << 8, 2)
    } else if value < 0x10000 {
      form = 0x80_80E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16
      length = 3
    } else {
      form = 0x8080_80F0 | value >> 18 | (value >> 12 & 0x3F) << 8
      form |= (value >> 6 & 0x3F) << 16 | (value & 0x3F) << 24
      length = 4
    }
    unsafe base.storeBytes(
      of: form.littleEndian, toByteOffset: clamped(offset), as: UInt32.self)
    return length
  }

  /// Moves the bytes of `range` so that they begin at `offset`, before it.
  mutating func move(_ range: Range<Int>, to offset: Int) {
    let start = clamped(range.lowerBound)
    let target = min(clamped(offset), start)
    let length = clamped(range.upperBound) - start
    unsafe (base + target).copyMemory(from: base + start, byteCount: length)
  }

  /// The bytes from `start` to `end`, until the next store.
  @inline(__always)
  @_lifetime(borrow self)
  func span(from start: Int, to end: Int) -> Span<UInt8> {
    let first = clamped(start)
    let count = max(0, clamped(end) &- first)
    let bytes = unsafe UnsafeRawBufferPointer(start: base + first, count: count)
    let span = unsafe Span<UInt8>(_unsafeBytes: bytes)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// The byte at `offset`.
  subscript(offset: Int) -> UInt8 {
    unsafe base.load(fromByteOffset: clamped(offset), as: UInt8.self)
  }
}
