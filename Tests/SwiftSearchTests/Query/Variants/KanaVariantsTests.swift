import Testing

@testable import SwiftSearch

@Suite struct KanaVariantsTests {
  private func variants(_ run: String) -> [(text: String, kind: KanaVariantKind)] {
    KanaVariants.variants(of: Array(run.utf8)).map {
      (String(decoding: $0.term, as: UTF8.self), $0.kind)
    }
  }

  @Test(arguments: [
    ("りんご", "リンゴ", KanaVariantKind.script), ("リンゴ", "りんご", .script),
    ("バラ園", "ばら園", .script), ("ラーメン", "らーめん", .script),
    ("サーバー", "サーバ", .longMark), ("サーバ", "サーバー", .longMark),
    ("データベースサーバ", "データベースサーバー", .longMark), ("メモリ", "メモリー", .longMark),
    ("ヴァイオリン", "バイオリン", .vSound), ("バイオリン", "ヴァイオリン", .vSound),
    ("ヴォーカル", "ボーカル", .vSound), ("レヴュー", "レビュー", .vSound),
    ("ウィルス", "ウイルス", .smallKana), ("ウイルス", "ウィルス", .smallKana),
    ("キヤノン", "キャノン", .smallKana), ("富士フィルム", "富士フイルム", .smallKana),
    ("一ヶ月", "一か月", .smallKana), ("関ケ原", "関ヶ原", .smallKana),
    ("時々", "時時", .iterationMark), ("時時", "時々", .iterationMark),
    ("部分々々", "部分部分", .iterationMark), ("いすゞ", "いすず", .iterationMark),
    ("こゝろ", "こころ", .iterationMark), ("こころ", "こゝろ", .oldMark),
    ("打ち合わせ", "打合せ", .okurigana), ("打ち合わせ", "打合わせ", .okurigana),
    ("打合せ", "打ち合わせ", .okurigana), ("申込", "申し込み", .okurigana),
    ("申し込み", "申込", .okurigana), ("受け付け", "受付", .okurigana),
    ("取引", "取り引き", .okurigana), ("引っ越し", "引越し", .okurigana),
  ])
  func wordsHaveTheirVariants(run: String, variant: String, kind: KanaVariantKind) {
    let found = variants(run)
    #expect(found.contains { $0.text == variant && $0.kind == kind }, "\(run): \(found)")
  }

  @Test func twoDifferencesAreOneVariant() {
    let found = KanaVariants.variants(of: Array("ヴァイオリニスト".utf8))
    #expect(found.contains { $0.steps == 1 } && found.allSatisfy { $0.steps <= 2 })
    #expect(variants("ヴァイオリンカバー").contains { $0.text == "ばいおりんかばー" })
  }

  @Test func wordsWithoutVariantsHaveNone() {
    for run in ["東京都", "の", "漢", "", "日本"] {
      #expect(variants(run).isEmpty, "\(run)")
    }
    // Three kana must stand before the mark: カバ is another word.
    #expect(!variants("カバー").contains { $0.kind == .longMark })
    // の is a particle.
    #expect(!variants("女の子").contains { $0.text == "女子" })
  }

  @Test(arguments: 0..<200)
  func variantsAreBoundedAndOthers(seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    let kana = Array("ぁあぃいかがきしじっつづのはばゃやゝゞァアィイカガヴバビヶケッツャヤーヽヾ時々打合込引女".utf8)
    let alphabet = RunText.characters(kana)
    for _ in 0..<20 {
      let run = (0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] }
      let term = RunText.term(run)
      let found = KanaVariants.variants(of: term)
      #expect(found.count <= KanaVariants.limit, "seed \(seed)")
      #expect(!found.contains { $0.term == term || $0.term.isEmpty }, "seed \(seed)")
      #expect(Set(found.map(\.term)).count == found.count, "seed \(seed)")
      #expect(found.map(\.steps) == found.map(\.steps).sorted(), "seed \(seed)")
      let once = IterationMarks.writtenOut(run)
      #expect(IterationMarks.writtenOut(once) == once, "seed \(seed), \(run)")
    }
    let damaged = random.damagedText(count: 30)
    #expect(KanaVariants.variants(of: damaged).count <= KanaVariants.limit, "seed \(seed)")
  }

  @Test func longRunsAreNoWords() {
    #expect(KanaVariants.variants(of: Array(String(repeating: "あ", count: 350_000).utf8)) == [])
    #expect(KanaVariants.variants(of: [0xFF, 0xFE]) == [])
  }
}
