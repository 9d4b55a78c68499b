@testable import SwiftSearch

/// A word of ``ReferenceAnalyzer``: first its stretches are read, then each is cut.
struct ReferenceWord {
  typealias Unit = ReferenceAnalyzer.Unit

  /// A character of a stretch.
  private struct Letter {
    var unit: Unit
    var isLetter: Bool
    /// Whether a sign that joins stands before it.
    var isJoined = false
    /// Where the character before it ends in the text.
    var sourceBefore: Int
    var kind: String {
      unit.entry.isOf(.digit) ? "digit" : unit.entry.isCapital ? "capital" : "small"
    }
  }

  private struct Part {
    var term: [UInt8]
    var source: Range<Int>
  }

  private struct Stretch {
    var letters: [Letter] = []
    var end = 0
    var real: [Letter] { letters.filter(\.isLetter) }
  }

  let units: [Unit]
  var index: Int
  let options: AnalysisOptions
  private let start: Int
  private var stretches: [Stretch] = []
  private var end = 0

  init(units: [Unit], index: Int, options: AnalysisOptions) {
    self.units = units
    self.index = index
    self.options = options
    start = index
  }

  private var hasParts: Bool { options.identifiers != .none }
  private var limit: Int { options.identifiers == .deep ? 16 : 8 }
  private var byteLimit: Int { options.identifiers == .deep ? 128 : 64 }

  private func next(_ index: Int) -> Int {
    var next = index + 1
    while next < units.count, units[next].isIgnorable { next += 1 }
    return next
  }

  private func isWord(_ index: Int) -> Bool { index < units.count && units[index].entry.isWord }
  private func isDigit(_ index: Int) -> Bool {
    index < units.count && units[index].entry.isOf(.digit)
  }
  private func isMark(_ index: Int) -> Bool {
    index < units.count && units[index].entry.isOf(.mark)
  }

  mutating func read() {
    var stretch = Stretch()
    var isJoined = false
    end = units[index].source.lowerBound
    reading: while index < units.count {
      let unit = units[index]
      let sign = Unicode.Scalar(unit.value).map(Character.init) ?? " "
      if unit.entry.isWord || unit.entry.isOf(.mark) {
        stretch.letters.append(
          Letter(
            unit: unit, isLetter: unit.entry.isWord, isJoined: isJoined && unit.entry.isWord,
            sourceBefore: end))
        if unit.entry.isWord { isJoined = false }
        end = unit.source.upperBound
      } else if unit.isIgnorable {
        end = unit.source.upperBound
      } else if hasParts, unit.entry.isOf(.connector), isWord(next(index)) {
        let following = next(index)
        let afterDigit = stretch.real.last?.kind == "digit"
        let digits = afterDigit && isDigit(following)
        let letters = !afterDigit && !isDigit(following)
        let real = stretch.real
        let isAcronym = real[0].kind != "digit" && real.dropFirst().allSatisfy(\.isJoined)
        switch sign {
        case "&" where !letters: break reading
        case "." where digits:
          stretch.letters.append(Letter(unit: unit, isLetter: false, sourceBefore: end))
        case "-", "_", "·", "&", ".":
          if sign == ".", letters, isAcronym, !isWord(next(following)) {
            isJoined = true
          } else {
            stretch.end = end
            stretches.append(stretch)
            stretch = Stretch()
            isJoined = false
            index = following
            continue
          }
        case "," where digits:
          let second = next(following)
          let third = next(second)
          guard isDigit(second), isDigit(third), !isDigit(next(third)) else { break reading }
          isJoined = true
        case "'" where letters:
          let after = next(following)
          if units[following].value == 0x73, !isWord(after), !isMark(after) {
            index = after
            break reading
          }
          isJoined = true
        default:
          break reading
        }
      } else {
        break
      }
      index += 1
    }
    stretch.end = end
    stretches.append(stretch)
  }

