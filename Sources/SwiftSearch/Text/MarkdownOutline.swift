#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a Markdown text says about itself: in its front matter, or in its first heading.
struct MarkdownOutline {
  private(set) var title: String?
  private(set) var date: Date?

  /// Front matter that is longer than this is text that happens to start with a line.
  private static let maximumFrontMatterLineCount = 200
  /// How much of a text is searched for a heading.
  private static let maximumByteCount = 1 << 16

  init(_ text: String) {
    var lines = text.utf8.prefix(Self.maximumByteCount)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)).trimmingLineEnd() }[...]
    if let first = lines.first, first == "---" || first == "+++" {
      readFrontMatter(&lines, fence: first)
    }
    if title == nil { title = Self.heading(lines) }
  }

  private mutating func readFrontMatter(_ lines: inout ArraySlice<String>, fence: String) {
    let body = lines.dropFirst()
    guard
      let end = body.prefix(Self.maximumFrontMatterLineCount)
        .firstIndex(where: { $0 == fence || (fence == "---" && $0 == "...") })
    else { return }
    for line in body[..<end] {
      let separator: Character = fence == "---" ? ":" : "="
      guard let place = line.firstIndex(of: separator) else { continue }
      let value = Self.unquoted(String(line[line.index(after: place)...]).trimmingSpaces())
      switch String(line[..<place]).trimmingSpaces().lowercased() {
      case "title" where title == nil: title = TitleText.shortened(value)
      case "date" where date == nil: date = ISODate.date(from: value)
      default: break
      }
    }
    lines = lines[(end + 1)...]
  }

  private static func unquoted(_ value: String) -> String {
    guard let quote = value.first, quote == "\"" || quote == "'", value.count >= 2,
      value.last == quote
    else { return value }
    return String(value.dropFirst().dropLast())
  }

  /// The first heading of level 1, or else the first of any level.
  private static func heading(_ lines: ArraySlice<String>) -> String? {
    var fallback: String?
    var isInCode = false
    var previous = ""
    for line in lines {
      defer { previous = line }
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isInCode.toggle() }
      if isInCode { continue }
      if line.hasPrefix("#") {
        let level = line.prefix { $0 == "#" }.count
        let rest = line.dropFirst(level)
        guard level <= 6, rest.first == " " || rest.first == "\t" else { continue }
        let title = TitleText.shortened(withoutClosingMarks(rest))
        if level == 1, let title { return title }
        fallback = fallback ?? title
      } else if line.utf8.count >= 2, line.utf8.allSatisfy({ $0 == UInt8(ascii: "=") }) {
        if let title = TitleText.shortened(previous) { return title }
      }
    }
    return fallback
  }

  private static func withoutClosingMarks(_ heading: Substring) -> Substring {
    var heading = heading
    while let last = heading.last, last == " " || last == "#" { heading = heading.dropLast() }
    return heading
  }
}

extension String {
  fileprivate func trimmingLineEnd() -> String {
    utf8.last == UInt8(ascii: "\r") ? String(Substring(utf8.dropLast())) : self
  }
}
