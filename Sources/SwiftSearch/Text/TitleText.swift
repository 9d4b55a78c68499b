/// Makes titles.
enum TitleText {
  /// Counted in scalars, since a single character may have any number of marks on it.
  private static let maximumScalarCount = 512

  /// `text` in one line without white space around it, cut at a limit; `nil` if nothing is left.
  static func shortened(_ text: some StringProtocol) -> String? {
    let words = text.unicodeScalars.prefix(maximumScalarCount)
      .split(whereSeparator: \.properties.isWhitespace)
    let title = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    return title.isEmpty ? nil : title
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