  private func parts(of stretch: Stretch) -> [Part] {
    var terms: [[UInt8]] = [[]]
    var full = false
    var total = 0
    var starts = [stretch.letters[0].unit.source.lowerBound]
    var ends: [Int] = []
    let (cuts, changes) = hasParts ? cuts(of: stretch) : ([], 0)
    for (index, letter) in stretch.letters.enumerated() {
      if cuts.contains(index) {
        terms.append([])
        starts.append(letter.unit.source.lowerBound)
        ends.append(letter.sourceBefore)
      }
      let form = ReferenceAnalyzer.utf8([letter.unit.value])
      full = full || total + form.count > 255
      if full { continue }
      total += form.count
      terms[terms.count - 1] += form
    }
    ends.append(stretch.end)
    if terms.count > limit || total > byteLimit || changes > 3 && options.identifiers != .deep {
      return [Part(term: terms.flatMap { $0 }, source: starts[0]..<stretch.end)]
    }
    return terms.indices.map { Part(term: terms[$0], source: starts[$0]..<ends[$0]) }
  }

  /// The indices of letters that parts begin with, and how often letters and digits change.
  private func cuts(of stretch: Stretch) -> (Set<Int>, Int) {
    let letters = stretch.letters.indices.filter { stretch.letters[$0].isLetter }
    let kinds = letters.map { stretch.letters[$0].kind }
    let isJoined = letters.map { stretch.letters[$0].isJoined }
    var cuts: Set<Int> = []
    var begin = 0
    var changes = 0
    for index in letters.indices.dropFirst() where !isJoined[index] {
      switch (kinds[index - 1], kinds[index]) {
      case ("digit", "digit"): break
      case ("digit", _), (_, "digit"):
        changes += 1
        begin = index
        cuts.insert(letters[index])
      case ("small", "capital") where index - begin > 1:
        begin = index
        cuts.insert(letters[index])
      case ("capital", "small"):
        var capitals = 0
        var back = index - 1
        while back >= begin, kinds[back] == "capital" {
          capitals += 1
          if isJoined[back] { break }
          back -= 1
        }
        guard capitals > 1 else { break }
        let isPlural =
          stretch.letters[letters[index]].unit.value == 0x73
          && (index + 1 == letters.count || kinds[index + 1] != "small")
        if isPlural { break }
        begin = index - 1
        cuts.insert(letters[index - 1])
      default: break
      }
    }
    return (cuts, changes)
  }

  mutating func send(position: inout UInt32, to tokens: inout [Token]) {
    var parts: [Part] = []
    var isCut = false
    func isOver() -> Bool {
      isCut || parts.count > limit || parts.reduce(0) { $0 + $1.term.count } > byteLimit
    }
    func words() {
      for part in parts {
        tokens.append(Token(term: part.term, kind: .word, position: position, source: part.source))
        position += 1
      }
    }
    for (number, stretch) in stretches.enumerated() {
      parts += self.parts(of: stretch)
      if number + 1 < stretches.count, isOver() {
        words()
        parts = []
        isCut = true
      }
    }
    let joined = parts.flatMap(\.term)
    let begin = units[start].source.lowerBound
    if parts.count > 1, !isOver() {
      tokens.append(Token(term: joined, kind: .joined, position: position, source: begin..<end))
    }
    if hasParts, start > 0, !isOver(), units[start - 1].entry.isOf(.connector),
      units[start - 1].value == 0x2E
    {
      let source = units[start - 1].source.lowerBound..<end
      tokens.append(Token(term: [0x2E] + joined, kind: .symbol, position: position, source: source))
    }
    words()
    let signs = units[index...].prefix { [0x2B, 0x23].contains($0.value) }
    let after = index + signs.count
    guard hasParts, 1...3 ~= signs.count, let last = parts.last,
      !isWord(after) || signs.count == 2 && isDigit(after),
      last.term.count + signs.count <= 255
    else { return }
    let source = last.source.lowerBound..<(signs.last?.source.upperBound ?? 0)
    tokens.append(
      Token(
        term: last.term + signs.map { UInt8($0.value) }, kind: .symbol, position: position - 1,
        source: source))
    index = after
  }
}
