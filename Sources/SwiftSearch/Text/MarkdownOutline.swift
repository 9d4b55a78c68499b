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

  init(_ text: [UInt8]) {
    var lines = ByteLines(text, limit: Self.maximumByteCount)
    var ahead = lines
    if let first = ahead.next(), Self.isFence(first) {
      lines = readFrontMatter(ahead, isYAML: first.first == UInt8(ascii: "-")) ?? lines
    }
    if title == nil { title = Self.heading(lines) }
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.elementsEqual("---".utf8) || line.elementsEqual("+++".utf8)
  }

  /// Returns the lines after the front matter; `nil` if it is never closed, and so is none.
  private mutating func readFrontMatter(_ lines: ByteLines, isYAML: Bool) -> ByteLines? {
    var lines = lines
    var found = MarkdownOutline()
    for _ in 0..<Self.maximumFrontMatterLineCount {
      guard let line = lines.next() else { return nil }
      if line.elementsEqual((isYAML ? "---" : "+++").utf8) || line.elementsEqual("...".utf8) {
        self = found
        return lines
      }
      found.readMember(line, separator: isYAML ? UInt8(ascii: ":") : UInt8(ascii: "="))
    }
    return nil
  }

  private init() {}

  private mutating func readMember(_ line: ArraySlice<UInt8>, separator: UInt8) {
    guard let place = line.firstIndex(of: separator) else { return }
    let value = Self.unquoted(String(repairing: line[(place + 1)...]).trimmingSpaces())
    switch String(repairing: line[..<place]).trimmingSpaces().lowercased() {
    case "title" where title == nil: title = TitleText.shortened(value)
    case "date" where date == nil: date = ISODate.date(from: value)
    default: break
    }
  }

  private static func unquoted(_ value: String) -> String {
    guard let quote = value.first, quote == "\"" || quote == "'", value.count >= 2,
      value.last == quote
    else { return value }
    return String(value.dropFirst().dropLast())
  }

  /// The first heading of level 1, or else the first of any level.
  private static func heading(_ lines: ByteLines) -> String? {
    var fallback: String?
    var isInCode = false
    var previous: ArraySlice<UInt8> = []
    for line in lines {
      defer { previous = line }
      switch line.first {
      case UInt8(ascii: "`") where line.starts(with: "```".utf8),
        UInt8(ascii: "~") where line.starts(with: "~~~".utf8):
        isInCode.toggle()
      case UInt8(ascii: "#") where !isInCode:
        let level = line.prefix { $0 == UInt8(ascii: "#") }.count
        let rest = line.dropFirst(level)
        guard level <= 6, rest.first == 0x20 || rest.first == 0x09 else { continue }
        let title = TitleText.shortened(String(repairing: withoutClosingMarks(rest)))
        if level == 1, let title { return title }
        fallback = fallback ?? title
      case UInt8(ascii: "=") where !isInCode && line.count >= 2:
        guard line.allSatisfy({ $0 == UInt8(ascii: "=") }) else { continue }
        if let title = TitleText.shortened(String(repairing: previous)) { return title }
      default: continue
      }
    }
    return fallback
  }

  private static func withoutClosingMarks(_ heading: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var heading = heading
    while let last = heading.last, last == 0x20 || last == UInt8(ascii: "#") {
      heading = heading.dropLast()
    }
    return heading
  }
}
