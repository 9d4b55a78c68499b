/// The encoding that a page of HTML or XML names near its start.
enum DeclaredEncoding {
  /// Browsers look at the first 1,024 bytes; pages with a comment before their head need more.
  private static let searchedByteCount = 4096

  static func find(in bytes: [UInt8]) -> TextEncoding? {
    let start = Array(bytes.prefix(searchedByteCount)).map(lowercased)
    for mark in ["charset", "encoding"] {
      let pattern = Array(mark.utf8)
      var position = 0
      while position + pattern.count < start.count {
        position = ByteScan.index(of: pattern[0], in: start.span, from: position)
        guard position + pattern.count < start.count else { break }
        if start[position...].starts(with: pattern),
          let label = label(in: start, from: position + pattern.count),
          let encoding = TextEncoding(label: label)
        {
          return encoding
        }
        position += 1
      }
    }
    return nil
  }

  /// The word after an equals sign, with or without quotes.
  private static func label(in bytes: [UInt8], from start: Int) -> String? {
    var position = start
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
    let rest = bytes[(position + 1)...].drop { [0x20, 0x22, 0x27].contains($0) }
    let label = rest.prefix { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
        || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
    }
    return label.isEmpty ? nil : String(repairing: Array(label.prefix(40)).span)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
