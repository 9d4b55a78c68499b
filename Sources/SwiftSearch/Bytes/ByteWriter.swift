/// Bytes that grow at the end; the counterpart of ``ByteReader``.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends `value` in little-endian order.
  @inline(__always)
  mutating func integer<T: FixedWidthInteger>(_ value: T) {
    if T.bitWidth == 8 {
      bytes.append(UInt8(truncatingIfNeeded: value))
      return
    }
    var rest = value
    for _ in 0..<T.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Appends `value` with seven bits a byte; see ``ByteReader/varint()``.
  @inline(__always)
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  @inline(__always)
  mutating func varint(_ value: Int) {
    varint(UInt64(value))
  }

  mutating func append(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  mutating func append(_ span: Span<UInt8>) {
    bytes.append(copying: span)
  }

  mutating func replace(at index: Int, with byte: UInt8) {
    bytes[index] = byte
  }

  /// Sets the bits of `bits` in the last byte.
  mutating func fillLast(with bits: UInt8) {
    bytes[bytes.count - 1] |= bits
  }

  /// Appends the first bytes of memory of `capacity` bytes, as many as `fill` says it has made.
  @inline(__always)
  mutating func append(atMost capacity: Int, _ fill: (UnsafeMutableRawPointer) -> Int) {
    unsafe withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 16) { memory in
      guard let start = memory.baseAddress else { return }
      let count = min(capacity, unsafe fill(start))
      unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
    }
  }

  mutating func append(_ other: ByteWriter) {
    bytes.append(copying: other.bytes.span)
  }

  /// Appends the UTF-8 of `text` after its length, a varint.
  mutating func string(_ text: String) {
    let utf8 = text.utf8.span
    varint(utf8.count)
    bytes.append(copying: utf8)
  }

  /// Appends zeros until `count` is a multiple of `alignment`.
  mutating func align(to alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }
}
