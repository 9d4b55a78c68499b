/// The lists of ``FunctionWords``, as text. Chinese stands in both scripts.
enum FunctionWordLists {
  static let questions = chineseQuestions + " " + japaneseQuestions
  static let light = chineseLight + " " + japaneseParticles + " " + japaneseVerbs

  static let koreanQuestions =
    "무엇 무슨 뭐 뭘 누구 누가 어디 언제 얼마 몇 어떤 어떻게 어떠한 어느 왜"

  static let english = """
    a an the of in on at to for from by with as about into over under between after before during \
    and or but nor not no so than then that this these those there here it its he she they them \
    his her their him we us our you your i me my is am are was were be been being do does did has \
    have had can could will would shall should may might must if because while also such each any \
    some all both more most other only own same very just up down out off again once through per
    """
  static let englishQuestions = "what which who whom whose where when why how"

  static func words(_ list: String) -> [[UInt32]] {
    list.split(separator: " ").map { RunText.characters(String($0)) }
  }

  private static let chineseQuestions = """
    什么 什麼 甚么 甚麼 什么样 什麼樣 什么时候 什麼時候 为什么 為什麼 为何 為何 谁 誰 谁的 誰的 哪 哪里 \
    哪裡 哪裏 哪儿 哪兒 哪个 哪個 哪些 哪年 哪一 哪一年 哪一个 哪一個 哪种 哪種 哪位 哪国 哪國 哪座 多少 多久 \
    多大 多长 多長 多远 多遠 多高 多重 几个 幾個 几年 幾年 几月 幾月 几号 幾號 几次 幾次 几岁 幾歲 几人 幾人 \
    如何 怎么 怎麼 怎样 怎樣 怎么样 怎麼樣 何时 何時 何地 何处 何處 何人 是否 吗 嗎 呢 是什么 是什麼 是谁 \
    是誰 在哪 在哪里 在哪裡 有哪些 有多少 有什么 有什麼
    """
  private static let chineseLight = """
    以及 因为 因為 所以 但是 可以 请问 請問 一个 一個 这个 這個 那个 那個 这些 這些 那些 之间 之間 之一 \
    他们 他們 她们 她們 我们 我們 你们 你們 它们 它們 并且 並且 或者 还是 還是 而且 如果 虽然 雖然 然后 然後 \
    对于 對於 关于 關於 由于 由於 其中 于是 於是 不是 没有 沒有 就是 也是 都是
    """
  private static let japaneseQuestions = """
    何 誰 何人 何年 何月 何日 何時 何歳 何处 何処 何處 何故 何回 何度 何番 何番目 何種類 何世紀 何と 何という \
    だれ どこ いつ どの どれ どんな どう どのように どのような どういう どういった どちら どっち なぜ なに なん \
    いくつ いくら どれくらい どのくらい どれほど どうして どうやって ですか でしょうか ましたか ますか のですか \
    でしたか であるか だろうか だったか たか るか ませんか
    """
  private static let japaneseParticles = """
    の は が を に で と も へ や か から まで より など だけ しか ほど くらい ぐらい ばかり こそ さえ でも って \
    ね よ には では とは にも でも とも への との での からの までの よりも からは ため ための ために こと \
    ことが ことで もの とき ところ という といった といわれる と呼ばれる について においては において における \
    によって によると による により に対して に対する として としては としての とする とした に関する そして \
    また その この あの それ これ あれ そこ ここ それぞれ しかし または および ならびに たち ながら のうち うち \
    ので のに けど けれど
    """
  private static let japaneseVerbs = """
    です ます ました でした ません である であり であった だ だった いる いた いて おり ある あり あった ない \
    なく なかった する した して され されて された される されている されていた している していた しています \
    していました しました します なる なった なり なって なっている れる られる れた られた れている られている \
    れていた られていた てい ている ていた ています ていました でいる でいた て た な なの なのか たい られ
    """
}
