/// Puts a character and a mark together, as Unicode's canonical composition does for kana with
/// sound marks and for the parts of Hangul syllables.
enum CharacterComposition {
  static let voicedMark: UInt32 = 0x3099
  static let semiVoicedMark: UInt32 = 0x309A

  /// The character that `base` with `mark` is, such as ガ for カ and the voiced mark; nil if there
  /// is none.
  static func compose(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    kana(base, mark) ?? hangul(base, mark)
  }

  private static func hangul(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    switch (base, mark) {
    case (0x1100...0x1112, 0x1161...0x1175):
      return 0xAC00 + ((base - 0x1100) * 21 + mark - 0x1161) * 28
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (base - 0xAC00) % 28 == 0:
      return base + mark - 0x11A7
    default:
      return nil
    }
  }

  private static func kana(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    guard base >= 0x3041, base <= 0x30FF else { return nil }
    // The two syllabaries are laid out alike, hiragana from U+3041 and katakana from U+30A1.
    let isKatakana = base >= 0x30A1
    let hiragana = isKatakana ? base - 0x60 : base
    switch (hiragana, mark) {
    case (0x306F...0x307B, semiVoicedMark) where hiragana % 3 == 0:
      return base + 2
    case (0x306F...0x307B, voicedMark) where hiragana % 3 == 0:
      return base + 1
    case (0x304B...0x3061, voicedMark) where hiragana % 2 == 1:
      return base + 1
    case (0x3064, voicedMark), (0x3066, voicedMark), (0x3068, voicedMark), (0x309D, voicedMark):
      return base + 1
    case (0x3046, voicedMark):
      return base + 0x4E
    case (0x308F...0x3092, voicedMark) where isKatakana:
      return base + 8
    default:
      return nil
    }
  }
}
