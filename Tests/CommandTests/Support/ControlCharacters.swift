/// The control characters of `text` other than line feeds, tabs and the colours of the command.
func rawControlCharacters(in text: String) -> [String] {
  var text = text
  for code in ["0", "1", "2", "36", "1;31"] {
    text = text.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
  }
  return text.unicodeScalars.filter { scalar in
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }.map { String($0.value, radix: 16) }
}
