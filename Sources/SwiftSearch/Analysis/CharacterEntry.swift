/// How the analyzer treats a character.
enum CharacterClass: UInt8 {
  /// Ends words and runs.
  case `break` = 0
  /// Part of a word: letters, digits, and vowel signs that count as letters.
  case word = 1
  /// Continues a word or a run, and is part of its term.
  case mark = 2
  /// Continues a word or a run, and is left out of its term.
  case ignorable = 3
  /// A break between words, since some scripts mark them with nothing else, but not between the
  /// characters of a run, where it only says that a line may end.
  case zeroWidthSpace = 4
  case han = 8
  case hiragana = 9
  case katakana = 10
  case hangul = 11
}

/// What a character table says of a character.
struct CharacterEntry {
  /// The class in the lowest byte, and above it what to add to the code point to fold it.
  private let bits: UInt32

  @inline(__always)
  init(bits: UInt32) {
    self.bits = bits
  }

  @inline(__always)
  func isOf(_ other: CharacterClass) -> Bool {
    bits & 0xFF == UInt32(other.rawValue)
  }

  /// Whether runs are made of such characters: Han, kana and Hangul.
  var isRun: Bool {
    @inline(__always) get { bits & 8 != 0 }
  }

  /// The folded form of the character that this is the entry of.
  @inline(__always)
  func fold(_ codePoint: UInt32) -> UInt32 {
    UInt32(bitPattern: Int32(bitPattern: codePoint) &+ (Int32(bitPattern: bits) >> 8))
  }

  /// The class, for code that is not in a hurry.
  var characterClass: CharacterClass {
    CharacterClass(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .break
  }
}
