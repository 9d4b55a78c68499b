/// 々, ゝ, ゞ, ヽ and ヾ, which repeat what stands before them.
enum IterationMarks {
  /// The run with its marks written out, and with repeated Han as marks.
  static func spellings(of run: [UInt32]) -> [[UInt32]] {
    [writtenOut(run), marked(run)]
  }

  /// 々 repeats one character, and n of them the last n: 部分々々 is 部分部分.
  static func writtenOut(_ run: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < run.count {
      let character = run[index]
      let last = result.last
      switch character {
      case 0x3005:
        let count = run[index...].prefix { $0 == 0x3005 }.count
        let repeated = result.suffix(count)
        let isHan = repeated.count == count && repeated.allSatisfy { RunScript($0) == .han }
        result += isHan ? Array(repeated) : Array(repeating: character, count: count)
        index += count - 1
      case 0x309D, 0x30FD:
        result.append(last.flatMap { RunScript($0).isKana ? $0 : nil } ?? character)
      case 0x309E, 0x30FE:
        result.append(last.flatMap { Kana.voiced($0) } ?? character)
      default: result.append(character)
      }
      index += 1
    }
    return result
  }

  /// 時時 as 時々.
  private static func marked(_ run: [UInt32]) -> [UInt32] {
    var result = run
    for index in run.indices.dropFirst()
    where run[index] == result[index - 1] && RunScript(run[index]) == .han {
      result[index] = KanaVariants.iterationMark
    }
    return result
  }

  /// こころ as こゝろ and みすず as みすゞ.
  static func oldSpellings(of run: [UInt32]) -> [[UInt32]] {
    var result = run
    for index in run.indices.dropFirst() {
      let (last, kana) = (result[index - 1], run[index])
      guard RunScript(kana).isKana, Kana.vowel(kana) != nil else { continue }
      let isKatakana = RunScript(kana) == .katakana
      if kana == last { result[index] = isKatakana ? 0x30FD : 0x309D }
      if kana == Kana.voiced(last) { result[index] = isKatakana ? 0x30FE : 0x309E }
    }
    return [result]
  }
}

/// The ー at the end of a katakana word, which technical writing leaves out (JIS Z 8301) when
/// three or more kana stand before it.
enum LongMarks {
  /// The run with the mark left out or put at the end of each of its katakana words.
  static func toggled(_ run: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for (index, character) in run.enumerated() {
      let isEnd = index + 1 == run.count || RunScript(run[index + 1]) != .katakana
      guard RunScript(character) == .katakana, isEnd else {
        result.append(character)
        continue
      }
      let bare = run[...index].reversed().prefix { RunScript($0) == .katakana }.count
      if character == Kana.longMark {
        if bare <= 3 { result.append(character) }
      } else {
        result.append(character)
        // The vowels of -er, -or, -ar and -y.
        if bare >= 3, let vowel = Kana.vowel(character), vowel < 2 { result.append(Kana.longMark) }
      }
    }
    return result
  }
}
