@testable import SwiftSearch

/// The analysis written as plainly as possible over scalars, to compare with. Classes come from
/// Swift's own properties of characters, folds from the table.
struct ReferenceAnalyzer {
  enum Kind { case breaking, word, run, mark, ignorable, zeroWidthSpace }

  private struct Unit {
    var kind: Kind
    var scalar: Unicode.Scalar
    var source: Range<Int>
  }

  var splitsCJK: Bool

  func tokens(of bytes: [UInt8], from position: UInt32 = 0) -> [Token] {
    let units = decode(bytes)
    var tokens: [Token] = []
    var position = position
    var start = 0
    while start < units.count {
      let kind = units[start].kind
      guard kind == .word || kind == .run else {
        start += 1
        continue
      }
      var end = start + 1
      while end < units.count, continues(kind, units[end].kind) {
        end += 1
      }
      if kind == .word {
        tokens.append(word(units[start..<end], at: position))
        position += 1
      } else {
        let run = runTokens(units[start..<end], at: position)
        tokens += run
        position = (run.last?.position ?? 0) + 1
      }
      start = end
    }
    return tokens
  }

  private func continues(_ kind: Kind, _ next: Kind) -> Bool {
    next == kind || next == .mark || next == .ignorable || (next == .zeroWidthSpace && kind == .run)
  }

  private func decode(_ bytes: [UInt8]) -> [Unit] {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var units: [Unit] = []
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        units.append(
          Unit(kind: kind(of: scalar), scalar: scalar, source: offset..<offset + encoded.count))
        offset += encoded.count
      case .error(let length):
        units.append(Unit(kind: .breaking, scalar: " ", source: offset..<offset + length))
        offset += length
      case .emptyInput:
        return units
      }
    }
  }

  func kind(of scalar: Unicode.Scalar) -> Kind {
    let properties = scalar.properties
    let isHanPlane = 0x20000...0x3FFFF ~= scalar.value
    let isWord = properties.isAlphabetic || properties.numericType != nil || isHanPlane
    if !splitsCJK { return isWord ? .word : .breaking }
    if scalar == "\u{200B}" { return .zeroWidthSpace }
    if properties.isDefaultIgnorableCodePoint { return .ignorable }
    if scalar == "ﾞ" || scalar == "ﾟ" { return .mark }
    if 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FF ~= scalar.value { return .mark }
    if isWord { return isRun(scalar) ? .run : .word }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .breaking
    }
  }

  private func isRun(_ scalar: Unicode.Scalar) -> Bool {
    let ranges: [ClosedRange<UInt32>] = [
      0x1100...0x11FF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3038...0x303B,
      0x3041...0x309F, 0x30A0...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF,
    ]
    return ranges.contains { $0.contains(scalar.value) }
  }

  private func fold(_ scalar: Unicode.Scalar) -> UInt32 {
    let table = splitsCJK ? CharacterTable.scripts : CharacterTable.words
    return table[scalar.value].fold(scalar.value)
  }

  private func utf8(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { Array(String(Unicode.Scalar($0) ?? "?").utf8) }
  }

  private func word(_ units: ArraySlice<Unit>, at position: UInt32) -> Token {
    var term: [UInt8] = []
    for unit in units where unit.kind == .word || unit.kind == .mark {
      let form = utf8([fold(unit.scalar)])
      if term.count + form.count > 255 { break }
      term += form
    }
    let source =
      units[units.startIndex].source.lowerBound..<units[units.endIndex - 1].source.upperBound
    return Token(term: term, kind: .word, position: position, source: source)
  }

  private func runTokens(_ units: ArraySlice<Unit>, at position: UInt32) -> [Token] {
    var characters: [(term: [UInt8], source: Range<Int>)] = []
    var base: UInt32 = 0
    for unit in units {
      let folded = fold(unit.scalar)
      if unit.kind == .run {
        characters.append((utf8([folded]), unit.source))
        base = folded
        continue
      }
      let last = characters.count - 1
      characters[last].source = characters[last].source.lowerBound..<unit.source.upperBound
      guard unit.kind == .mark else { continue }
      if let composed = CharacterComposition.compose(base, folded) {
        characters[last].term = utf8([composed])
        base = composed
        continue
      }
      if characters[last].term.count <= 123 { characters[last].term += utf8([folded]) }
      base = 0
    }
    var tokens: [Token] = []
    for index in characters.indices.dropLast() {
      let (first, second) = (characters[index], characters[index + 1])
      tokens.append(
        Token(
          term: first.term + second.term, kind: .bigram, position: position + UInt32(index),
          source: first.source.lowerBound..<second.source.upperBound))
    }
    let last = characters.count - 1
    tokens.append(
      Token(
        term: characters[last].term, kind: last > 0 ? .runEnd : .single,
        position: position + UInt32(last), source: characters[last].source))
    return tokens
  }
}
