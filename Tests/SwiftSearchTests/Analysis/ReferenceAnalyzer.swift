@testable import SwiftSearch

/// The analysis written as plainly as possible over a list of characters, to compare with. Classes
/// and folds come from the tables, which have tests of their own.
struct ReferenceAnalyzer {
  struct Unit {
    var value: UInt32
    var entry: CharacterEntry
    var source: Range<Int>
    var scalar: UInt32
    var isIgnorable: Bool { entry.isOf(.ignorable) }
  }

  var options: AnalysisOptions

  func tokens(of bytes: [UInt8], from position: UInt32 = 0) -> [Token] {
    let scalars = decode(bytes)
    if options.segmentation == .words { return plainWords(scalars, from: position) }
    let units = folded(scalars)
    var tokens: [Token] = []
    var position = position
    var index = 0
    while index < units.count {
      let unit = units[index]
      if unit.entry.isRun {
        index = run(units, index, &position, &tokens)
      } else if unit.entry.isWord {
        var word = ReferenceWord(units: units, index: index, options: options)
        word.read()
        word.send(position: &position, to: &tokens)
        index = word.index
      } else if unit.entry.isOf(.emoji) || unit.entry.isOf(.flag) {
        index = emoji(units, index, &position, &tokens)
      } else if options.addsSymbols, isOperator(unit) {
        let rest = units[index...].prefix { isOperator($0) }
        if rest.count <= 3 {
          tokens.append(token(Array(rest), .symbol, position))
        }
        index += rest.count
      } else {
        index += 1
      }
    }
    return tokens
  }

  private func isOperator(_ unit: Unit) -> Bool {
    Unicode.Scalar(unit.value).map { "!#$%&*+-/:<=>?@\\^|~".unicodeScalars.contains($0) } ?? false
  }

  private func token(_ units: [Unit], _ kind: TokenKind, _ position: UInt32) -> Token {
    Token(
      term: Self.utf8(units.map(\.value)), kind: kind, position: position,
      source: (units.first?.source.lowerBound ?? 0)..<(units.last?.source.upperBound ?? 0))
  }

  static func utf8(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { Array(String(Unicode.Scalar($0) ?? "?").utf8) }
  }

  // MARK: Characters

  private func decode(_ bytes: [UInt8]) -> [(scalar: UInt32?, source: Range<Int>)] {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var scalars: [(UInt32?, Range<Int>)] = []
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        scalars.append((Unicode.UTF8.decode(encoded).value, offset..<offset + encoded.count))
        offset += encoded.count
      case .error(let length):
        scalars.append((nil, offset..<offset + length))
        offset += length
      case .emptyInput:
        return scalars
      }
    }
  }

  /// Expansions replaced, and marks in order, in groups of at most 32 characters.
  private func folded(_ scalars: [(scalar: UInt32?, source: Range<Int>)]) -> [Unit] {
    let table = CharacterTable.scripts(options)
    var units: [Unit] = []
    var index = 0
    func sequence(_ scalar: UInt32) -> [UInt32] {
      let entry = table[scalar]
      guard entry.isOf(.expansion) else { return [scalar] }
      return entry.sequence.map { table.scalar(ofSequence: $0) }
    }
    while index < scalars.count {
      let (scalar, source) = scalars[index]
      index += 1
      guard let scalar else {
        units.append(Unit(value: 0, entry: .break, source: source, scalar: 0))
        continue
      }
      guard table[scalar].isSpecial else {
        let entry = table[scalar]
        units.append(
          Unit(value: entry.fold(scalar), entry: entry, source: source, scalar: scalar))
        continue
      }
      var group = sequence(scalar)
      var end = source.upperBound
      while index < scalars.count, let next = scalars[index].scalar {
        let more = sequence(next)
        if table[next].isOf(.ignorable) {
          end = scalars[index].source.upperBound
        } else if table[more[0]].combiningClass > 0, group.count + more.count <= 32 {
          group += more
          end = scalars[index].source.upperBound
        } else {
          break
        }
        index += 1
      }
      // A stable sort of each stretch of marks.
      var place = 0
      while place < group.count {
        let marks = group[place...].prefix { table[$0].combiningClass > 0 }
        let order = marks.indices.sorted {
          (table[group[$0]].combiningClass, $0) < (table[group[$1]].combiningClass, $1)
        }
        group.replaceSubrange(marks.indices, with: order.map { group[$0] })
        place += marks.count + 1
      }
      for value in group {
        let entry = table[value]
        units.append(
          Unit(
            value: entry.isOf(.mark) ? value : entry.fold(value), entry: entry,
            source: source.lowerBound..<end, scalar: value))
      }
    }
    return units
  }

  private func plainWords(
    _ scalars: [(scalar: UInt32?, source: Range<Int>)], from position: UInt32
  ) -> [Token] {
    func isWord(_ value: UInt32?) -> Bool {
      guard let value, let scalar = Unicode.Scalar(value) else { return false }
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || 0x20000...0x3FFFF ~= value
    }
    var tokens: [Token] = []
    for stretch in scalars.split(whereSeparator: { !isWord($0.scalar) }) {
      var term: [UInt8] = []
      for (scalar, _) in stretch {
        let form = Self.utf8([CharacterTable.words[scalar ?? 0].fold(scalar ?? 0)])
        if term.count + form.count > 255 { break }
        term += form
      }
      let source =
        (stretch.first?.source.lowerBound ?? 0)..<(stretch.last?.source.upperBound ?? 0)
      tokens.append(
        Token(term: term, kind: .word, position: position + UInt32(tokens.count), source: source))
    }
    return tokens
  }
}
