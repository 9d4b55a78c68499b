import Testing

@testable import SwiftSearch

@Suite struct TextAnalyzerTests {
  @Test(arguments: [
    ("", ""), ("Hello, World!", "hello@0 world@1"), ("abc12 x_y", "abc12@0 x@1 y@2"),
    ("ABCDEFGHIJKLMNOP q", "abcdefghijklmnop@0 q@1"), ("ÀÉ straße", "àé@0 straße@1"),
    ("漢字カナ", "漢字カナ@0"), ("5G手机", "5g手机@0"), ("한국abc", "한국abc@0"),
    ("a\u{301}b", "a@0 b@1"), ("ς ſ İ", "ς@0 ſ@1 i@2"), ("ＡＢ１", "ａｂ１@0"),
    ("soft\u{AD}hyphen", "soft@0 hyphen@1"), ("ⅣⅢ ²①", "ⅳⅲ@0 ²①@1"), ("नमस्ते", "नमस@0 ते@1"),
  ])
  func wordsAreRunsOfLettersAndDigits(text: String, expected: String) {
    #expect(TextAnalyzer.words.summary(of: text) == expected)
  }

  @Test(arguments: [
    ("世", "世@0!"), ("世界", "世界@0+ 界@1$"), ("こんにちは", "こん@0+ んに@1+ にち@2+ ちは@3+ は@4$"),
    ("漢字カナ", "漢字@0+ 字カ@1+ カナ@2+ ナ@3$"), ("한국어", "한국@0+ 국어@1+ 어@2$"),
    ("5G手机", "5g@0 手机@1+ 机@2$"), ("한국abc", "한국@0+ 국@1$ abc@2"), ("中 文", "中@0! 文@1!"),
    ("東京。大阪x", "東京@0+ 京@1$ 大阪@2+ 阪@3$ x@4"), ("ㅋㅋ좋다", "ᄏᄏ@0+ ᄏ좋@1+ 좋다@2+ 다@3$"),
    ("ー々", "ー々@0+ 々@1$"), ("カ・ナ", "カ@0! ナ@1!"), ("𠮷野", "𠮷野@0+ 野@1$"),
  ])
  func runsBecomePairs(text: String, expected: String) {
    #expect(TextAnalyzer.pairs.summary(of: text) == expected)
  }

