import Testing

@testable import SwiftSearch

/// Texts that must find each other by their terms alone, without what queries add.
@Suite struct TwinTests {
  /// Whether `text` has the joined form or the name that `query` asks for, or all its tokens at
  /// their distances: what a query may use without any variants.
  private func finds(_ query: String, in text: String) -> Bool {
    let tokens = TextAnalyzer.general.tokens(of: text)
    let wanted = TextAnalyzer.general.tokens(of: query)
    if let name = wanted.first(where: { $0.kind == .symbol }) {
      return tokens.contains { $0.term == name.term }
    }
    if let joined = wanted.first(where: { $0.kind == .joined }),
      tokens.contains(where: { $0.term == joined.term })
    {
      return true
    }
    let parts = wanted.filter { [.word, .bigram, .single].contains($0.kind) }
    guard let first = parts.first else { return false }
    return tokens.contains { start in
      parts.allSatisfy { part in
        tokens.contains {
          $0.position == start.position &+ part.position &- first.position
            && ($0.term == part.term || part.kind == .single && $0.term.starts(with: part.term))
        }
      }
    }
  }

  @Test(arguments: [
    ["国際", "國際", "国际"], ["Ｆｕｌｌｗｉｄｔｈ", "fullwidth"], ["ﾊﾝｶｸｶﾞ", "ハンカクガ", "ハンカクカ\u{3099}"],
    ["葛\u{E0100}城", "葛城"],
    [
      "한국어를",
      "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}\u{1105}\u{1173}\u{11AF}",
    ],
    ["GPT-5.5", "GPT5.5", "GPT 5.5", "gpt‑5.5"], ["iPhone 15", "iPhone15", "IPHONE-15"],
    ["wifi", "wi-fi", "Wi‐Fi", "WIFI"], ["C++", "c++"], ["Café", "cafe\u{301}", "CAFE"],
    ["U.S.A.", "USA", "ＵＳＡ"], ["1,000", "1000", "１０００"], ["Matsumoto’s", "Matsumoto's"],
    ["HTTPSConnection", "https-connection", "https_connection", "HttpsConnection"],
    ["東\n京", "東京", "东京"], ["㍿", "株式会社"], ["①", "1"], ["ﬁne", "fine"], ["Straße", "STRASSE"],
    ["ΜΆΪΟΣ", "μάϊος", "μαιος"], ["2024-01-15", "20240115"], ["😀", "😀\u{FE0F}"], ["C#", "Ｃ＃"],
  ])
  func twinsFindEachOther(texts: [String]) {
    for query in texts {
      for text in texts {
        #expect(finds(query, in: text), "\(query) in \(text)")
        #expect(finds(query, in: "x \(text), y"), "\(query) in \(text)")
      }
    }
  }

  @Test(arguments: [
    ("京", "東京都"), ("京都", "東京都"), ("한국어", "한국어를"), ("手机", "5G手机"), ("5G", "5G手机"),
    ("日本語", "日本語search"), ("search", "日本語search"), ("時々", "時々雨"), ("C", "C++"), ("net", ".NET"),
    ("サーバ", "サーバー"), ("connection", "HTTPSConnection"), ("1.2.3", "v1.2.3"), ("AT", "AT&T"),
  ])
  func partsAreFound(query: String, text: String) {
    #expect(finds(query, in: text))
  }

  @Test(arguments: [
    ("C++", "C"), ("C#", "C++"), (".NET", "net"), ("が", "か"), ("サーバ", "サハ"), ("他们", "她们"),
    ("5.5", "5 5"), ("東京", "東 京"), ("東京", "京東"), ("프트웨", "소프트"),
  ])
  func otherThingsAreNot(query: String, text: String) {
    #expect(!finds(query, in: text))
  }

  @Test(arguments: 0..<200)
  func anyTextFindsItself(seed: Int) {
    var random = RandomText(seed: UInt64(5000 + seed))
    let text = random.text(count: 1 + random.below(30))
    guard !TextAnalyzer.general.tokens(of: text).isEmpty else { return }
    #expect(finds(text, in: "。\(text)。"), "seed \(seed)")
  }

  @Test(arguments: 0..<200)
  func everySubstringOfARunIsFound(seed: Int) {
    var random = RandomText(seed: UInt64(6000 + seed))
    let characters: [Character] = Array("漢字國際化ひらがなカタカナー한국어葛々サーバー𠮷")
    let text = String((0..<20).map { _ in characters[random.below(characters.count)] })
    let start = random.below(18)
    let end = start + 1 + random.below(20 - start)
    let part = String(Array(text)[start..<min(end, 20)])
    #expect(finds(part, in: text), "\(part) in \(text)")
  }
}
