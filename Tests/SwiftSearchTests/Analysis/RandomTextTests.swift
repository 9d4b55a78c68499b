import Testing

@testable import SwiftSearch

@Suite struct RandomTextTests {
  @Test(arguments: [true, false], 0..<150)
  func tokensAreThoseOfTheReference(splitsCJK: Bool, seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    let bytes = random.damagedText(count: 10 + random.below(300))
    let analyzer = TextAnalyzer(options: AnalysisOptions(splitsCJK: splitsCJK))
    let (tokens, extent) = analyzer.analysis(of: bytes, from: 3)
    let expected = ReferenceAnalyzer(splitsCJK: splitsCJK).tokens(of: bytes, from: 3)
    #expect(tokens == expected, "seed \(seed), \(bytes)")
    #expect(extent.nextPosition == (expected.last?.position ?? 2) + 1, "seed \(seed)")
    let counted = expected.count { $0.kind != .runEnd }
    #expect(Int(extent.length) == counted, "seed \(seed)")
  }

  @Test(arguments: 0..<100)
  func tokensAreWellFormed(seed: Int) {
    var random = RandomText(seed: UInt64(1000 + seed))
    let text = random.text(count: 200)
    var start = 0
    var position: UInt32 = 0
    for token in TextAnalyzer.scripts.tokens(of: text) {
      #expect(!token.term.isEmpty && token.term.count <= TextAnalyzer.termLimit, "seed \(seed)")
      #expect(String(validating: token.term, as: UTF8.self) != nil, "seed \(seed)")
      #expect(token.source.lowerBound >= start && token.position >= position, "seed \(seed)")
      #expect(!token.source.isEmpty && token.source.upperBound <= text.utf8.count)
      for offset in [token.source.lowerBound, token.source.upperBound] {
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        #expect(index.samePosition(in: text.unicodeScalars) != nil, "seed \(seed)")
      }
      (start, position) = (token.source.lowerBound, token.position)
    }
  }

  @Test(arguments: 0..<50)
  func piecesMakeTheWhole(seed: Int) {
    var random = RandomText(seed: UInt64(2000 + seed))
    var whole: [UInt8] = []
    var tokens: [Token] = []
    var position: UInt32 = 0
    var length: UInt32 = 0
    for _ in 0..<5 {
      let piece = random.damagedText(count: 40)
      var (found, extent) = TextAnalyzer.scripts.analysis(of: piece, from: position)
      for index in found.indices {
        let source = found[index].source
        found[index].source = source.lowerBound + whole.count..<source.upperBound + whole.count
      }
      tokens += found
      position = extent.nextPosition
      length += extent.length
      whole += piece + [0x20]
    }
    let (expected, extent) = TextAnalyzer.scripts.analysis(of: whole)
    #expect(tokens == expected, "seed \(seed)")
    #expect(extent == TextExtent(nextPosition: position, length: length), "seed \(seed)")
  }

  @Test func scratchCarriesNothingOver() {
    var random = RandomText(seed: 7)
    var scratch = AnalysisScratch()
    for _ in 0..<50 {
      let text = random.text(count: 60)
      var list = TokenList()
      _ = TextAnalyzer.scripts.analyze(text, scratch: &scratch, into: &list)
      #expect(list.tokens == TextAnalyzer.scripts.tokens(of: text))
    }
  }
}
