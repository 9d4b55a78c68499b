/// Text from documents, paths, queries and errors, made fit for a terminal.
///
/// A file may be named so that listing it clears the screen, changes the window's title or shows
/// its name backwards; none of that may reach the terminal.
package enum SafeText {
  /// `text` with white space other than spaces as spaces, and control characters and the controls
  /// of writing direction spelled out, such as `\u{1B}`.
  package static func make(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHazardous) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isHazardous(scalar) {
        safe.append(scalar)
      } else if scalar.properties.isWhitespace {
        safe.append(" ")
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        safe.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
    }
    return String(safe)
  }

  package static func isHazardous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0..<0x20, 0x7F..<0xA0: true
    // The Arabic letter mark, the left-to-right and right-to-left marks.
    case 0x061C, 0x200E, 0x200F: true
    // Line and paragraph separators, embeddings, overrides, isolates.
    case 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
