@testable import SwiftSearch

extension ReferenceAnalyzer {
  private struct Character {
    var term: [UInt8]
    var source: Range<Int>
    var base: UInt32
    var script: String
  }

  /// Reads the run at `index` and returns where it ends.
  func run(
    _ units: [Unit], _ start: Int, _ position: inout UInt32, _ tokens: inout [Token]
  ) -> Int {
    var characters: [Character] = []
    var index = start
    while index < units.count {
      let unit = units[index]
      let last = characters.count - 1
      if unit.entry.isOf(.jamo) || unit.entry.isOf(.mark), last >= 0,
        let composed = CharacterComposition.compose(characters[last].base, unit.value)
      {
        characters[last].term = Self.utf8([composed])
        characters[last].base = composed
        characters[last].source = characters[last].source.lowerBound..<unit.source.upperBound
      } else if unit.entry.isRun {
        let script = script(of: unit, after: characters.last?.script)
        characters.append(
          Character(
            term: Self.utf8([unit.value]), source: unit.source, base: unit.value, script: script))
      } else if unit.entry.isOf(.mark) {
        characters[last].base = 0
        if characters[last].term.count <= 123 { characters[last].term += Self.utf8([unit.value]) }
        characters[last].source = characters[last].source.lowerBound..<unit.source.upperBound
      } else if unit.isIgnorable || unit.entry.isOf(.zeroWidthSpace) {
        characters[last].source = characters[last].source.lowerBound..<unit.source.upperBound
      } else if options.bridgesLines, characters[last].script != "hangul",
        let next = bridge(units, index)
      {
        index = next
        continue
      } else {
        break
      }
      index += 1
    }
    send(characters, position, &tokens)
    position += UInt32(characters.count)
    return index
  }

  private func script(of unit: Unit, after previous: String?) -> String {
    switch unit.entry.characterClass {
    case .han: "han"
    case .hiragana: "hiragana"
    case .katakana: unit.value == 0x30FC && previous == "hiragana" ? "hiragana" : "katakana"
    default: "hangul"
    }
  }

  /// Where the line after a line end begins, if a run goes on there.
  private func bridge(_ units: [Unit], _ start: Int) -> Int? {
    let line = units[start...].prefix(200).map { unit in
      unit.source.count == 1 ? UnicodeScalar(UInt8(truncatingIfNeeded: unit.scalar)) : "字"
    }
    var text = String(String.UnicodeScalarView(line)).unicodeScalars[...]
    func drop(_ set: String) -> Int {
      let rest = text.drop { set.unicodeScalars.contains($0) }
      defer { text = rest }
      return text.count - rest.count
    }
    if text.first == "\r" { text.removeFirst() }
    guard text.first == "\n" else { return nil }
    text.removeFirst()
    _ = drop(" \t")
    if text.first == ">" {
      _ = drop("> \t")
    } else if text.first == "#" || text.first == "*" {
      text.removeFirst()
      _ = drop(" \t")
    } else if text.starts(with: "//".unicodeScalars) {
      text.removeFirst(2)
      _ = drop(" \t")
    }
    let next = start + line.count - text.count
    guard next < units.count, units[next].entry.isUnspaced else { return nil }
    return next
  }

  private func send(_ characters: [Character], _ position: UInt32, _ tokens: inout [Token]) {
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
    guard options.addsWholeRuns else { return }
    var start = 0
    while start < characters.count {
      let script = characters[start].script
      let whole = characters[start...].prefix { $0.script == script }
      let term = [1] + whole.flatMap(\.term)
      let limit = script == "katakana" ? 24 : script == "hangul" ? 16 : 0
      if whole.count >= 3, whole.count <= limit, term.count <= 255 {
        tokens.append(
          Token(
            term: term, kind: .whole, position: position + UInt32(start),
            source: whole[start].source.lowerBound..<whole[whole.endIndex - 1].source.upperBound))
      }
      start += whole.count
    }
  }

  /// Reads the emoji at `index` and returns where it ends.
  func emoji(
    _ units: [Unit], _ start: Int, _ position: inout UInt32, _ tokens: inout [Token]
  ) -> Int {
    var values = [units[start].value]
    var index = start + 1
    var isJoined = false
    while index < units.count {
      let unit = units[index]
      let isEmoji = unit.entry.isOf(.emoji)
      if unit.isIgnorable {
        isJoined = isJoined || unit.scalar == 0x200D
      } else if isEmoji, 0x1F3FB...0x1F3FF ~= unit.value {
        isJoined = false
      } else if isEmoji && isJoined
        || units[start].entry.isOf(.flag) && values.count == 1 && unit.entry.isOf(.flag)
      {
        values.append(unit.value)
        isJoined = false
      } else {
        break
      }
      index += 1
    }
    tokens.append(
      Token(
        term: Self.utf8(Array(values.prefix(10))), kind: .word, position: position,
        source: units[start].source.lowerBound..<units[index - 1].source.upperBound))
    position += 1
    return index
  }
}
