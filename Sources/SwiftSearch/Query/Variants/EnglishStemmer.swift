/// The English stemmer Porter2, as Snowball 3.1 defines it.
///
/// Written from the description at <https://snowballstem.org/algorithms/english/stemmer.html> and
/// proved against the vocabulary that the project publishes. It runs when a query is made, to find
/// the words that share a stem with the one asked for; nothing in an index depends on it.
enum EnglishStemmer {
  /// The stem of a folded word.
  ///
  /// What is not made of the letters a to z and apostrophes is its own stem.
  static func stem(_ word: [UInt8]) -> [UInt8] {
    var result = word
    stem(&result)
    return result
  }

  /// Replaces a word by its stem, which is never longer, in the word's own memory.
  static func stem(_ word: inout [UInt8]) {
    guard word.count > 2, word.allSatisfy(isLetter) else { return }
    if word.count <= 6, let index = Exceptions.words.firstIndex(of: Exceptions.packed(word)) {
      word = Exceptions.stems[index]
      return
    }
    var state = StemmerState(word: word)
    word = []
    state.run()
    word = state.word
  }

  /// One or two beginnings that every word with this stem has one of, but for its
  /// ``irregularForms(ofStem:)``.
  ///
  /// All the rules together only cut a word, or change the last letter of its stem: to i from y
  /// (cry), to e from what follows it (hoping, activity), and to l in -bl (sensibility). A scan of
  /// a dictionary from here on, keeping what has the same stem, finds the whole group.
  static func candidatePrefixes(ofStem stem: [UInt8]) -> [[UInt8]] {
    let start = Array(stem.dropLast())
    switch stem.last {
    case StemLetter.e: return [start]
    case StemLetter.i: return [stem, start + [StemLetter.y]]
    case StemLetter.l where start.last == StemLetter.b: return [stem, start + Array("il".utf8)]
    default: return [stem]
    }
  }

  /// The words with this stem that begin otherwise: skies for sky; and dying and dyings for die,
  /// and so for each consonant in the place of the d.
  static func irregularForms(ofStem stem: [UInt8]) -> [[UInt8]] {
    guard stem.count == 3, isLetter(stem[0]), stem[0] != apostrophe else { return [] }
    if stem.elementsEqual("sky".utf8) { return [Array("skies".utf8)] }
    guard stem[1...].elementsEqual("ie".utf8), !isVowel(stem[0]) || stem[0] == StemLetter.y
    else { return [] }
    return ["ying", "yings"].map { [stem[0]] + Array($0.utf8) }
  }

  static let apostrophe = UInt8(ascii: "'")

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte == apostrophe
  }

  /// Whether a letter is a vowel: a, e, i, o, u or y. A y in the place of a consonant is written
  /// as a capital and is none.
  @inline(__always)
  static func isVowel(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A && 0x0110_4111 >> UInt32(byte - 0x61) & 1 != 0
  }
}

/// Words whose stem no rule gives: adverbs too short for theirs, names and singulars in -s.
private enum Exceptions {
  private static let irregular = [
    ("skis", "ski"), ("skies", "sky"), ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"),
    ("early", "earli"), ("only", "onli"), ("singly", "singl"),
  ]
  private static let unchanged = ["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"]

  static let words = (irregular.map(\.0) + unchanged).map { packed(Array($0.utf8)) }
  static let stems = (irregular.map(\.1) + unchanged).map { Array($0.utf8) }

  /// Up to six letters as one integer.
  static func packed(_ word: [UInt8]) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
