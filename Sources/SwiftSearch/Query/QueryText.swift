/// The characters of a query's text, by their places in its UTF-8.
///
/// A character is what a person takes for one: a quotation mark with an accent on it is no
/// quotation mark. Between two ASCII bytes there is always a border, so only the neighbourhood
/// of others costs the search for one.
struct QueryText: ~Escapable {
  /// What a character means to the parser.
  enum Kind {
    case whiteSpace
    case opening
    case closing
    case quote
    case plus
    case minus
    case colon
    /// It may be in the name of a field.
    case name
    case other
  }

  private let text: String
  private let bytes: Span<UInt8>
  /// How many bytes the text has.
  let count: Int

  /// - Parameter bytes: the UTF-8 of `text`.
  @_lifetime(copy bytes)
  init(_ text: String, bytes: Span<UInt8>) {
    self.text = text
    self.bytes = bytes
    count = bytes.count
  }

  /// The kind of the character at `offset`, which is inside of the text, and where it ends.
  @inline(__always)
  func character(at offset: Int) -> (kind: Kind, end: Int) {
    let byte = bytes[offset]
    let next = offset &+ 1
    // Nothing belongs to a control character, but the line feed to the carriage return, which
    // makes no difference here.
    guard byte < 0x20 || byte < 0x80 && isBorder(next) else { return wide(at: offset) }
    return (Self.kind(ofASCII: byte), next)
  }

  /// Whether what is at `offset` certainly does not belong to an ASCII or plain character before.
  @inline(__always)
  private func isBorder(_ offset: Int) -> Bool {
    offset >= count || bytes[offset] < 0x80 || isPlain(at: offset)
  }

  /// Whether the character at `offset` begins with a Han character or kana of the common ranges:
  /// letters that never join with what is before them.
  private func isPlain(at offset: Int) -> Bool {
    guard count - offset >= 3, bytes[offset] & 0xF0 == 0xE0 else { return false }
    let scalar =
      UInt32(bytes[offset] & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6
      | UInt32(bytes[offset + 2] & 0x3F)
    switch scalar {
    case 0x4E00...0x9FEF, 0x3041...0x3096, 0x30A1...0x30FA: return true
    default: return false
    }
  }

  @inline(__always)
  private static func kind(ofASCII byte: UInt8) -> Kind {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F, 0x2E: .name
    case 0x20, 0x09...0x0D: .whiteSpace
    case 0x28: .opening
    case 0x29: .closing
    case 0x22: .quote
    case 0x2B: .plus
    case 0x2D: .minus
    case 0x3A: .colon
    default: .other
    }
  }

