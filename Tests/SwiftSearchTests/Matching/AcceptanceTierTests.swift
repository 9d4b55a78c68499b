import SwiftSearch
import Testing

/// A question without spaces finds its paragraph, and the answer says how strictly it was taken.
@Suite struct AcceptanceTierTests {
  private static let paragraphs = [
    "本文介绍人工智能的发展，从图灵开始讲述它的历史。", "今天的天气很好，我们去公园散步。",
    "東京は日本の中心にある。明治から日本国はここを首都とした。", "昨日は雨が降ったので家で本を読んだ。",
    "서울은 한국의 가장 큰 도시이며 수도는 오래전부터 이곳이다.", "오늘은 날씨가 좋아서 산책을 했다.",
  ]

  @Test(arguments: [
    ("人工智能的历史是什么", 0, SearchTier.units), ("日本国の首都はどこですか", 2, .units),
    ("한국의수도는어디입니까", 4, .any), ("人工知能的歷史是什麼時候開始的呢", 0, .any),
  ])
  func questionsFindTheirParagraphs(question: String, paragraph: Int, tier: SearchTier) throws {
    let small = try SmallIndex(Self.paragraphs)
    let options = SearchOptions(limit: 1)
    let results = try small.search(question, options: options)
    #expect(results.hits.first?.key == "\(paragraph)")
    #expect(results.tier == tier)
    // It is no phrase of the text, so quotation marks find nothing, and do not relax.
    let quoted = try small.search("\"\(question)\"", options: options)
    #expect(quoted.hits.isEmpty && quoted.tier == .exact)
  }

  @Test func stricterTiersComeFirst() throws {
    let filler = String(repeating: "その他の話が続く。", count: 20)
    let small = try SmallIndex([
      "日本の話。日本の本。日本国。", "首都について。日本国について。", filler + "日本国の首都はここだ。",
    ])
    let query = "日本国の首都"
    #expect(try small.numbers(query) == [2, 1, 0])
    let all = try small.search(query)
    #expect(all.tier == .any && all.total.value == 3)
    // Where the exact match is enough, nothing else is looked at.
    let one = try small.search(query, options: SearchOptions(limit: 1))
    #expect(one.tier == .exact && one.total.value == 1 && one.hits.first?.key == "2")
    let two = try small.search(query, options: SearchOptions(limit: 2))
    #expect(two.tier == .units && two.hits.map(\.key) == ["2", "1"])
    // The second page goes on where the first one ended.
    let rest = try small.numbers(query, options: SearchOptions(limit: 2, offset: 1))
    #expect(rest == [1, 0])
  }

  @Test(arguments: [AnalysisOptions.words, .pairs])
  func searchesThatDoNotRelaxTakeTextAsItWasTyped(analysis: AnalysisOptions) throws {
    let small = try SmallIndex(
      ["the griffith observatory", "observatory of griffith", "griffith"],
      analysis: analysis)
    let strict = SearchOptions(relaxes: false)
    #expect(try small.numbers("griffith-observatory", options: strict) == [0])
    #expect(try small.numbers("+griffith-observatory +the", options: strict) == [0])
    let missing = try Query(parsing: "observatory-griffith-the")
    #expect(try small.index.count(missing, relaxes: false) == 0)
    #expect(try small.index.count(missing) > 0)
    let ranked = try small.index.rank(missing, options: strict)
    #expect(ranked.elements.isEmpty && ranked.total == .init(value: 0, relation: .exact))
    #expect(try small.numbers("griffith-observatory").count == 3)
    let paragraphs = try SmallIndex(Self.paragraphs)
    #expect(try paragraphs.numbers("日本国の首都はどこですか", options: strict).isEmpty)
    #expect(try paragraphs.numbers("日本国", options: strict) == [2])
  }

  /// A spelling that only the strictest tier looks for counts in the later ones too.
  @Test func theTotalIsThatOfAllTiers() throws {
    let small = try SmallIndex(["リンゴ園", "りんごジュース", "梨"])
    let results = try small.search("りんご園")
    #expect(results.hits.map(\.key) == ["0", "1"])
    #expect(results.total == .init(value: 2, relation: .exact))
    let alone = try SmallIndex(["リンゴ園"]).search("りんご園")
    #expect(alone.hits.count == 1 && alone.total.value == 1)
    // The later tiers were asked and had no more to say.
    #expect(results.tier == .any && alone.tier == .exact)
  }

  @Test func mixedTextRelaxesToItsParts() throws {
    let small = try SmallIndex(["検索エンジン", "searchのための日本語と検索", "日本語の検索"])
    let query = "日本語search検索"
    let results = try small.search(query)
    #expect(results.tier == .any && results.hits.map(\.key) == ["1", "2", "0"])
    #expect(try small.tier(query) == .units)
    #expect(try small.numbers("\"\(query)\"").isEmpty)
  }

  /// The words of an explanation add up to the score, in every tier.
  @Test(arguments: 300..<320)
  func explanationsAddUp(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 80)
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    for number in 0..<60 {
      try writer.add(corpus.document(key: "\(number)", words: 8))
      if number % 25 == 24 { try writer.commit() }
    }
    try writer.commit()
    let index = try SearchIndex(directory: directory.path)
    let options = SearchOptions(snippetCount: 0, explains: true)
    var hitCount = 0
    for _ in 0..<25 {
      let query = corpus.query()
      for hit in try index.search(query, options: options).hits {
        let sum = hit.explanation.reduce(0) { $0 + $1.score }
        #expect(abs(sum - hit.score) <= 1e-4 * max(1, hit.score), "seed \(seed), \(query)")
        hitCount += 1
      }
    }
    #expect(hitCount > 20, "the queries find too little to say anything")
  }
}
