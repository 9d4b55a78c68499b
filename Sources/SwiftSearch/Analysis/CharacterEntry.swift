/// How the analyzer treats a character.
enum CharacterClass: UInt8 {
  /// Ends words and runs.
  case `break` = 0
  /// A letter, or a vowel sign that counts as one.
  case word = 1
  /// Continues a word or a run, and is part of its term.
  case mark = 2
  /// Continues a word or a run, and is left out of its term.
  case ignorable = 3
  /// A break between words, since some scripts mark them with nothing else, but not between the
  /// characters of a run, where it only says that a line may end.
  case zeroWidthSpace = 4
  case digit = 5
  /// A sign that may join the parts of a word.
  case connector = 6
  /// Stands for a sequence of other characters.
  case expansion = 7
  case han = 8
  case hiragana = 9
  case katakana = 10
  case hangul = 11
  /// A vowel or a last consonant of Hangul, which joins the syllable before it if it can.
  case jamo = 12
  case emoji = 16
  /// Half of a flag.
  case flag = 17
}

/// What a character table says of a character.
struct CharacterEntry {
  static let `break` = CharacterEntry(bits: 0)

  /// The class in the lowest five bits, then whether it is a capital letter and whether it takes
  /// more than a look at this entry. Above: for a mark its combining class, for an expansion which
  /// sequence, for all others what to add to the code point to fold it.
  private let bits: UInt32

  @inline(__always)
  init(bits: UInt32) {
    self.bits = bits
  }

  @inline(__always)
  func isOf(_ other: CharacterClass) -> Bool {
    bits & 0x1F == UInt32(other.rawValue)
  }

  var classNumber: UInt8 {
    @inline(__always) get { UInt8(truncatingIfNeeded: bits & 0x1F) }
  }

  /// Whether runs are made of such characters: Han, kana and Hangul.
  var isRun: Bool {
    @inline(__always) get { bits & 8 != 0 }
  }

  /// Whether it is of a run and joins no character before it.
  var isPlainRun: Bool {
    @inline(__always) get { bits & 0x8C == 8 }
  }

  /// Whether it is Han or kana, which lines are wrapped between.
  var isUnspaced: Bool {
    isPlainRun && !isOf(.hangul)
  }

  /// Whether words are made of such characters.
  var isWord: Bool {
    @inline(__always) get { isOf(.word) || isOf(.digit) }
  }

  var isCapital: Bool {
    @inline(__always) get { bits & 0x40 != 0 }
  }

  /// Whether it is an expansion, or a mark that has an order among others.
  var isSpecial: Bool {
    @inline(__always) get { bits & 0x80 != 0 }
  }

  /// The folded form of the character that this is the entry of.
  @inline(__always)
  func fold(_ codePoint: UInt32) -> UInt32 {
    UInt32(bitPattern: Int32(bitPattern: codePoint) &+ (Int32(bitPattern: bits) >> 8))
  }

  /// Canonical order among the marks of a character; 0 for what is not ordered.
  var combiningClass: UInt32 {
    isOf(.mark) ? bits >> 8 : 0
  }

  /// Where the sequence of an expansion is.
  var sequence: Range<Int> {
    let start = Int(bits >> 13)
    return start..<start + Int(bits >> 8 & 31)
  }

  /// The class, for code that is not in a hurry.
  var characterClass: CharacterClass {
    CharacterClass(rawValue: classNumber) ?? .break
  }
}
