/// The letters that the stemmer's rules name.
enum StemLetter {
  static let a = UInt8(ascii: "a")
  static let b = UInt8(ascii: "b")
  static let e = UInt8(ascii: "e")
  static let i = UInt8(ascii: "i")
  static let l = UInt8(ascii: "l")
  static let s = UInt8(ascii: "s")
  static let t = UInt8(ascii: "t")
  static let w = UInt8(ascii: "w")
  static let x = UInt8(ascii: "x")
  static let y = UInt8(ascii: "y")
  /// A y in the place of a consonant.
  static let capitalY = UInt8(ascii: "Y")

  /// The small letters of `text` as bits.
  static func set(_ text: String) -> UInt32 {
    text.utf8.reduce(0) { $0 | 1 << UInt32($1 & 31) }
  }

  @inline(__always)
  static func isOf(_ set: UInt32, _ letter: UInt8) -> Bool {
    letter >= a && set >> UInt32(letter & 31) & 1 != 0
  }
}

/// The endings and words that single rules name.
enum Endings {
  static let nothing = PackedSuffix("")
  static let e = PackedSuffix("e")
  static let i = PackedSuffix("i")
  static let ie = PackedSuffix("ie")

  static let possessives = SuffixList<3>(["'s'", "'s", "'"])
  static let ied = PackedSuffix("ied")
  static let ies = PackedSuffix("ies")
  static let sses = PackedSuffix("sses")
  static let ss = PackedSuffix("ss")
  static let us = PackedSuffix("us")
  static let eed = SuffixList<2>(["eedly", "eed"])
  static let verb = SuffixList<4>(["ingly", "edly", "ing", "ed"])
  static let takeE = SuffixList<3>(["at", "bl", "iz"])

  /// Letters that a verb doubles before its ending.
  static let doubles = StemLetter.set("bdfgmnprt")
  static let beforeOwnDouble = StemLetter.set("aeo")
  static let adverbStems = StemLetter.set("cdeghkmnrt")
  static let past = PackedSuffix("past")

  /// Proceed, exceed and succeed are no participles.
  static let keptBeforeEed = SuffixList<3>(["proc", "exc", "succ"])
  /// An inning, outing, canning, herring, earring or evening is no form of a verb.
  static let keptBeforeIng = SuffixList<6>(["inn", "out", "cann", "herr", "earr", "even"])
  /// Beginnings behind which the first region begins, so that general, generic and generous,
  /// university and universe, past and paste, organ and organic, intern and international, and
  /// their like keep apart.
  static let overstemmed = SuffixList<9>([
    "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter",
  ])
}

extension SuffixRules {
  /// Step 2: the second of two joined suffixes goes, and the first gets its dictionary form.
  static let step2 = SuffixRules([
    SuffixRule("tional", "tion"), SuffixRule("enci", "ence"), SuffixRule("anci", "ance"),
    SuffixRule("abli", "able"), SuffixRule("entli", "ent"), SuffixRule("izer", "ize"),
    SuffixRule("ization", "ize"), SuffixRule("ational", "ate"), SuffixRule("ation", "ate"),
    SuffixRule("ator", "ate"), SuffixRule("alism", "al"), SuffixRule("aliti", "al"),
    SuffixRule("alli", "al"), SuffixRule("fulness", "ful"), SuffixRule("ousli", "ous"),
    SuffixRule("ousness", "ous"), SuffixRule("iveness", "ive"), SuffixRule("iviti", "ive"),
    SuffixRule("biliti", "ble"), SuffixRule("bli", "ble"), SuffixRule("ogist", "og"),
    SuffixRule("ogi", "og", .afterL), SuffixRule("fulli", "ful"), SuffixRule("lessli", "less"),
    SuffixRule("li", "", .afterAdverbStem),
  ])

  /// Step 3: further suffixes behind the first region.
  static let step3 = SuffixRules([
    SuffixRule("tional", "tion"), SuffixRule("ational", "ate"), SuffixRule("alize", "al"),
    SuffixRule("icate", "ic"), SuffixRule("iciti", "ic"), SuffixRule("ical", "ic"),
    SuffixRule("ful", ""), SuffixRule("ness", ""), SuffixRule("ative", "", .inSecondRegion),
  ])

  /// Step 4: what may go where the rest is long enough, which is the second region.
  static let step4 = SuffixRules(
    [
      "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism",
      "ate", "iti", "ous", "ive", "ize",
    ].map { SuffixRule($0, "", .inSecondRegion) } + [SuffixRule("ion", "", .afterSOrT)])
}
