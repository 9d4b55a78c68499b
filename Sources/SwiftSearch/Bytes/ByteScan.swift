#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Searches of bytes that take many of them at a step.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Where `byte` stands first at or after `start`; the number of bytes if it does not.
  static func index(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    let count = bytes.count
    guard start >= 0, start < count else { return count }
    return unsafe bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), count - start)
      else { return count }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Where the first quote, backslash or control character stands at or after `start`: the end of
  /// what a JSON string may hold as it is. The number of bytes if there is none.
  static func endOfPlainJSONString(in bytes: Span<UInt8>, from start: Int) -> Int {
    let count = bytes.count
    guard start >= 0, start < count else { return count }
    return unsafe bytes.withUnsafeBytes { raw in
      var index = start
      while index &+ 8 <= count {
        let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        // Each term sets the high bit of a byte that is a quote, a backslash, below a space. A
        // borrow can set false bits only above the first true one, and the first is all we take.
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let hit =
          ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
          | ((word &- (ones &* 0x20)) & ~word)
        if hit & highBits != 0 { return index &+ (hit & highBits).trailingZeroBitCount / 8 }
        index &+= 8
      }
      while index < count {
        let byte = unsafe raw[index]
        if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
        index &+= 1
      }
      return count
    }
  }

  /// Where the first byte that is not ASCII stands; the number of bytes if all are.
  static func indexOfNonASCII(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    let count = bytes.count
    guard start >= 0, start < count else { return count }
    return unsafe bytes.withUnsafeBytes { raw in
      var index = start
      while index &+ 8 <= count {
        let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        if word & highBits != 0 { return index &+ (word & highBits).trailingZeroBitCount / 8 }
        index &+= 8
      }
      while index < count, unsafe raw[index] < 0x80 { index &+= 1 }
      return index
    }
  }

  /// How often `byte` occurs.
  static func count(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
    var total = 0
    for index in bytes.indices where bytes[index] == byte { total &+= 1 }
    return total
  }
}

extension String {
  /// The text that `bytes` spell in UTF-8; what is not valid becomes U+FFFD.
  init(repairing bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension [UInt8] {
  init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends the bytes of a span, which is not a sequence.
  mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Moves `range` to the front, over what was there.
  mutating func moveToFront(_ range: Range<Int>) {
    guard range.lowerBound > 0, !range.isEmpty else { return }
    precondition(range.upperBound <= count, "range beyond the array")
    unsafe withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      _ = unsafe memmove(base, base + range.lowerBound, range.count)
    }
  }
}
