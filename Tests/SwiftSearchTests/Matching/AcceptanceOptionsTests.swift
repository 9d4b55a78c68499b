import SwiftSearch
import Testing

/// What a caller can switch off or add, and what the presets are for.
@Suite struct AcceptanceOptionsTests {
  @Test func variantsCanBeSwitchedOff() throws {
    var options = SearchOptions(limit: 1)
    options.usesVariants = false
    for (text, query) in [
      ("the university", "universities"), ("サーバ", "サーバー"), ("リンゴ", "りんご"), ("한국어", "한국어를"),
      ("時時", "時々"),
    ] {
      let small = try SmallIndex([text])
      #expect(try small.tier(query) == .exact, "\(query)")
      let plain = try small.search(query, options: options)
      #expect(plain.hits.isEmpty || plain.tier > .exact, "\(query)")
    }
    // These folds are in the index, and no variants.
    for (text, query) in [("wi-fi", "wifi"), ("國際", "国际"), ("café", "CAFE")] {
      #expect(try SmallIndex([text]).tier(query, options: options) == .exact, "\(query)")
    }
  }

  @Test func synonymsCountAsTheWord() throws {
    let small = try SmallIndex(["a fast car", "an automobile", "a motor vehicle", "乗用車"])
    #expect(try small.numbers("car") == [0])
    let options = SearchOptions(synonyms: ["car": ["automobile", "motor vehicle", "乗用車"]])
    #expect(try Set(small.numbers("car", options: options)) == [0, 1, 2, 3])
    #expect(try small.numbers("\"car\"", options: options) == [0])
    #expect(try small.numbers("automobile", options: options) == [1])
  }

  /// However the word is folded that they are listed for.
  @Test(arguments: ["自動車", "wi-fi", "café", "don't", "サーバー", "C++", "京", "한국어"])
  func synonymsOfAnyWord(word: String) throws {
    let small = try SmallIndex(["x \(word)", "vehicle"])
    let options = SearchOptions(synonyms: [word: ["vehicle"]])
    #expect(try Set(small.numbers(word, options: options)) == [0, 1])
    #expect(try small.numbers(word) == [0])
  }

  @Test func stopWordsAreWholeWords() throws {
    let small = try SmallIndex(["the-end", "C++", "don't", "E-Mail"])
    let options = SearchOptions(stopWords: ["the", "c", "don't", "e"])
    for (number, query) in ["the-end", "C++", "don't", "e-mail"].enumerated() {
      let expected = query == "don't" ? [] : [number]
      #expect(try small.numbers(query, options: options) == expected, "\(query)")
    }
  }

  @Test func stopWordsAreLeftOut() throws {
    let small = try SmallIndex(["the bee", "the wasp"])
    let options = SearchOptions(stopWords: ["the"])
    #expect(try small.numbers("the bee").count == 2)
    #expect(try small.numbers("The bee", options: options) == [0])
    #expect(try small.numbers("the", options: options).isEmpty)
    #expect(try small.numbers("\"the wasp\"", options: options) == [1])
  }

  /// Text, query, and with which presets the text is found as it was typed.
  @Test(arguments: [
    ("東京都", "東京", "general code exact pairs"), ("東京都", "京", "general code exact pairs"),
    ("東京都", "東京都", "general code exact pairs words"),
    ("university", "universities", "general code"),
    ("國際", "国际", "general code"), ("café", "cafe", "general code"),
    ("wi-fi", "wifi", "general code"), ("サーバ", "サーバー", "general code"),
    ("ＦＵＬＬ", "full", "general code exact pairs"),
    ("HTTPSConnection", "connection", "general code"), ("p->next", "->", "code"),
    ("p->next", "\"->\"", "code"),
    ("p->next", "p->next", "general code exact pairs words"),
    ("p.next", "p->next", "general exact pairs words"),
    ("a1b2c3d4 ", "b", "code"), ("東\n京", "東京", "general code exact"),
    ("C++", "c", "general code exact pairs words"), ("C", "C++", "exact pairs words"),
  ])
  func presetsFindWhatTheyAreFor(text: String, query: String, found: String) throws {
    let presets: [(String, AnalysisOptions)] = [
      ("general", .general), ("code", .code), ("exact", .exact), ("pairs", .pairs),
      ("words", .words),
    ]
    let names = try presets.filter { try SmallIndex([text], analysis: $0.1).tier(query) == .exact }
    #expect(names.map(\.0).joined(separator: " ") == found, "\(query) in \(text)")
  }
}