  @Test(arguments: [
    ("ＡＢＣ１２３", "abc123@0"), ("ﾃｽﾄ", "テス@0+ スト@1+ ト@2$"), ("ｶﾞ", "ガ@0!"),
    ("ﾊﾟﾋﾞ", "パビ@0+ ビ@1$"), ("か\u{3099}", "が@0!"), ("ウﾞ", "ヴ@0!"), ("あﾞ", "あ\u{3099}@0!"),
    ("ς ſ İ ẞ", "σ@0 s@1 i\u{307}@2 ss@3"), ("cafe\u{301}s", "cafe\u{301}s@0"), ("\u{301}a", "a@0"),
    ("soft\u{AD}hyphen", "softhyphen@0"), ("葛\u{E0100}城", "葛城@0+ 城@1$"),
    ("手\u{200B}机", "手机@0+ 机@1$"), ("a\u{200B}b", "a@0 b@1"), ("नमस्ते", "नमस्ते@0"),
    ("\u{FA19}社", "神社@0+ 社@1$"), ("ﾡﾡ", "\u{1100}\u{1100}@0+ \u{1100}@1$"),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}x", "한국@0+ 국@1$ x@2"),
    ("☎️ 1️⃣", "☎@0 1\u{20E3}@1"),
  ])
  func foldsKeepTheTextTogether(text: String, expected: String) {
    // Compared by scalars, since strings are equal if they are canonically equivalent.
    let summary = TextAnalyzer.pairs.summary(of: text)
    #expect(Array(summary.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func everyHangulSyllableIsComposed() {
    for value in stride(from: UInt32(0xAC00), through: 0xD7A3, by: 11) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let index = value - 0xAC00
      var parts = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
      if index % 28 > 0 { parts.append(0x11A7 + index % 28) }
      let text = String(String.UnicodeScalarView(parts.compactMap(Unicode.Scalar.init)))
      let tokens = TextAnalyzer.pairs.tokens(of: text)
      #expect(tokens.map(\.term) == [Array(String(scalar).utf8)])
    }
  }

  @Test func sourcesCoverWhatTheTokenWasMadeOf() {
    let tokens = TextAnalyzer.pairs.tokens(of: "xＡ ｶﾞﾅ葛\u{E0100}")
    #expect(tokens.map(\.text) == ["xa", "ガナ", "ナ葛", "葛"])
    #expect(tokens.map(\.source) == [0..<4, 5..<14, 11..<21, 14..<21])
  }

  @Test func lengthCountsWordsAndPairs() {
    let (_, extent) = TextAnalyzer.pairs.analysis(of: Array("two words 世界平和 中".utf8), from: 7)
    #expect(extent == TextExtent(nextPosition: 14, length: 2 + 3 + 1))
    #expect(TextAnalyzer.words.analysis(of: []).1 == TextExtent(nextPosition: 0, length: 0))
  }

  @Test(
    arguments: [
      [0x61, 0x80, 0x62], [0x61, 0xC0, 0x80, 0x62], [0x61, 0xED, 0xA0, 0x80, 0x62],
      [0x61, 0xE0, 0x80, 0xAF, 0x62], [0x61, 0xF5, 0x80, 0x80, 0x80, 0x62],
      [0x61, 0xE4, 0xB8, 0x62],
      [0x61, 0xF0, 0x82, 0x82, 0xAC, 0x62], [0x61, 0xFF, 0x62], [0x61, 0xF0, 0x9F, 0x98, 0x62],
      [0x61, 0xC3, 0x62],
    ] as [[UInt8]])
  func whatIsNotUTF8Separates(bytes: [UInt8]) {
    for analyzer in [TextAnalyzer.words, .pairs, .general, .code, .exact] {
      let (tokens, _) = analyzer.analysis(of: bytes)
      #expect(tokens.map(\.text) == ["a", "b"])
      #expect(tokens.map(\.source) == [0..<1, bytes.count - 1..<bytes.count])
      // Cut off in the middle, it ends the text.
      #expect(analyzer.analysis(of: bytes.dropLast()).0.map(\.text) == ["a"])
    }
  }

  @Test(arguments: [1, 2, 3, 4])
  func giantWordsAreCut(bytesPerLetter: Int) {
    let letter = ["x", "ж", "ก", "𐐨"][bytesPerLetter - 1]
    for count in [1, 60, 63, 64, 85, 86, 127, 128, 254, 255, 256, 257, 264, 100_000] {
      let text = String(repeating: letter, count: count)
      for analyzer in [TextAnalyzer.words, .pairs, .general, .code, .exact] {
        let tokens = analyzer.tokens(of: "\(text) end")
        let kept = min(count, 255 / bytesPerLetter)
        #expect(tokens.map(\.text) == [String(repeating: letter, count: kept), "end"])
        #expect(tokens[0].source == 0..<text.utf8.count)
      }
    }
  }

  @Test func giantRunsAreNotCut() {
    let text = String(repeating: "漢字", count: 20_000)
    let (tokens, extent) = TextAnalyzer.pairs.analysis(of: Array(text.utf8))
    #expect(tokens.count == 40_000)
    #expect(tokens.last?.summary == "字@39999$")
    #expect(Set(tokens.dropLast().map(\.text)) == ["漢字", "字漢"])
    #expect(extent == TextExtent(nextPosition: 40_000, length: 39_999))
  }

  @Test func marksWithoutEndStayWithinTheLimit() {
    let marks = String(repeating: "\u{302A}", count: 10_000)
    let tokens = TextAnalyzer.pairs.tokens(of: "漢\(marks)字\(marks)x")
    #expect(tokens.map(\.kind) == [.bigram, .runEnd, .word])
    #expect(tokens.allSatisfy { $0.term.count <= TextAnalyzer.termLimit })
    #expect(tokens[0].source == 0..<60_006)
  }

  @Test func positionsWrapRatherThanTrap() {
    let (tokens, extent) = TextAnalyzer.pairs.analysis(of: Array("a 中文".utf8), from: .max)
    #expect(tokens.map(\.position) == [.max, 0, 1])
    #expect(extent.nextPosition == 2)
  }

  @Test func descriptionTellsOptionsApart() {
    #expect(TextAnalyzer.words.description != TextAnalyzer.pairs.description)
    #expect(TextAnalyzer.words.description.tableVersion == CharacterTables.version)
  }
}
