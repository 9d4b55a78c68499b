/// Makes titles.
enum TitleText {
  static let maximumByteCount = 1024

  /// `text` in one line without white space around it, cut at a limit; `nil` if nothing is left.
  static func shortened(_ text: some StringProtocol) -> String? {
    var result = ""
    for word in text.prefix(maximumByteCount).split(whereSeparator: \.isWhitespace) {
      if result.utf8.count + word.utf8.count >= maximumByteCount && !result.isEmpty { break }
      if !result.isEmpty { result += " " }
      result += word
    }
    return result.isEmpty ? nil : result
  }

  /// The first line of prose, if it is short enough to be a title.
  static func firstLine(of text: [UInt8]) -> String? {
    for line in ByteLines(text, limit: 4096) {
      // Lines without letters or digits are rules and marks around a heading.
      guard line.contains(where: isLetterOrDigit) else { continue }
      let trimmed = line.drop { "=#* \t".utf8.contains($0) }
      guard trimmed.count < 480, let title = shortened(String(repairing: trimmed)) else {
        return nil
      }
      return title.count < 120 ? title : nil
    }
    return nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
