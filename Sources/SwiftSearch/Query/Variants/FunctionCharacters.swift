/// Characters and bigrams that carry grammar.
///
/// Everything is told from the characters alone: nobody has to say which language a text is in,
/// and nothing is dropped.
enum FunctionCharacters {
  /// The commonest Chinese particles, prepositions, pronouns, conjunctions and adverbs, in both
  /// scripts, so that they are found before and after the folding of Han.
  ///
  /// From the function words of grammars of Mandarin (虚词) that are written with one character.
  /// Those that begin or end many nouns (中, 上, 下, 大, 年, 家) are left out, and the words that a
  /// listed character is part of are in ``contentBigrams``.
  static let han: Set<UInt32> = Set(
    RunText.characters(
      """
      的了在是和与與及或而且但于於以为為被把将將对對从從由向给給让讓跟等之其此这這那哪
      吗嗎呢吧啊么麼什甚谁誰几幾个個们們我你您他她它就都也还還又再才很最更不没沒有
      得着著过過所如若因虽雖则則即使乃并並
      """
    ).filter { $0 > 0x20 })

  /// Pairs with a function character that are words of their own, in Chinese or in Japanese.
  static let contentBigrams: Set<[UInt32]> = Set(
    """
    目的 标的 標的 的确 的確 现在 現在 存在 正在 内在 內在 潜在 潛在 在线 在線 在职 在職 在住 在庫 在库 \
    在学 在學 共和 和平 和谐 和諧 和服 和歌 和解 昭和 令和 饱和 飽和 缓和 緩和 总和 總和 和食 和室 温和 溫和 \
    了解 了承 终了 終了 完了 修了 参与 參與 与党 与え 授与 給与 给与 及格 及び 普及 言及 波及 以上 以下 \
    以内 以內 以外 以前 以后 以後 以色 以来 以來 行为 行為 作为 作為 成为 成為 认为 認為 为替 為替 被害 \
    被告 被子 将来 將來 将军 將軍 主将 主將 大将 大將 对象 對象 对手 對手 反对 反對 绝对 絕對 相对 相對 面对 \
    面對 对策 对应 对话 對話 从事 從事 服从 服從 自由 由来 由來 理由 经由 經由 方向 向上 倾向 傾向 志向 意向 \
    供给 供給 給料 给料 高等 等级 等級 初等 中等 平等 等式 之前 之后 之後 其他 其它 个人 個人 个体 個體 \
    个性 個性 几何 幾何 人们 人們 自我 我国 我國 成都 首都 京都 东都 東都 都市 都会 都會 还原 還原 再生 再见 \
    再見 才能 天才 人才 最高 最大 最初 最后 最後 更新 变更 變更 更改 不同 不足 不动 不動 有限 有效 有机 \
    有機 所有 有名 有害 国有 國有 私有 没收 沒收 得到 获得 獲得 取得 得分 所得 得点 得點 着陆 著陆 著作 著名 \
    著者 过程 過程 通过 通過 过去 過去 超过 超過 经过 經過 过敏 過敏 究所 场所 場所 所在 所属 所屬 如来 \
    如來 若者 若干 因素 原因 原则 原則 规则 規則 法则 法則 即位 使用 大使 天使 使徒 使命 并行 並行 合并 \
    合並 若狭 其中 是非 什器 着物 著物 到着 着用 個別 个别 个数 個数 個室 有利 有罪 有権 于是 等身 均等 \
    对比 對比 对外 對外 对抗 對抗 应对 敌对 一对 等于 由于 对于 关于 位于 位於 属于 屬於 关於 關於
    """.split { $0 == " " || $0 == "\n" }.map { RunText.characters(String($0)) })

  /// The class of the bigram of two characters by themselves.
  ///
  /// What only the run around them can tell is not seen; ``classes(of:)`` sees it.
  static func bigramClass(_ first: UInt32, _ second: UInt32) -> BigramClass {
    let scripts = (RunScript(first), RunScript(second))
    guard scripts == (.han, .han) else { return kanaClass(first, second) }
    let count = (han.contains(first) ? 1 : 0) + (han.contains(second) ? 1 : 0)
    if count == 0 || contentBigrams.contains([first, second]) { return .content }
    return count == 2 ? .hanFunction : .hanMixed
  }

  /// The class of a term of two characters; ``BigramClass/content`` for every other term.
  static func bigramClass(ofTerm term: [UInt8]) -> BigramClass {
    guard term.count <= 8 else { return .content }
    let characters = RunText.characters(term)
    return characters.count == 2 ? bigramClass(characters[0], characters[1]) : .content
  }

  /// The classes of all bigrams of a run, one for each character but the last, by the units that
  /// the run is cut into: 目的 in Japanese is no 的.
  static func classes(of run: [UInt32]) -> [BigramClass] {
    guard run.count > 1 else { return [] }
    var classes: [BigramClass] = []
    var before: WordKind?
    for unit in RunUnits.units(of: run) {
      for index in unit.range {
        if index > 0, let before {
          classes.append(unitClass(run[index - 1], before, run[index], unit.kind))
        }
        before = unit.kind
      }
    }
    return classes
  }

  private static func unitClass(
    _ first: UInt32, _ before: WordKind, _ second: UInt32, _ after: WordKind
  ) -> BigramClass {
    if before == .question, after == .question { return .question }
    let isMixed = before == .content || after == .content
    if isMixed, before == after { return kanaClass(first, second) }
    let scripts = (RunScript(first), RunScript(second))
    if scripts == (.hangul, .hangul) { return isMixed ? .koreanMixed : .koreanFunction }
    if scripts == (.han, .han) { return isMixed ? .hanMixed : .hanFunction }
    return isMixed ? .kanaMixed : .kanaFunction
  }

  /// The class inside a word, where only hiragana weigh less.
  private static func kanaClass(_ first: UInt32, _ second: UInt32) -> BigramClass {
    // A long mark belongs to the kana before it.
    if first == Kana.longMark || second == Kana.longMark { return .content }
    let count = [first, second].count { RunScript($0) == .hiragana }
    return count == 0 ? .content : count == 1 ? .kanaEnding : .kanaContent
  }
}
