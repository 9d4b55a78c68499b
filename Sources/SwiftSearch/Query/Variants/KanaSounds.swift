/// Katakana for sounds that Japanese has not always had.
enum KanaSounds {
  /// Without ヴ, and with it in the place of the sounds of b, all and each of the first three.
  static func vSpellings(of run: [UInt32]) -> [[UInt32]] {
    var plain: [UInt32] = []
    var index = 0
    while index < run.count {
      if run[index] == Kana.vu {
        let next = index + 1 < run.count ? run[index + 1] : 0
        let sounds: [UInt32: [UInt32]] = [
          0x30A1: [0x30D0], 0x30A3: [0x30D3], 0x30A7: [0x30D9], 0x30A9: [0x30DC],
          0x30E5: [0x30D3, 0x30E5],
        ]
        plain += sounds[next] ?? [0x30D6]
        index += sounds[next] == nil ? 1 : 2
      } else {
        plain.append(run[index])
        index += 1
      }
    }
    let places = run.indices.filter { vSound(run[$0]) != nil }
    guard !places.isEmpty else { return [plain] }
    func replaced(_ chosen: [Int]) -> [UInt32] {
      run.indices.flatMap { chosen.contains($0) ? vSound(run[$0]) ?? [] : [run[$0]] }
    }
    return [plain, replaced(places)] + places.prefix(3).map { replaced([$0]) }
  }

  private static func vSound(_ kana: UInt32) -> [UInt32]? {
    switch kana {
    case 0x30D0: [Kana.vu, 0x30A1]
    case 0x30D3: [Kana.vu, 0x30A3]
    case 0x30D6: [Kana.vu]
    case 0x30D9: [Kana.vu, 0x30A7]
    case 0x30DC: [Kana.vu, 0x30A9]
    default: nil
    }
  }

  /// With all small kana large, and with the large ones small that may be: all of them, and each
  /// of the first two.
  static func sizeSpellings(of run: [UInt32]) -> [[UInt32]] {
    let places = run.indices.dropFirst().filter { mayBeSmall(run, $0) }
    func small(_ chosen: some Collection<Int>) -> [UInt32] {
      run.indices.map { chosen.contains($0) ? run[$0] - 1 : run[$0] }
    }
    return [run.map { Kana.large($0) ?? $0 }, small(places)] + places.prefix(2).map { small([$0]) }
  }

  /// The other ways to write the counter of 一ヶ月 and the particle of 関ヶ原.
  static func counterSpellings(of run: [UInt32]) -> [[UInt32]] {
    let marks = RunText.characters("ヶかケヵカが")
    let place = run.indices.dropFirst().dropLast().first { index in
      marks.contains(run[index])
        && [index - 1, index + 1].allSatisfy { RunScript(run[$0]) == .han }
    }
    guard let place else { return [] }
    return marks.filter { $0 != run[place] }.map { run[..<place] + [$0] + run[(place + 1)...] }
  }

  /// Whether the large kana at `index` may stand for a small one: a vowel of a foreign sound (フイ,
  /// テイ, ウエ), や, ゆ and よ after the row of i, and つ between kana.
  private static func mayBeSmall(_ run: [UInt32], _ index: Int) -> Bool {
    let (kana, last) = (Kana.hiragana(run[index]), Kana.hiragana(run[index - 1]))
    guard RunScript(run[index]).isKana, RunScript(run[index]) == RunScript(run[index - 1])
    else { return false }
    switch kana {
    case 0x3042, 0x3044, 0x3048, 0x304A:
      // う, ふ, ゔ, て, で, and in katakana only: hiragana has no foreign sounds.
      return RunScript(run[index]) == .katakana
        && [0x3046, 0x3075, 0x3094, 0x3066, 0x3067].contains(last)
    case 0x3084, 0x3086, 0x3088: return Kana.vowel(last) == 1 && last != 0x3044
    case 0x3064: return index + 1 < run.count && RunScript(run[index + 1]).isKana
    default: return false
    }
  }
}
