#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a page of HTML says, without its markup.
struct HTMLText: Equatable {
  /// The content of `title`, or else of the first `h1`.
  var title: String?
  /// The text. It has a line end for every line end of the source, so that a line of the one is the
  /// same line of the other.
  var text: String
  var date: Date?
}

/// Takes the markup out of HTML in one pass, each byte of which is looked at a bounded number of
/// times, whatever it holds.
///
/// This is no parser of the tree: it knows which elements part words, which hold no prose, and
/// where tags and comments end.
struct HTMLTextExtractor {
  enum Target {
    case text
    case title
    /// The pronunciation beside a word, put after the word so that it does not cut it in two.
    case reading
    /// The parentheses around a pronunciation for browsers that cannot put it beside.
    case parentheses
  }

  let source: [UInt8]
  var position = 0
  private(set) var text: [UInt8] = []
  private(set) var title: [UInt8] = []
  private(set) var heading: [UInt8] = []
  private(set) var reading: [UInt8] = []
  var target = Target.text
  /// How many elements without prose are open, and what the outermost is.
  var hidden: (element: HTMLElement, depth: Int) = (.inline, 0)
  var headingState = HeadingState.before
  var hasTitle = false
  var date: Date?

  enum HeadingState { case before, inside, after }

  static func extract(_ source: [UInt8]) -> HTMLText {
    var extractor = HTMLTextExtractor(source: source)
    return extractor.run()
  }

  private init(source: [UInt8]) {
    self.source = source
    text.reserveCapacity(source.count / 2)
  }

  private mutating func run() -> HTMLText {
    while position < source.count {
      switch source[position] {
      case UInt8(ascii: "<"): readMarkup()
      case UInt8(ascii: "&"): readReference()
      default: readCharacters(upTo: source.count)
      }
    }
    finishReading()
    // A title that is never closed has taken in the whole page.
    if target == .title { text.append(contentsOf: title) }
    let title = Self.trimmed(title) ?? Self.trimmed(heading)
    return HTMLText(title: title, text: String(repairing: text.span), date: date)
  }

  /// Takes bytes as they are, up to the next markup, the next reference or `end`.
  mutating func readCharacters(upTo end: Int, isLiteral: Bool = false) {
    while position < end {
      let byte = source[position]
      switch byte {
      case UInt8(ascii: "\n"): lineEnd()
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0C: space()
      case UInt8(ascii: "<"), UInt8(ascii: "&"):
        guard isLiteral else { return }
        emit(byte)
      default:
        emitWord(upTo: end)
        continue
      }
      position += 1
    }
  }

  /// Takes the bytes up to the next one that may mean something.
  private mutating func emitWord(upTo end: Int) {
    let start = position
    repeat {
      position += 1
      // A space between two words is as plain as they are.
      if position + 1 < end, source[position] == 0x20, !Self.isSpecial(source[position + 1]) {
        position += 1
      }
    } while position < end && !Self.isSpecial(source[position])
    if hidden.depth == 0 && target == .text && headingState != .inside {
      text += source[start..<position]
    } else {
      for index in start..<position { emit(source[index]) }
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
  }

  /// Passes over bytes that are no prose, keeping their line ends.
  mutating func skip(to end: Int) {
    // A page may be one line with any number of tags, so no search goes beyond this one.
    while position < end {
      let next = ByteScan.index(
        of: UInt8(ascii: "\n"), in: source.span.extracting(..<end), from: position)
      if next < end { lineEnd() }
      position = next < end ? next + 1 : end
    }
  }

  mutating func lineEnd() {
    text.append(UInt8(ascii: "\n"))
    switch target {
    case .text: break
    case .title: Self.addSpace(to: &title)
    case .reading: Self.addSpace(to: &reading)
    case .parentheses: break
    }
    if headingState == .inside { Self.addSpace(to: &heading) }
  }

  mutating func space() {
    guard hidden.depth == 0 else { return }
    switch target {
    case .text: Self.addSpace(to: &text)
    case .title: Self.addSpace(to: &title)
    case .reading: Self.addSpace(to: &reading)
    case .parentheses: break
    }
    if headingState == .inside { Self.addSpace(to: &heading) }
  }

  mutating func emit(_ byte: UInt8) {
    guard hidden.depth == 0 else { return }
    switch target {
    case .text: text.append(byte)
    case .title: title.append(byte)
    case .reading: reading.append(byte)
    case .parentheses: break
    }
    if headingState == .inside && target == .text { heading.append(byte) }
  }

  mutating func emit(_ scalar: Unicode.Scalar) {
    // A line end that the source does not have would shift every line after it.
    if scalar == "\n" || scalar == "\r" { return space() }
    for byte in String(Character(scalar)).utf8 { emit(byte) }
  }

  /// Puts what stood in `rt` elements behind the text they belong to.
  mutating func finishReading() {
    guard !reading.isEmpty else { return }
    Self.addSpace(to: &text)
    text.append(contentsOf: reading)
    Self.addSpace(to: &text)
    reading.removeAll(keepingCapacity: true)
  }

  private static func addSpace(to bytes: inout [UInt8]) {
    if let last = bytes.last, last != UInt8(ascii: " "), last != UInt8(ascii: "\n") {
      bytes.append(UInt8(ascii: " "))
    }
  }

  private static func trimmed(_ bytes: [UInt8]) -> String? {
    TitleText.shortened(String(repairing: bytes.span))
  }
}
