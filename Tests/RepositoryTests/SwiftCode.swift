/// Swift source with comments and the contents of literals replaced by spaces.
///
/// Line breaks stay, so that line numbers stay. Code within `\( )` of a string stays as well: it
/// is code. This is a small scanner, not a parser; it knows what our own sources use.
struct SwiftCode {
  private enum Mode: Equatable {
    case code(parentheses: Int)
    case string(hashes: Int, multiline: Bool)
    case regex(hashes: Int)
    case lineComment
    case blockComment
  }

  private let input: [UInt8]
  private var output: [UInt8] = []
  private var modes: [Mode] = [.code(parentheses: 0)]
  private var index = 0

  /// `source` without comments and literals.
  static func stripped(_ source: String) -> String {
    var scanner = SwiftCode(input: Array(source.utf8))
    return scanner.run()
  }

  private init(input: [UInt8]) {
    self.input = input
    output.reserveCapacity(input.count)
  }

  private mutating func run() -> String {
    while index < input.count {
      switch modes[modes.count - 1] {
      case .code(let parentheses): scanCode(parentheses)
      case .string(let hashes, let multiline): scanString(hashes, multiline)
      case .regex(let hashes):
        if at("/" + String(repeating: "#", count: hashes)) {
          leave(length: hashes + 1)
        } else {
          blank(1)
        }
      case .lineComment:
        if input[index] == UInt8(ascii: "\n") { leave(length: 0) } else { blank(1) }
      case .blockComment:
        if at("*/") {
          leave(length: 2)
        } else if at("/*") {
          enter(.blockComment, length: 2)
        } else {
          blank(1)
        }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func scanCode(_ parentheses: Int) {
    if at("//") { return enter(.lineComment, length: 2) }
    if at("/*") { return enter(.blockComment, length: 2) }
    let hashes = input[index...].prefix { $0 == UInt8(ascii: "#") }.count
    if at("\"\"\"", after: hashes) {
      return enter(.string(hashes: hashes, multiline: true), length: hashes + 3)
    }
    if at("\"", after: hashes) {
      return enter(.string(hashes: hashes, multiline: false), length: hashes + 1)
    }
    if hashes > 0, at("/", after: hashes) {
      return enter(.regex(hashes: hashes), length: hashes + 1)
    }
    if input[index] == UInt8(ascii: "(") {
      modes[modes.count - 1] = .code(parentheses: parentheses + 1)
    } else if input[index] == UInt8(ascii: ")") {
      // The parenthesis that closes `\(` ends the code within a string.
      if parentheses == 0, modes.count > 1 { return leave(length: 1) }
      modes[modes.count - 1] = .code(parentheses: parentheses - 1)
    }
    output.append(input[index])
    index += 1
  }

  private mutating func scanString(_ hashes: Int, _ multiline: Bool) {
    let fence = String(repeating: "#", count: hashes)
    if at("\\" + fence + "(") {
      enter(.code(parentheses: 0), length: hashes + 2)
    } else if at("\\" + fence) {
      blank(hashes + 2)
    } else if at((multiline ? "\"\"\"" : "\"") + fence) {
      leave(length: (multiline ? 3 : 1) + hashes)
    } else if !multiline, input[index] == UInt8(ascii: "\n") {
      // Only a scanner that lost its way gets here; the next line starts afresh.
      leave(length: 0)
    } else {
      blank(1)
    }
  }

  private func at(_ text: String, after distance: Int = 0) -> Bool {
    input[(index + distance)...].starts(with: text.utf8)
  }

  private mutating func enter(_ mode: Mode, length: Int) {
    blank(length)
    modes.append(mode)
  }

  private mutating func leave(length: Int) {
    modes.removeLast()
    blank(length)
  }

  private mutating func blank(_ count: Int) {
    for byte in input[index...].prefix(count) {
      output.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
    }
    index = min(index + count, input.count)
  }
}
