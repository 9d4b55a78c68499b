/// What is wrong with a text that should be JSON.
struct JSONError: Error, Equatable {
  var problem: String
  /// Where, in bytes from the start of the text.
  var offset: Int
}

/// Reads the tokens of JSON (RFC 8259) from bytes.
///
/// The bytes are handed to every call, since a struct that keeps a span could not be kept itself.
struct JSONScanner {
  /// Deeper nesting is refused, so that hostile input cannot exhaust the stack.
  static let maximumDepth = 128

  var position = 0

  func failure(_ problem: String) -> JSONError {
    JSONError(problem: problem, offset: position)
  }

  /// The next byte that is not white space, without passing it; 0, which JSON never has outside
  /// strings, at the end.
  mutating func peek(_ bytes: Span<UInt8>) -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position &+= 1
    }
    return 0
  }

  /// Passes `byte` if it comes next.
  mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard peek(bytes) == byte, position < bytes.count else { return false }
    position &+= 1
    return true
  }

  mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONError) {
    guard take(byte, bytes) else {
      let found = position < bytes.count ? "something else" : "the end"
      throw failure("expected \(Character(Unicode.Scalar(byte))), found \(found)")
    }
  }

  /// Reads a string, the quote of which comes next.
  mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
    try expect(UInt8(ascii: "\""), bytes)
    let start = position
    let end = ByteScan.endOfPlainJSONString(in: bytes, from: start)
    guard end < bytes.count else { throw failure("string is never closed") }
    if bytes[end] == UInt8(ascii: "\"") {
      position = end &+ 1
      return String(repairing: bytes.extracting(start..<end))
    }
    return try stringWithEscapes(bytes)
  }

  private mutating func stringWithEscapes(_ bytes: Span<UInt8>) throws(JSONError) -> String {
    var result: [UInt8] = []
    // Mostly the string is the greater part of what is left.
    result.reserveCapacity(min(bytes.count &- position, 1 << 12))
    while true {
      let end = ByteScan.endOfPlainJSONString(in: bytes, from: position)
      result.append(copying: bytes.extracting(position..<end))
      position = end
      guard end < bytes.count else { throw failure("string is never closed") }
      switch bytes[end] {
      case UInt8(ascii: "\""):
        position = end + 1
        return String(repairing: result.span)
      case UInt8(ascii: "\\"): try escape(bytes, into: &result)
      default: throw failure("control character in a string")
      }
    }
  }

  private mutating func escape(
    _ bytes: Span<UInt8>, into result: inout [UInt8]
  ) throws(JSONError) {
    guard position + 1 < bytes.count else { throw failure("string is never closed") }
    let letter = bytes[position + 1]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"): return try unicodeEscape(bytes, into: &result)
    default: throw failure("unknown escape in a string")
    }
    position += 2
  }

  private mutating func unicodeEscape(
    _ bytes: Span<UInt8>, into result: inout [UInt8]
  ) throws(JSONError) {
    guard let unit = codeUnit(bytes, at: position) else { throw failure("invalid \\u escape") }
    position += 6
    var value = unit
    if unit & 0xFC00 == 0xD800, let low = codeUnit(bytes, at: position), low & 0xFC00 == 0xDC00 {
      value = 0x1_0000 + (unit & 0x3FF) << 10 + low & 0x3FF
      position += 6
    }
    // A surrogate that has no partner is no character.
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    result.append(contentsOf: String(Character(scalar)).utf8)
  }

  /// The value of the escape of four hexadecimal digits at `start`; `nil` if something else stands
  /// there.
  private func codeUnit(_ bytes: Span<UInt8>, at start: Int) -> UInt32? {
    guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"),
      bytes[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for index in (start + 2)..<(start + 6) {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }

  /// Reads a number and returns where it stands.
  mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    guard let end = JSONNumber.end(in: bytes, from: position) else {
      throw failure("expected a value")
    }
    let range = position..<end
    position = end
    return range
  }

  /// Passes `word`, which is `true`, `false` or `null`.
  mutating func literal(_ word: StaticString, _ bytes: Span<UInt8>) throws(JSONError) {
    var index = position
    for byte in word.description.utf8 {
      guard index < bytes.count, bytes[index] == byte else { throw failure("expected a value") }
      index += 1
    }
    position = index
  }
}
