/// The numbers of JSON.
enum JSONNumber {
  /// Where the number that starts at `start` ends; `nil` if there is none.
  static func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    func byte() -> UInt8 { index < bytes.count ? bytes[index] : 0 }
    func digits() -> Bool {
      let first = index
      while (0x30...0x39).contains(byte()) { index += 1 }
      return index > first
    }
    if byte() == UInt8(ascii: "-") { index += 1 }
    if byte() == UInt8(ascii: "0") { index += 1 } else if !digits() { return nil }
    if byte() == UInt8(ascii: ".") {
      index += 1
      if !digits() { return nil }
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      index += 1
      if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { index += 1 }
      if !digits() { return nil }
    }
    return index
  }

  /// The value of a number that ``end(in:from:)`` has found; `nil` if it is too large for a double.
  static func value(of bytes: Span<UInt8>) -> Double? {
    // Most numbers are short integers, for which the general way is slow.
    if bytes.count <= 15 {
      var value = 0
      var index = bytes[0] == UInt8(ascii: "-") ? 1 : 0
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
        value = value * 10 + Int(bytes[index] - 0x30)
        index += 1
      }
      if index == bytes.count {
        return bytes[0] == UInt8(ascii: "-") ? -Double(value) : Double(value)
      }
    }
    guard let value = Double(String(repairing: bytes)), value.isFinite else { return nil }
    return value
  }
}
