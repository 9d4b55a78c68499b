import Testing

@testable import SwiftSearch

@Suite struct RandomTextTests {
  @Test(arguments: [AnalysisOptions.words, .pairs, .general, .code, .exact], 0..<150)
  func tokensAreThoseOfTheReference(options: AnalysisOptions, seed: Int) {
    var random = RandomText(seed: UInt64(seed))
    let bytes = random.damagedText(count: 10 + random.below(300))
    let analyzer = TextAnalyzer(options: options)
    let (tokens, extent) = analyzer.analysis(of: bytes, from: 3)
    let expected = Self.sorted(ReferenceAnalyzer(options: options).tokens(of: bytes, from: 3))
    let found = Self.sorted(tokens)
    let difference = zip(found, expected).first { $0 != $1 }
    #expect(
      found == expected, "seed \(seed), \(String(describing: difference)), \(bytes)")
    let last = expected.lazy.filter { Self.takesPlace($0.kind) }.map(\.position).max()
    #expect(extent.nextPosition == (last ?? 2) + 1, "seed \(seed)")
    let counted = expected.count { Self.takesPlace($0.kind) && $0.kind != .runEnd }
    #expect(Int(extent.length) == counted, "seed \(seed)")
  }

  private static func takesPlace(_ kind: TokenKind) -> Bool {
    kind != .joined && kind != .symbol && kind != .whole
  }

  /// The tokens in an order that depends on nothing but them.
  private static func sorted(_ tokens: [Token]) -> [Token] {
    func key(_ token: Token) -> [Int] {
      [token.source.lowerBound, token.source.upperBound, Int(token.kind.rawValue)]
    }
    return tokens.enumerated().sorted { first, second in
      (key(first.element) + [first.offset]).lexicographicallyPrecedes(
        key(second.element) + [second.offset])
    }.map(\.element)
  }

  @Test(arguments: 0..<100)
  func tokensAreWellFormed(seed: Int) {
    var random = RandomText(seed: UInt64(1000 + seed))
    let text = random.text(count: 200)
    var start = 0
    var position: UInt32 = 0
    for token in TextAnalyzer.general.tokens(of: text) {
      #expect(!token.term.isEmpty && token.term.count <= TextAnalyzer.termLimit, "seed \(seed)")
      #expect(String(validating: token.term, as: UTF8.self) != nil, "seed \(seed)")
      // Names of what was read before come behind it.
      if Self.takesPlace(token.kind) {
        #expect(token.source.lowerBound >= start && token.position >= position, "seed \(seed)")
        (start, position) = (token.source.lowerBound, token.position)
      }
      #expect(!token.source.isEmpty && token.source.upperBound <= text.utf8.count)
      for offset in [token.source.lowerBound, token.source.upperBound] {
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        #expect(index.samePosition(in: text.unicodeScalars) != nil, "seed \(seed)")
      }
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
      var (found, extent) = TextAnalyzer.general.analysis(of: piece, from: position)
      for index in found.indices {
        let source = found[index].source
        found[index].source = source.lowerBound + whole.count..<source.upperBound + whole.count
      }
      tokens += found
      position = extent.nextPosition
      length += extent.length
      // No space, which may follow the end of a line inside a run.
      whole += piece + [0x3B]
    }
    let (expected, extent) = TextAnalyzer.general.analysis(of: whole)
    #expect(tokens == expected, "seed \(seed)")
    #expect(extent == TextExtent(nextPosition: position, length: length), "seed \(seed)")
  }

  @Test func scratchCarriesNothingOver() {
    var random = RandomText(seed: 7)
    var scratch = AnalysisScratch()
    for _ in 0..<50 {
      let text = random.text(count: 60)
      var list = TokenList()
      _ = TextAnalyzer.general.analyze(text, scratch: &scratch, into: &list)
      #expect(list.tokens == TextAnalyzer.general.tokens(of: text))
    }
  }
}
