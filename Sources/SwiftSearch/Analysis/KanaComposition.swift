/// Puts a kana and a sound mark together, as Unicode's canonical composition does.
enum KanaComposition {
  static let voicedMark: UInt32 = 0x3099
  static let semiVoicedMark: UInt32 = 0x309A

  /// The kana that `base` with `mark` is, such as ガ for カ and the voiced mark; nil if there is
  /// none.
  static func compose(_ base: UInt32, _ mark: UInt32) -> UInt32? {
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
