import Foundation

/// Files of test vectors, which lie beside the repository or in Debian's package `unicode-data`.
enum VectorFile {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The lines of a file without comments; nil, and a note, if it is missing.
  static func lines(_ name: String) -> [String]? {
    let places = [
      root.appendingPathComponent("../shared/vectors/\(name)").path,
      "/usr/share/unicode/\(name)", "/usr/share/unicode/auxiliary/\(name)",
    ]
    for place in places {
      guard let data = FileManager.default.contents(atPath: place) else { continue }
      return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
        let content = line.prefix { $0 != "#" }
        return content.allSatisfy(\.isWhitespace) ? nil : String(content)
      }
    }
    print("skipped: \(name) is neither in ../shared/vectors nor in /usr/share/unicode")
    return nil
  }

  /// The text of code points in hexadecimal.
  static func text(_ codePoints: some StringProtocol) -> String {
    let scalars = codePoints.split(separator: " ").compactMap { code in
      UInt32(code, radix: 16).flatMap(Unicode.Scalar.init)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
