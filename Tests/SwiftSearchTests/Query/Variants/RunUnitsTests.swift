import Testing

@testable import SwiftSearch

@Suite struct RunUnitsTests {
  private func cut(_ run: String) -> String {
    let characters = RunText.characters(run)
    return RunUnits.units(of: Array(run.utf8)).map { unit in
      let text = String(decoding: RunText.term(characters[unit.range]), as: UTF8.self)
      return switch unit.kind {
      case .content: text
      case .function: "(\(text))"
      case .question: "?\(text)"
      }
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("日本国の首都はどこですか", "日本国 (の) 首都 (は) ?どこですか"),
    ("中国的首都在哪里", "中国 (的) 首都 ?在哪里"), ("中國的首都在哪裡", "中國 (的) 首都 ?在哪裡"),
    ("谁发明了电话", "?谁 发明 (了) 电话"), ("世界上最高的山是什么", "世界上最高 (的) 山 ?是什么"),
    ("研究目的", "研究目的"), ("日本語の目的は何ですか", "日本語 (の) 目的 (は) ?何ですか"),
    ("中华人民共和国国务院总理", "中华人民共和国国务院总理"), ("打ち合わせ", "打ち合わせ"),
    ("女の子", "女の子"), ("トヨタ自動車", "トヨタ自動車"), ("人工知能学会全国大会プログラム", "人工知能学会全国大会 プログラム"),
    ("富士山より高い山はどれですか", "富士山 (より) 高い 山 (は) ?どれですか"),
    ("村上春樹が住んでいる", "村上春樹 (が) 住ん (でいる)"), ("データベースの設計", "データベース (の) 設計"),
    ("수도는", "수도 (는)"), ("무엇인가", "?무엇인가"), ("사람인가", "사람 ?인가"), ("대한민국", "대한민국"),
    ("", ""), ("之", "之"),
  ])
  func runsAreCut(run: String, expected: String) {
    #expect(cut(run) == expected)
  }

  @Test(arguments: 0..<200)
  func unitsCoverTheRun(seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    let alphabet = RunText.characters("日本国首都的在了目哪里何のはがどこですかいるたりんごーカタヴ한국은무엇人a\u{FFFD}")
    for _ in 0..<20 {
      let run = (0..<random.below(30)).map { _ in alphabet[random.below(alphabet.count)] }
      check(RunUnits.units(of: run), count: run.count, seed: seed)
      #expect(FunctionCharacters.classes(of: run).count == max(run.count - 1, 0), "seed \(seed)")
    }
    let damaged = random.damagedText(count: 100)
    check(
      RunUnits.units(of: damaged), count: RunText.characters(damaged).count, seed: seed)
  }

  private func check(_ units: [RunUnit], count: Int, seed: Int) {
    var end = 0
    for unit in units {
      #expect(unit.range.lowerBound == end && !unit.range.isEmpty, "seed \(seed)")
      end = unit.range.upperBound
    }
    #expect(end == count, "seed \(seed)")
  }

  @Test(arguments: ["あ", "の", "的", "가", "カ", "日の"])
  func aMegabyteIsCutInTime(piece: String) {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    check(RunUnits.units(of: Array(text.utf8)), count: text.unicodeScalars.count, seed: 0)
  }
}
