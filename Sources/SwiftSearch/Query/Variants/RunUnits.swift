/// A part of a run that is looked for as a whole.
struct RunUnit: Equatable {
  /// Characters of the run, counted in code points.
  var range: Range<Int>
  var kind: WordKind
}

/// Cuts a run of Han, kana or Hangul into units: where the script changes, and at function words.
///
/// No dictionary: 日本国の首都はどこですか becomes 日本国, の, 首都, は and どこですか. What has no function
/// words stays as it is.
enum RunUnits {
  /// Runs up to here are looked for as they stand, even if they hold a function word: 女の子.
  static let longestWhole = 4
  /// Longer runs are cut where the script changes even if they hold no function word.
  static let longestWithoutCut = 8

  /// The units of a folded run, which follow one another without gaps.
  static func units(of run: [UInt8]) -> [RunUnit] {
    units(of: RunText.characters(run))
  }

  static func units(of run: [UInt32]) -> [RunUnit] {
    guard !run.isEmpty else { return [] }
    let whole = [RunUnit(range: 0..<run.count, kind: .content)]
    let isKorean = RunScript(run[0]) == .hangul
    if isKorean, run.allSatisfy({ RunScript($0) == .hangul }) { return koreanUnits(of: run) }
    let units = merged(pieces(of: run))
    if run.count > longestWithoutCut { return units }
    // A short run is cut only where it asks, or where a function word joins two others.
    let joins = units.dropFirst().dropLast().contains { $0.kind == .function }
    let asks = units.contains { $0.kind == .question }
    return asks || joins && run.count > longestWhole ? units : whole
  }

  private static func koreanUnits(of run: [UInt32]) -> [RunUnit] {
    let kind = FunctionWords.koreanKind(of: run)
    guard kind == .content, let tail = KoreanParticles.tailCount(of: run) else {
      return [RunUnit(range: 0..<run.count, kind: kind)]
    }
    let start = run.count - tail
    let asks = FunctionWords.isKoreanQuestion(tail: run[start...])
    return [
      RunUnit(range: 0..<start, kind: .content),
      RunUnit(range: start..<run.count, kind: asks ? .question : .function),
    ]
  }

  /// Joins neighbours that do the same in a sentence, but for content, whose cuts are changes of
  /// script.
  private static func merged(_ units: [RunUnit]) -> [RunUnit] {
    var result: [RunUnit] = []
    for unit in units {
      if let last = result.last, last.kind == unit.kind, unit.kind != .content {
        result[result.count - 1].range = last.range.lowerBound..<unit.range.upperBound
      } else {
        result.append(unit)
      }
    }
    return result
  }

  private static func pieces(of run: [UInt32]) -> [RunUnit] {
    let isJapanese = run.contains { RunScript($0).isKana }
    var units: [RunUnit] = []
    var index = 0
    while index < run.count {
      let script = RunScript(run[index])
      var end = index + 1
      while end < run.count, RunScript(run[end]) == script || run[end] == Kana.longMark { end += 1 }
      switch script {
      case .han: appendHan(run, index..<end, isJapanese: isJapanese, to: &units)
      case .hiragana: appendHiragana(run, index..<end, to: &units)
      default: units.append(RunUnit(range: index..<end, kind: .content))
      }
      index = end
    }
    return units
  }

  private static func appendHan(
    _ run: [UInt32], _ range: Range<Int>, isJapanese: Bool, to units: inout [RunUnit]
  ) {
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let word = FunctionWords.hanMatch(in: run, at: index, isJapanese: isJapanese)
      guard let word, index + word.count <= range.upperBound else {
        index += 1
        continue
      }
      if start < index { units.append(RunUnit(range: start..<index, kind: .content)) }
      units.append(RunUnit(range: index..<index + word.count, kind: word.kind))
      index += word.count
      start = index
    }
    if start < index { units.append(RunUnit(range: start..<index, kind: .content)) }
  }

  /// Cuts hiragana at the first place from which function words cover all of the rest. What stands
  /// before is a word, or after Han its ending.
  private static func appendHiragana(
    _ run: [UInt32], _ range: Range<Int>, to units: inout [RunUnit]
  ) {
    var words = [FunctionWord?](repeating: nil, count: range.count)
    for index in range.reversed() {
      words[index - range.lowerBound] = FunctionWords.matches(in: run, at: index).first { word in
        let end = index + word.count - range.lowerBound
        return end == range.count || end < range.count && words[end] != nil
      }
    }
    var start = range.lowerBound
    let followsHan = start > 0 && units.last?.kind == .content && RunScript(run[start - 1]) == .han
    if followsHan, words[0] == nil, neverEndings.contains(run[start]) {
      units.append(RunUnit(range: start..<start + 1, kind: .function))
      start += 1
    }
    let covered = (start..<range.upperBound).first { words[$0 - range.lowerBound] != nil }
    let content = start..<(covered ?? range.upperBound)
    if !content.isEmpty {
      if followsHan, start == range.lowerBound, let last = units.popLast() {
        let whole = last.range.lowerBound..<content.upperBound
        units.append(RunUnit(range: whole, kind: .content))
      } else {
        units.append(RunUnit(range: content, kind: .content))
      }
    }
    var index = content.upperBound
    while index < range.upperBound, let word = words[index - range.lowerBound] {
      units.append(RunUnit(range: index..<index + word.count, kind: word.kind))
      index += word.count
    }
  }

  /// の, を, が, は and と, with which the ending of no verb begins.
  private static let neverEndings: Set<UInt32> = [0x306E, 0x3092, 0x304C, 0x306F, 0x3068]
}
