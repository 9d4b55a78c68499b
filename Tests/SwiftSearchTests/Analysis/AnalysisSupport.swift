@testable import SwiftSearch

extension TextAnalyzer {
  static let words = TextAnalyzer(options: .words)
  static let pairs = TextAnalyzer(options: .pairs)
  static let general = TextAnalyzer(options: .general)
  static let code = TextAnalyzer(options: .code)
  static let exact = TextAnalyzer(options: .exact)

  /// The tokens and the extent of a text from anywhere.
  func analysis(of bytes: [UInt8], from position: UInt32 = 0) -> ([Token], TextExtent) {
    var scratch = AnalysisScratch()
    var list = TokenList()
    let extent = analyze(bytes.span, from: position, scratch: &scratch, into: &list)
    return (list.tokens, extent)
  }

  /// The terms of a text with their positions and kinds, such as `世界@0` or `界@1$`.
  func summary(of text: String) -> String {
    tokens(of: text).map(\.summary).joined(separator: " ")
  }
}

extension Token {
  var text: String { String(decoding: term, as: UTF8.self) }

  /// The term, its position, and a sign for its kind.
  var summary: String {
    let signs: [TokenKind: String] = [
      .word: "", .bigram: "+", .runEnd: "$", .single: "!", .joined: "=", .symbol: "~", .whole: "*",
    ]
    let text = text.replacing("\u{1}", with: "")
    return "\(text)@\(position)\(signs[kind] ?? "?")"
  }
}

/// Random text in many scripts, the same for the same seed.
struct RandomText {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int {
    Int(next() % UInt64(limit))
  }

  private static let alphabets: [[Unicode.Scalar]] = [
    "abcdefghijklmnopqrstuvwxyzABCXYZ", "0123456789", "  \n\t.,-_'\0", "--__''..,,&&++##\r\n>/*#",
    "aBcD1.2-3_'sS&,+#", "\n ", "ﬁﷺ㍿①②½㎏㌀…․．－’＆ŉǆǇß", "ÀéßñçØµſςΣİıẞǅЖжԱաⓐ①",
    "漢字国際化々〆〇〻𠮷\u{2EBF0}", "ひらがなかきはぱゝう", "カタカナヴァー・ヾハワ",
    "한국어가각힣ㅋㅎ", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}", "ﾊﾟｶﾞﾃｽﾄｰﾞﾟ", "ＡｂＣ１２３！　～",
    "\u{301}\u{308}\u{3099}\u{309A}\u{20E3}\u{64B}",
    "\u{AD}\u{200B}\u{200C}\u{200D}\u{FE0F}\u{E0101}",
    "नमस्तेสวัสดีعربيעברית", "😀👩🏽‍💻。、「」…—", "𝐀𐐀𞤀",
  ].map { Array($0.unicodeScalars) }

  /// Text of `count` scalars in short stretches of one script.
  mutating func text(count: Int) -> String {
    var scalars = String.UnicodeScalarView()
    while scalars.count < count {
      let alphabet = Self.alphabets[below(Self.alphabets.count)]
      for _ in 0...below(below(8) == 0 ? 40 : 5) {
        scalars.append(alphabet[below(alphabet.count)])
      }
    }
    return String(scalars)
  }

  /// Bytes of such a text, with some of them damaged.
  mutating func damagedText(count: Int) -> [UInt8] {
    var bytes = Array(text(count: count).utf8)
    for _ in 0..<(count / 20) {
      bytes[below(bytes.count)] = UInt8(truncatingIfNeeded: next())
    }
    return Array(bytes.prefix(bytes.count - below(4)))
  }
}
