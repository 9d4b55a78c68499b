/// The kana that end a verb inside a compound noun, which may be left out: 打ち合わせ, 打合せ.
enum Okurigana {
  /// Verbs that often begin or end compounds, each with the kana that may be left out, as Japanese
  /// writes them and as the index folds their Han.
  private static let verbs: [UInt32: [UInt32]] = {
    let list = """
      打ち 取り 引き 申し 受け 組み 立て 書き 買い 売り 割り 切り 貸し 借り 積み 繰り 振り 払い 差し 持ち \
      乗り 入れ 落ち 問い 呼び 待ち 読み 折り 置き 張り 貼り 巻き 詰め 締め 建て 植え 付け 替え 換え 合わ \
      込み 扱い 消し 押し 掛け 食べ 飲み 焼き 釣り 降り 出し 送り 戻し 届け 預け 集め \
      书き 买い 卖り 贷し 积み 拂い 乘り 问い 读み 张り 贴り 诘め 缔め 换え 饮み 烧き 钓り 预け 组み 挂け
      """
    let pairs = list.split { $0 == " " || $0 == "\n" }.map { RunText.characters(String($0)) }
    return Dictionary(pairs.map { ($0[0], Array($0.dropFirst())) }) { first, _ in first }
  }()

  /// With less, and with more: inside, at the end, and both.
  static func spellings(of run: [UInt32]) -> [[UInt32]] {
    guard let first = run.first, RunScript(first) == .han else { return [] }
    let inside = withoutInner(run)
    return [inside, shorterEnd(inside), withoutEnd(inside), shorterEnd(run)]
      + [withInner(run), longerEnd(withInner(run)), longerEnd(run)]
  }

  /// Leaves out one or two kana between two Han, if they can be the end of a verb: of the rows of i
  /// and e, and no particle.
  private static func withoutInner(_ run: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < run.count {
      let count = run[index...].prefix { RunScript($0) == .hiragana }.count
      guard count > 0 else {
        result.append(run[index])
        index += 1
        continue
      }
      let kana = run[index..<index + count]
      let isInner = index > 0 && index + count < run.count && isHan(run, index + count)
      if !(isInner && count <= 2 && endsInnerVerb(kana.last)) { result += kana }
      index += count
    }
    return result
  }

  /// Whether a verb inside a compound can end in `kana`: so can 引っ in 引っ越し.
  private static func endsInnerVerb(_ kana: UInt32?) -> Bool {
    kana == 0x3063 || endsVerb(kana)
  }

  private static func endsVerb(_ kana: UInt32?) -> Bool {
    guard let kana, let vowel = Kana.vowel(kana) else { return false }
    // に, で and へ are particles.
    return (vowel == 1 || vowel == 3) && ![0x306B, 0x3067, 0x3078].contains(kana)
  }

  /// 合わせ as 合せ.
  private static func shorterEnd(_ run: [UInt32]) -> [UInt32] {
    let kana = run.reversed().prefix { RunScript($0) == .hiragana }.count
    guard kana == 2, run.count > 3, endsVerb(run.last), RunScript(run[run.count - 3]) == .han,
      Kana.vowel(run[run.count - 2]) != 1
    else { return run }
    return run.dropLast(2) + [run[run.count - 1]]
  }

  /// 申込み as 申込.
  private static func withoutEnd(_ run: [UInt32]) -> [UInt32] {
    let kana = run.reversed().prefix { RunScript($0) == .hiragana }.count
    guard (1...2).contains(kana), run.count - kana >= 2, endsVerb(run.last),
      run.dropLast(kana).suffix(2).allSatisfy({ RunScript($0) == .han })
    else { return run }
    return Array(run.dropLast(kana))
  }

  /// 打合せ as 打ち合せ.
  private static func withInner(_ run: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for (index, character) in run.enumerated() {
      result.append(character)
      if index == 0, run.count > 1, verbs[run[1]] != nil, let kana = verbs[character] {
        result += kana
      }
    }
    return result
  }

  /// 打ち合せ as 打ち合わせ and 申し込 as 申し込み.
  private static func longerEnd(_ run: [UInt32]) -> [UInt32] {
    guard run.count >= 2, let last = run.last else { return run }
    let before = run[run.count - 2]
    if last == 0x305B, let kana = verbs[before], kana == [0x308F] {
      return run.dropLast() + kana + [last]
    }
    if let kana = verbs[last], kana != [0x308F] { return run + kana }
    return run
  }

  private static func isHan(_ run: [UInt32], _ index: Int) -> Bool {
    RunScript(run[index]) == .han
  }
}