  /// A character that is not ASCII, or has something behind it that may belong to it.
  @inline(never)
  private func wide(at offset: Int) -> (kind: Kind, end: Int) {
    if isPlain(at: offset), isBorder(offset + 3) { return (.name, offset + 3) }
    let start = text.utf8.index(text.startIndex, offsetBy: offset)
    // A substring is not looked at before its beginning, which is the beginning of a character.
    guard let character = text[start...].first else { return (.other, count) }
    let end = offset + character.utf8.count
    if character.isWhitespace { return (.whiteSpace, end) }
    if character.isLetter || character.isNumber { return (.name, end) }
    let scalars = character.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return (.other, end) }
    switch scalar {
    case "“", "”", "„", "＂": return (.quote, end)
    default: return (scalar.isASCII ? Self.kind(ofASCII: UInt8(scalar.value)) : .other, end)
    }
  }

  /// An operator that is a word.
  enum Connective {
    case and, or, not
  }

  /// The operator at `offset`, where a clause begins, and where its operand does: `AND`, `OR` or
  /// `NOT` with white space, a parenthesis or a quotation mark behind it, and then something.
  func connective(at offset: Int) -> (kind: Connective, operand: Int)? {
    let (kind, count): (Connective, Int)
    switch bytes[offset] {
    case 0x41: (kind, count) = (.and, 3)
    case 0x4F: (kind, count) = (.or, 2)
    case 0x4E: (kind, count) = (.not, 3)
    default: return nil
    }
    var next = offset + count
    guard next < self.count, character(at: next - 1).end == next else { return nil }
    switch kind {
    case .and: guard bytes[offset + 1] == 0x4E, bytes[offset + 2] == 0x44 else { return nil }
    case .or: guard bytes[offset + 1] == 0x52 else { return nil }
    case .not: guard bytes[offset + 1] == 0x4F, bytes[offset + 2] == 0x54 else { return nil }
    }
    var following = character(at: next)
    guard [.whiteSpace, .opening, .quote].contains(following.kind) else { return nil }
    while following.kind == .whiteSpace {
      next = following.end
      guard next < self.count else { return nil }
      following = character(at: next)
    }
    return following.kind == .closing ? nil : (kind, next)
  }

  /// The first character at or behind `offset` that may be anything but an ASCII letter or digit.
  @inline(__always)
  func skippingLetters(from offset: Int) -> Int {
    var end = offset
    while end < count {
      let letters = ASCIIChunk(TextBytes(bytes).eight(at: end)).wordCount
      end &+= letters
      if letters < 8 { break }
    }
    // A mark may belong to the last letter.
    return end > offset && end < count && bytes[end] >= 0x80 ? end &- 1 : end
  }

  /// The text from `start` to `end`.
  @inline(__always)
  func string(from start: Int, to end: Int) -> String {
    if start == 0, end == count { return text }
    return String(repairing: bytes.extracting(start..<end))
  }

  /// What stands from `offset` to white space or a parenthesis, and where it ends.
  func word(at offset: Int) -> (text: String, end: Int) {
    var next = offset
    while next < count {
      let (kind, end) = character(at: next)
      if kind == .whiteSpace || kind == .opening || kind == .closing { break }
      next = end
    }
    return (string(from: offset, to: next), next)
  }

  /// What stands in square or curly brackets at `offset`, with them, and where it ends; `nil` when
  /// there are none, or when they are far from each other.
  func bracket(at offset: Int) -> (text: String, end: Int)? {
    guard isASCII("[", at: offset) || isASCII("{", at: offset) else { return nil }
    var next = offset
    while next < count, next < offset + Self.longestBracket {
      if isASCII("]", at: next) || isASCII("}", at: next) {
        return (string(from: offset, to: next + 1), next + 1)
      }
      next = character(at: next).end
    }
    return nil
  }

  /// What stands between two slashes at `offset`, with them, and where it ends; `nil` when there is
  /// white space before the second one, or more than a boost or a parenthesis behind it.
  func expression(at offset: Int) -> (text: String, end: Int)? {
    guard isASCII("/", at: offset) else { return nil }
    var next = offset + 1
    var isEscaped = false
    while next < count, next < offset + Self.longestBracket {
      let (kind, end) = character(at: next)
      if kind == .whiteSpace { return nil }
      if !isEscaped, isASCII("/", at: next) {
        let isEnd =
          end == count || isASCII("^", at: end)
          || [.whiteSpace, .closing].contains(character(at: end).kind)
        return isEnd && end > offset + 2 ? (string(from: offset, to: end), end) : nil
      }
      isEscaped = !isEscaped && isASCII("\\", at: next)
      next = end
    }
    return nil
  }

  /// Whether the character at `offset` is an ASCII one, with nothing that belongs to it.
  private func isASCII(_ sign: Unicode.Scalar, at offset: Int) -> Bool {
    offset < count && UInt32(bytes[offset]) == sign.value && character(at: offset).end == offset + 1
  }

  private static let longestBracket = 2100

  /// The number of the character at `offset`, from 1.
  func column(of offset: Int) -> Int {
    text[..<text.utf8.index(text.startIndex, offsetBy: offset)].count + 1
  }
}
