/// Reads integers and strings one after the other from mapped bytes, with every length checked.
struct ByteReader {
  let bytes: MappedBytes
  private(set) var offset: Int

  init(_ bytes: MappedBytes, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  var remaining: Int { bytes.count - offset }

  @inline(__always)
  mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(
    _ type: T.Type = T.self
  ) throws(FormatError) -> T {
    let value = try bytes.integer(type, at: offset)
    offset += MemoryLayout<T>.size
    return value
  }

  /// A variable-length integer: seven bits a byte, low bits first, the high bit set on all but the
  /// last; at most ten bytes, and no bits beyond 64.
  @inline(__always)
  mutating func varint() throws(FormatError) -> UInt64 {
    let first = try integer(UInt8.self)
    return first < 0x80 ? UInt64(first) : try longVarint(first)
  }

  private mutating func longVarint(_ first: UInt8) throws(FormatError) -> UInt64 {
    let start = offset - 1
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let byte = try integer(UInt8.self)
      guard shift < 63 || (shift == 63 && byte <= 1) else {
        throw bytes.invalid("varint of more than 64 bits", at: start)
      }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  /// A variable-length integer that must not be larger than `limit`.
  @inline(__always)
  mutating func varint(atMost limit: Int, _ what: StaticString) throws(FormatError) -> Int {
    let start = offset
    let value = try varint()
    guard value <= UInt64(limit) else {
      throw bytes.invalid("\(what) is \(value), at most \(limit) is possible", at: start)
    }
    return Int(value)
  }

  /// The next `count` bytes, without copying them.
  mutating func slice(_ count: Int) throws(FormatError) -> MappedBytes {
    let slice = try bytes.slice(at: offset, count: count)
    offset += count
    return slice
  }

  /// Throws when there are bytes left.
  func finish() throws(FormatError) { try bytes.finish(at: offset) }

  /// Goes on at `offset`, anywhere: what is read there is checked then.
  @inline(__always)
  mutating func move(to offset: Int) { self.offset = offset }

  mutating func skip(_ count: Int) throws(FormatError) {
    try bytes.check(offset, count)
    offset += count
  }

  /// `count` bytes of UTF-8; invalid sequences throw.
  mutating func string(_ count: Int) throws(FormatError) -> String {
    let bytes = bytes
    try bytes.check(offset, count)
    let span = bytes.span.extracting(offset..<offset + count)
    guard let text = String(validating: span) else {
      throw bytes.invalid("string that is not UTF-8", at: offset)
    }
    offset += count
    return text
  }

  /// A string after its length in bytes, a varint.
  mutating func string() throws(FormatError) -> String {
    let count = try varint(atMost: remaining, "length of a string")
    return try string(count)
  }
}

extension String {
  /// The string whose UTF-8 `bytes` are, or `nil` when they are not UTF-8.
  init?(validating bytes: RawSpan) {
    let text = unsafe bytes.withUnsafeBytes { buffer in
      unsafe String(validating: buffer, as: UTF8.self)
    }
    guard let text else { return nil }
    self = text
  }
}
