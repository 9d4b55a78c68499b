/// Rules out most words of a dictionary before they are stemmed, by what follows the letters that
/// they share with a stem.
///
/// The algorithm only takes suffixes off, one after the other. So what follows the stem in a word
/// begins as one of them does; ``EnglishStemmer/candidatePrefixes(ofStem:)`` says which letters at
/// the border can have changed. Two letters at most are looked at, which keeps the rules few
/// enough to be tried with every ending in the tests.
struct StemFilter {
  let stem: [UInt8]

  /// The last letters of words that the algorithm changes.
  private static let endings = StemLetter.set("cdegilmnrsty")

  /// Whether a word with this last letter can have a stem that is another word.
  static func canEnd(in letter: UInt8) -> Bool {
    letter == EnglishStemmer.apostrophe || isLetter(letter, of: endings)
  }

  /// How many of the first letters of `term` are enough to rule out that it has the stem; `nil`
  /// when it may have it.
  ///
  /// - Parameter term: what begins with one of the stem's candidate prefixes.
  func ruledOut(_ term: Span<UInt8>) -> Int? {
    let border = stem.count - 1
    guard border >= 1, term.count > border else { return nil }
    let last = stem[border]
    let first = term[border]
    let next = term.count > stem.count ? term[stem.count] : nil
    if first == last {
      guard let next else { return nil }
      guard let followers = Self.followers(of: next, behind: last) else { return stem.count + 1 }
      guard term.count > stem.count + 1, !Self.isLetter(term[stem.count + 1], of: followers),
        term[stem.count + 1] != EnglishStemmer.apostrophe
      else { return nil }
      return stem.count + 2
    }
    guard let followers = Self.followers(ofChanged: first, into: last) else { return stem.count }
    guard let next, !Self.isLetter(next, of: followers), next != EnglishStemmer.apostrophe else {
      return nil
    }
    return stem.count + 1
  }

  /// Which letters can be the second of what was taken off, where `letter` is the first; `nil`
  /// when it cannot be.
  private static func followers(of letter: UInt8, behind last: UInt8) -> UInt32? {
    var followers: UInt32 = 0
    switch letter {
    case UInt8(ascii: "a"): followers = StemLetter.set("blnt")  // -able, -al, -ance, -ation
    // The e of hope, behind which any other suffix may have been.
    case StemLetter.e: followers = StemLetter.set("adefilmnorsy")
    case StemLetter.i: followers = StemLetter.set("bceinostvz")  // -ible, -ic, -ies, -ing, -ion …
    case UInt8(ascii: "o"): followers = StemLetter.set("ru")  // -ator, -ous
    case UInt8(ascii: "f"): followers = StemLetter.set("u")  // -ful
    case UInt8(ascii: "m"), UInt8(ascii: "n"): followers = StemLetter.set("e")  // -ment, -ness
    case StemLetter.l where last == StemLetter.l: followers = StemLetter.set("adefilmnorsy")
    case StemLetter.l: followers = StemLetter.set("iy")  // -ly
    case StemLetter.s: break
    case UInt8(ascii: "d") where last == StemLetter.e: followers = StemLetter.set("ls")  // -eedly
    case UInt8(ascii: "r") where last == StemLetter.e: followers = StemLetter.set("eis")  // -izer
    // -ogy, and -ency and -ably by way of -ence and -able
    case StemLetter.y where isLetter(last, of: StemLetter.set("cgl")):
      followers = StemLetter.set("eis")
    case EnglishStemmer.apostrophe: return .max
    default:
      guard letter == last, isLetter(letter, of: Endings.doubles) else { return nil }
    }
    // A verb doubles its last letter before -ed and -ing.
    if letter == last, isLetter(letter, of: Endings.doubles) { followers |= StemLetter.set("ei") }
    return followers
  }

  /// Which letters can follow one that became the last of the stem: hoping, -ation, -ational,
  /// -ator, -ization, -ivity, -ency and -bility became e; cry became cri, and -bil -bl.
  private static func followers(ofChanged letter: UInt8, into last: UInt8) -> UInt32? {
    switch (last, letter) {
    case (StemLetter.e, StemLetter.i): StemLetter.set("einosty")
    case (StemLetter.e, UInt8(ascii: "a")): StemLetter.set("t")
    case (StemLetter.e, UInt8(ascii: "o")): StemLetter.set("r")
    case (StemLetter.e, StemLetter.l): StemLetter.set("i")
    case (StemLetter.e, StemLetter.y), (StemLetter.i, StemLetter.y): StemLetter.set("eis")
    case (StemLetter.l, StemLetter.i): StemLetter.set("l")
    default: nil
    }
  }

  /// A set holds letters by their lowest five bits.
  private static func isLetter(_ byte: UInt8, of set: UInt32) -> Bool {
    0x61...0x7A ~= byte && StemLetter.isOf(set, byte)
  }
}
