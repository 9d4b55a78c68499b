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
  static func firstLine(of text: String) -> String? {
    let lines = text.utf8.prefix(4096).split(separator: UInt8(ascii: "\n"))
    for line in lines {
      let line = Substring(line)
      // Lines without letters or digits are rules and marks around a heading.
      guard line.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.isDigit })
      else { continue }
      let trimmed = line.drop { "=#*\u{FEFF} \t".contains($0) }
      guard let title = shortened(trimmed), title.count < 120 else { return nil }
      return title
    }
    return nil
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
