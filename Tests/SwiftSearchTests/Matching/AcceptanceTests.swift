import SwiftSearch
import Testing

/// What people type finds what they mean, and nothing else: through the public interface, with the
/// default options. A text that is found is found as it was typed, in the strictest tier.
@Suite struct AcceptanceTests {
  /// Each text is found by each of the others, alone and in the middle of a sentence.
  @Test(arguments: [
    ["国際", "國際", "国际"], ["東\n京", "東京", "东京"], ["サーバー", "サーバ"], ["葛城", "葛\u{E0100}城"],
    ["\"GPT-5.5\"", "\"GPT5.5\"", "\"GPT 5.5\""], ["iPhone15", "\"iPhone 15\"", "iphone-15"],
    ["wifi", "wi-fi", "Wi‑Fi"], ["HTTPSConnection", "\"https connection\""],
    ["snake_case", "\"snake case\"", "SnakeCase"], ["C++", "c++", "Ｃ++"], [".NET", ".net"],
    ["AT&T", "at&t", "ＡＴ＆Ｔ"], ["U.S.A.", "usa", "USA"],
    ["Matsumoto's", "Matsumoto’s", "matsumoto"],
    ["Straße", "STRASSE"], ["café", "cafe\u{301}", "CAFE"], ["ﾊﾝｶｸｶﾞﾅ", "ハンカクガナ"],
    ["Ｆｕｌｌｗｉｄｔｈ", "fullwidth"], ["時々", "時時"], ["ヴァイオリン", "バイオリン"], ["りんご", "リンゴ"],
    ["打ち合わせ", "打合せ"],
    [
      "한국어",
      "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}",
    ],
  ])
  func twinsFindEachOther(texts: [String]) throws {
    for text in texts {
      let plain = text.replacing("\"", with: "")
      for document in [plain, "x \(plain), y"] {
        let small = try SmallIndex([document])
        for query in texts {
          #expect(try small.tier(query) == .exact, "\(query) in \(document)")
        }
      }
    }
  }

  @Test(arguments: [
    ("東京都", "京", true), ("東京都", "都", true), ("東京都", "京都", true), ("東京都", "東都", false),
    ("C++", "C", true), ("C", "C++", false), ("C#", "C++", false), ("C", "C", true),
    ("the net", ".NET", false), (".NET", "net", true), ("5G手机", "手机", true), ("5G手机", "5G", true),
    ("5G手机", "5G手机", true), ("日本語search", "search", true), ("日本語search", "日本語", true),
    ("한국어를 배운다", "한국어", true), ("한국어 배우기", "한국어를", true), ("한국어는 쉽다", "한국어를", true),
    (
      "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}\u{1105}\u{1173}\u{11AF}",
      "한국어", true
    ),
    ("이것은 한국어를", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}", true),
    ("これは東\n  京です", "東京", true), ("東 京", "東京", false), ("京東", "東京", false),
    ("GPT 5 5", "\"GPT-5.5\"", false), ("v1.2.3", "1.2.3", true),
    ("HTTPSConnection", "https", true),
    ("connection over https", "HTTPSConnection", false), ("snake_case", "case", true),
    ("か", "が", false), ("がき", "かき", false), ("他们", "她们", false), ("AT alone", "AT&T", false),
    ("C", "\"C++\"", false), ("use C++ now", "\"use C++\"", true),
    ("use C now", "\"use C++\"", false),
    ("C コード", "\"C++コード\"", false), ("C++コード", "C++コード", true),
    ("net core", "\".NET core\"", false),
    (".NET core", "\".net core\"", true), ("C++", "Objective-C++", false),
    ("Objective-C++", "Objective-C++", true),
    ("the university", "universities", true), ("universities", "university", true),
    ("the university", "\"universities\"", false), ("universities", "\"universities\"", true),
    ("universe", "university", false), ("international", "internal", false),
    ("running", "runs", true), ("runs", "\"running\"", false), ("wi fi", "wi-fi", true),
    ("Matsumotos", "\"Matsumoto\"", false),
    ("サーバー", "\"サーバ\"", true), ("サーバ", "\"サーバー\"", false), ("リンゴ", "\"りんご\"", false),
    ("國際", "\"国际\"", true),
  ])
  func wordsAreFoundOrNot(text: String, query: String, isFound: Bool) throws {
    let small = try SmallIndex([text])
    #expect(try small.tier(query) == (isFound ? .exact : nil), "\(query) in \(text)")
  }

  /// Words that are typed with white space between them are any of them.
  @Test func unquotedWordsAreAnyOf() throws {
    let small = try SmallIndex(["GPT-5.5", "GPT alone", "nothing"])
    #expect(try small.numbers("GPT 5.5") == [0, 1])
    #expect(try small.numbers("\"GPT 5.5\"") == [0])
    #expect(try small.search("https connection").total.value == 0)
  }

  /// What is typed comes before what only has the same stem, if all else is the same.
  @Test func theTypedFormComesFirst() throws {
    let small = try SmallIndex(["one university here", "the universities here"])
    #expect(try small.numbers("universities") == [1, 0])
    #expect(try small.numbers("university") == [0, 1])
  }
}
