import Testing

@testable import SwiftSearch

@Suite struct GeneralAnalysisTests {
  @Test(arguments: [
    ("wi-fi WiFi wifi", "wifi@0= wi@0 fi@1 wifi@2= wi@2 fi@3 wifi@4"),
    ("HTTPSConnection", "httpsconnection@0= https@0 connection@1"),
    ("iPhone15 iPhone", "iphone15@0= iphone@0 15@1 iphone@2"),
    ("snake_case", "snakecase@0= snake@0 case@1"),
    ("PDFs of URLsX", "pdfs@0 of@1 urlsx@2= urls@2 x@3"),
    ("v1.2.3", "v1.2.3@0= v@0 1.2.3@1"), ("GPT-5.5", "gpt5.5@0= gpt@0 5.5@1"),
    ("GPT5.5", "gpt5.5@0= gpt@0 5.5@1"), ("GPT 5.5", "gpt@0 5.5@1"),
    ("AT&T", "att@0= at@0 t@1"), ("U.S.A. e.g. x", "usa@0 eg@1 x@2"),
    ("U.S.Army", "usarmy@0= us@0 army@1"),
    ("1,000,000 1,5 1,0000", "1000000@0 1@1 5@2 1@3 0000@4"), ("5.5. 3.", "5.5@0 3@1"),
    ("can't rock'n'roll O’Brien", "cant@0 rocknroll@1 obrien@2"),
    ("Matsumoto's Matsumoto’s dogs' it's-so", "matsumoto@0 matsumoto@1 dogs@2 it@3 so@4"),
    ("C++ c C# F#. C++20", "c++@0~ c@0 c@1 c#@2~ c@2 f#@3~ f@3 c++@4~ c@4 20@5"),
    ("C+++++ a+b 1+1", "c@0 a@1 b@2 1@3 1@4"),
    (".NET x.NET (.gitignore)", ".net@0~ net@0 xnet@1= x@1 net@2 .gitignore@3~ gitignore@3"),
    ("a1b2c3d4", "a1b2c3d4@0"),
    ("550e8400-e29b-41d4", "550@0 e@1 8400@2 e@3 29@4 b@5 41@6 d@7 4@8"),
    ("a-b-c-d-e-f-g-h-i", "a@0 b@1 c@2 d@3 e@4 f@5 g@6 h@7 i@8"),
    ("2024-01-15", "20240115@0= 2024@0 01@1 15@2"),
    ("word—word", "word@0 word@1"),
    ("l·l Michelson–Morley", "ll@0= l@0 l@1 michelsonmorley@2= michelson@2 morley@3"),
  ])
  func words(text: String, expected: String) {
    #expect(sorted(TextAnalyzer.general.summary(of: text)) == sorted(expected))
  }

  @Test(arguments: [
    ("소프트웨어를", "소프@0+ 프트@1+ 트웨@2+ 웨어@3+ 어를@4+ 를@5$ 소프트웨어를@0*"),
    ("東ｻｰﾊﾞｰ機", "东サ@0+ サー@1+ ーバ@2+ バー@3+ サーバー@1* ー机@4+ 机@5$"),
  ])
  func wholeRunsAreTermsWhereAskedFor(text: String, expected: String) {
    let analyzer = TextAnalyzer(options: AnalysisOptions(addsWholeRuns: true))
    #expect(
      Array(analyzer.summary(of: text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("Éclair naïve Łódź Ærø", "eclair@0 naive@1 lodz@2 aero@3"), ("Ёлка Άθήνα", "елка@0 αθηνα@1"),
    ("Straße STRASSE ﬁn x²", "strasse@0 strasse@1 fin@2 x2@3= x@3 2@4"), ("٣٤ ५", "34@0 5@1"),
    ("①㎏", "1kg@0= 1@0 kg@1"), ("葛\u{E0100}城 ⼈", "葛城@0+ 城@1$ 人@2!"),
    ("が か\u{3099} ｶﾞ", "が@0! が@1! ガ@2!"),
    ("國際 国際 国际", "国际@0+ 际@1$ 国际@2+ 际@3$ 国际@4+ 际@5$"), ("ㅋㅋ ㅠㅠ", "ᄏᄏ@0+ ᄏ@1$ ᅲᅲ@2+ ᅲ@3$"),
    ("소프트웨어를", "소프@0+ 프트@1+ 트웨@2+ 웨어@3+ 어를@4+ 를@5$"),
    ("東ｻｰﾊﾞｰ機", "东サ@0+ サー@1+ ーバ@2+ バー@3+ ー机@4+ 机@5$"),
    ("らーめん", "らー@0+ ーめ@1+ めん@2+ ん@3$"), ("5G手机", "5g@0= 5@0 g@1 手机@2+ 机@3$"),
    ("東\n  京", "东京@0+ 京@1$"), ("東\r\n // 京", "东京@0+ 京@1$"), ("東\n\n京", "东@0! 京@1!"),
    ("東 京", "东@0! 京@1!"), ("東 \n京", "东@0! 京@1!"), ("東\u{3000}京", "东@0! 京@1!"),
    ("한\n국", "한@0! 국@1!"),
    ("> 東\n> > 京", "东京@0+ 京@1$"), ("㍿", "株式@0+ 式会@1+ 会社@2+ 社@3$"), ("👩🏽‍💻👍🏽🇯🇵❤️", "👩💻@0 👍@1 🇯🇵@2 ❤@3"),
  ])
  func folds(text: String, expected: String) {
    #expect(
      Array(TextAnalyzer.general.summary(of: text).unicodeScalars) == Array(expected.unicodeScalars)
    )
  }

  @Test func codeKeepsSymbolsAndSplitsDeeper() {
    #expect(TextAnalyzer.code.summary(of: "p->q != ----") == "p@0 ->@1~ q@1 !=@2~")
    #expect(TextAnalyzer.code.summary(of: "a1b2c3").hasPrefix("a1b2c3@0= a@0 1@1 b@2"))
  }

  @Test func sourcesCoverWhatTokensWereMadeOf() {
    let tokens = TextAnalyzer.general.tokens(of: "x 東\n 京 Foo’s wi-fi C++")
    #expect(
      tokens.map(\.source) == [
        0..<1, 2..<10, 7..<10, 11..<14, 19..<24, 19..<21, 22..<24, 25..<26, 25..<28,
      ])
  }

  /// The order of tokens at the same position is free.
  private func sorted(_ summary: String) -> [String] {
    summary.split(separator: " ").map(String.init).sorted()
  }
}
