import Testing

@testable import SwiftSearch

@Suite struct KoreanParticlesTests {
  @Test(arguments: [
    ("한국어를", "한국어", 1), ("대한민국은", "대한민국", 1), ("수도는", "수도", 1), ("학생이", "학생", 1),
    ("학교가", "학교", 1), ("서울에서", "서울", 2), ("서울에서는", "서울", 3), ("친구에게", "친구", 2),
    ("서울까지", "서울", 2), ("미국으로부터", "미국", 4), ("서울로", "서울", 1), ("부산으로", "부산", 2),
    ("누구라고", "누구", 2), ("사람이라고", "사람", 3), ("학생입니다", "학생", 3), ("발표했다", "발표", 2),
    ("사용되었다", "사용", 3), ("무엇인가", "무엇", 2), ("집에서", "집", 2), ("책을", "책", 1),
    ("나라와", "나라", 1), ("미국과", "미국", 1), ("대통령이었던", "대통령", 3),
  ])
  func tailsComeOff(eojeol: String, stem: String, count: Int) {
    let expected = KoreanStem(stem: Array(stem.utf8), tailCount: count)
    #expect(KoreanParticles.stem(of: Array(eojeol.utf8)) == expected)
  }

  @Test(arguments: ["가을", "마을", "나는", "대한민국", "수도은", "학생가", "미국로", "은", "", "을", "abc를", "北은"])
  func otherWordsStay(eojeol: String) {
    #expect(KoreanParticles.stem(of: Array(eojeol.utf8)) == nil)
  }

  @Test func thereAreEnoughTails() {
    let tails = KoreanParticles.tails.values.flatMap(\.self)
    #expect(tails.count >= 70)
    #expect(Set(tails.map(\.syllables)).count == tails.count)
  }

  @Test(arguments: 0..<200)
  func stemsAreBeginnings(seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    let syllables = RunText.characters("은는이가을를로의에도만서까지부터한국학생하했다인가요습니까무엇")
    for _ in 0..<20 {
      let word = (0..<random.below(9)).map { _ in syllables[random.below(syllables.count)] }
      let term = RunText.term(word)
      guard let stem = KoreanParticles.stem(of: term) else { continue }
      #expect(term.starts(with: stem.stem) && !stem.stem.isEmpty, "seed \(seed)")
      #expect(stem.stem.count + 3 * stem.tailCount == term.count, "seed \(seed)")
    }
    _ = KoreanParticles.stem(of: random.damagedText(count: 20))
    _ = KoreanParticles.stem(of: Array(repeating: 0xEA, count: random.below(30)))
  }
}
