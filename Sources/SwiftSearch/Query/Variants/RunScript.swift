/// The script of a character of a run, by its block alone: a run has no other characters.
enum RunScript {
  case han, hiragana, katakana, hangul, other

  init(_ character: UInt32) {
    switch character {
    case 0x3041...0x3096, 0x309D...0x309F: self = .hiragana
    case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: self = .katakana
    case 0xAC00...0xD7A3: self = .hangul
    case 0x3005, 0x3007, 0x303B, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      self = .han
    default: self = .other
    }
  }

  var isKana: Bool { self == .hiragana || self == .katakana }
}

/// The characters of a term, and back.
enum RunText {
  /// The code points of a term; what is not UTF-8 becomes U+FFFD.
  static func characters(_ term: [UInt8]) -> [UInt32] {
    String(decoding: term, as: UTF8.self).unicodeScalars.map(\.value)
  }

  static func characters(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value)
  }

  static func term(_ characters: some Sequence<UInt32>) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for character in characters { text.append(Unicode.Scalar(character) ?? "\u{FFFD}") }
    return Array(String(text).utf8)
  }
}

/// The marks of kana.
enum Kana {
  static let longMark: UInt32 = 0x30FC
  /// From a hiragana to the same katakana.
  static let katakanaOffset: UInt32 = 0x60
  static let vu: UInt32 = 0x30F4

  /// The kana in the same place of hiragana or katakana, if there is one.
  static func other(_ kana: UInt32) -> UInt32? {
    switch kana {
    case 0x3041...0x3096, 0x309D, 0x309E: kana + katakanaOffset
    case 0x30A1...0x30F6, 0x30FD, 0x30FE: kana - katakanaOffset
    default: nil
    }
  }

  /// The same kana in its full size, if it is a small one.
  static func large(_ kana: UInt32) -> UInt32? {
    switch hiragana(kana) {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E: kana + 1
    default: nil
    }
  }

  static func hiragana(_ kana: UInt32) -> UInt32 {
    RunScript(kana) == .katakana ? other(kana) ?? kana : kana
  }

  /// The row of the vowel that a kana ends in: 0 for a to 4 for o; nil for ん, ー and marks.
  static func vowel(_ kana: UInt32) -> Int? {
    let rows = [
      "あぁかがさざただなはばぱまやゃらわゎ", "いぃきぎしじちぢにひびぴみりゐ",
      "うぅくぐすずつづっぬふぶぷむゆゅるゔ", "えぇけげせぜてでねへべぺめれゑ",
      "おぉこごそぞとどのほぼぽもよょろを",
    ]
    guard let scalar = Unicode.Scalar(hiragana(kana)) else { return nil }
    return rows.firstIndex { $0.unicodeScalars.contains(scalar) }
  }

  /// The kana with the voiced sound: が for か. Nil where there is none.
  static func voiced(_ kana: UInt32) -> UInt32? {
    switch hiragana(kana) {
    case 0x304B...0x3062: hiragana(kana) % 2 == 1 ? kana + 1 : nil
    case 0x3064...0x3068: hiragana(kana) % 2 == 0 ? kana + 1 : nil
    case 0x306F...0x307B: hiragana(kana) % 3 == 0x306F % 3 ? kana + 1 : nil
    default: nil
    }
  }
}
