/// A start or end tag of HTML.
struct HTMLTag {
  private(set) var element = HTMLElement.inline
  /// The attributes of a `meta` element; of others nothing is needed.
  private(set) var attributes: [String: String] = [:]
  private(set) var isSelfClosing = false
  /// Where the source goes on after `>`.
  private(set) var end: Int

  /// Reads the tag whose name starts at `start`.
  init(_ source: [UInt8], at start: Int) {
    end = start
    let nameRange = run(source) { !Self.endsName($0) }
    element = HTMLElement(name: source[nameRange])
    while end < source.count {
      switch source[end] {
      case UInt8(ascii: ">"):
        isSelfClosing = source[end - 1] == UInt8(ascii: "/")
        end += 1
        return
      case UInt8(ascii: "/"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
        UInt8(ascii: "\r"), 0x0C:
        end += 1
      default: readAttribute(source)
      }
    }
  }

  private mutating func readAttribute(_ source: [UInt8]) {
    let start = end
    // The first byte belongs to the name even if it is an equals sign, so that reading goes on.
    end += 1
    let nameEnd = run(source) { !Self.endsName($0) && $0 != UInt8(ascii: "=") }.upperBound
    _ = run(source, while: Self.isSpace)
    guard end < source.count, source[end] == UInt8(ascii: "=") else { return }
    end += 1
    _ = run(source, while: Self.isSpace)
    guard end < source.count else { return }
    let value: Range<Int>
    if source[end] == UInt8(ascii: "\"") || source[end] == UInt8(ascii: "'") {
      let quote = source[end]
      let valueStart = end + 1
      end = ByteScan.index(of: quote, in: source.span, from: valueStart)
      value = min(valueStart, end)..<end
      end = min(end + 1, source.count)
    } else {
      value = run(source) { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
    }
    if element == .meta, attributes.count < 16, value.count <= 1024 {
      let attribute = String(repairing: source.span.extracting(start..<nameEnd)).lowercased()
      attributes[attribute] = String(repairing: source.span.extracting(value))
    }
  }

  private mutating func run(_ source: [UInt8], while isPart: (UInt8) -> Bool) -> Range<Int> {
    let start = end
    while end < source.count, isPart(source[end]) { end += 1 }
    return start..<end
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
