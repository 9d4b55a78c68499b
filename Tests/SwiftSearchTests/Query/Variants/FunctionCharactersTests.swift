import Testing

@testable import SwiftSearch

@Suite struct FunctionCharactersTests {
  @Test(arguments: [
    ("首都", BigramClass.content), ("国的", .hanMixed), ("了的", .hanFunction), ("目的", .content),
    ("这個", .hanFunction), ("のは", .kanaContent), ("国の", .kanaEnding), ("タは", .kanaEnding),
    ("カタ", .content), ("タ国", .content), ("らー", .content), ("한국", .content), ("国", .content),
    ("国的首", .content), ("", .content), ("ab", .content),
  ])
  func bigramsHaveTheirClass(term: String, expected: BigramClass) {
    #expect(FunctionCharacters.bigramClass(ofTerm: Array(term.utf8)) == expected)
  }

  @Test func aRunTellsMore() {
    func classes(_ run: String) -> [BigramClass] {
      FunctionCharacters.classes(of: RunText.characters(run))
    }
    #expect(classes("한국어를") == [.content, .content, .koreanMixed])
    #expect(
      classes("서울에서는") == [.content, .koreanMixed, .koreanFunction, .koreanFunction])
    #expect(classes("무엇인가") == [.question, .question, .question])
    // 対, folded to 对, is no preposition in Japanese.
    #expect(classes("对象の") == [.content, .kanaEnding])
    #expect(classes("国の首都はどこですか").prefix(4) == [.kanaMixed, .kanaMixed, .content, .kanaMixed])
    #expect(classes("いるのでした") == Array(repeating: .kanaContent, count: 5))
    #expect(classes("山田太郎は学生であった").suffix(3) == Array(repeating: .kanaFunction, count: 3))
    #expect(classes("的多少") == [.hanFunction, .question])
    #expect(classes("a") == [] && classes("") == [])
  }

  @Test func weightsFollowTheClass() {
    #expect(BigramClass.content.weight == 1)
    for other in BigramClass.allCases where other != .content {
      #expect(other.weight > 0 && other.weight < 1)
      #expect(!(other.isMixed && other.isFunction))
    }
    #expect(!BigramClass.content.isMixed && !BigramClass.content.isFunction)
  }

  @Test func englishWordsHaveTheirKind() {
    let kinds = ["the", "of", "what", "which", "city"].map {
      FunctionWords.englishKind(of: Array($0.utf8))
    }
    #expect(kinds == [.function, .function, .question, .question, .content])
    let weights = ["city", "the", "what"].map { FunctionWords.englishWeight(of: Array($0.utf8)) }
    #expect(weights[0] == 1 && weights[1] < 1 && weights[2] < weights[1] && weights[2] > 0)
  }

  @Test func bothScriptsAreListed() {
    let han = FunctionCharacters.han
    #expect(RunText.characters("与與为為这這吗嗎没沒还還").allSatisfy(han.contains))
    #expect(han.allSatisfy { RunScript($0) == .han } && han.count >= 50)
    // Whatever is protected has a function character that it is protected from.
    let idle = FunctionCharacters.contentBigrams.filter { !$0.contains(where: han.contains) }
    #expect(idle.map { String(decoding: RunText.term($0), as: UTF8.self) }.sorted() == [])
    #expect(FunctionCharacters.contentBigrams.filter { $0.count != 2 } == [])
  }
}
