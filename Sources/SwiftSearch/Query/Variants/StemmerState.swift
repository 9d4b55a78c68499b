/// A word on its way to its stem.
///
/// The regions and the steps have the names of the algorithm's description; see
/// ``EnglishStemmer``.
struct StemmerState {
  private(set) var word: [UInt8]
  /// The word's last eight letters as ``PackedSuffix`` packs them, kept up to date by every cut.
  fileprivate(set) var tail: UInt64 = 0
  /// Where the first region begins: behind the first consonant after a vowel.
  fileprivate(set) var region1 = 0
  /// Where the second begins: the same once more, counted from the first.
  fileprivate(set) var region2 = 0

  init(word: [UInt8]) {
    self.word = word
  }

  mutating func run() {
    if word[0] == EnglishStemmer.apostrophe { word.removeFirst() }
    let marked = markConsonants()
    findRegions()
    updateTail()
    removePossessive()
    removePlural()
    removeVerbEnding()
    replaceFinalY()
    apply(SuffixRules.step2.match(tail), in: region1)
    apply(SuffixRules.step3.match(tail), in: region1)
    apply(SuffixRules.step4.match(tail), in: region2)
    removeFinalLetter()
    if marked {
      for index in word.indices where word[index] == StemLetter.capitalY {
        word[index] = StemLetter.y
      }
    }
  }

  /// Writes the letter y where it is a consonant as a capital; whether there is any.
  private mutating func markConsonants() -> Bool {
    var marked = false
    var afterVowel = true
    for index in word.indices {
      if word[index] == StemLetter.y, afterVowel {
        word[index] = StemLetter.capitalY
        marked = true
      }
      afterVowel = EnglishStemmer.isVowel(word[index])
    }
    return marked
  }

  private mutating func findRegions() {
    region1 = overstemmedCount() ?? regionStart(from: 0)
    region2 = regionStart(from: region1)
  }

  /// The letters of the beginning that is the first of ``Endings/overstemmed`` to fit.
  private func overstemmedCount() -> Int? {
    let head = packed(from: 0, to: min(word.count, 7)) << (8 * UInt64(7 - min(word.count, 7)))
    for index in 0..<Endings.overstemmed.count {
      let beginning = Endings.overstemmed[index]
      if head >> (8 * UInt64(7 - beginning.count)) == beginning.letters { return beginning.count }
    }
    return nil
  }

  private func regionStart(from start: Int) -> Int {
    var index = start
    while index < word.count, !EnglishStemmer.isVowel(word[index]) { index += 1 }
    while index < word.count, EnglishStemmer.isVowel(word[index]) { index += 1 }
    return min(index + 1, word.count)
  }
}

/// Cutting and looking.
extension StemmerState {
  /// Whether a short syllable ends at `end`: a vowel between single consonants, of which the
  /// second is not w, x or a consonant y; or a vowel and a consonant that are all there is.
  func endsInShortSyllable(before end: Int) -> Bool {
    guard end >= 2 else { return false }
    let (vowel, last) = (word[end - 2], word[end - 1])
    if EnglishStemmer.isVowel(vowel), !EnglishStemmer.isVowel(last) {
      if end == 2 { return true }
      let isClosed = last != StemLetter.w && last != StemLetter.x && last != StemLetter.capitalY
      return isClosed && !EnglishStemmer.isVowel(word[end - 3])
    }
    return end >= 4 && packed(from: end - 4, to: end) == Endings.past.letters
  }

  private mutating func updateTail() {
    tail = packed(from: max(word.count - 8, 0), to: word.count)
  }

  /// Up to eight letters as ``PackedSuffix`` packs them.
  private func packed(from start: Int, to end: Int) -> UInt64 {
    var letters: UInt64 = 0
    var index = start
    while index < end {
      letters = letters << 8 | UInt64(word[index])
      index += 1
    }
    return letters
  }

  mutating func cut(_ count: Int) {
    replace(count, by: Endings.nothing)
  }

  mutating func replace(_ count: Int, by replacement: PackedSuffix) {
    word.removeLast(count)
    for index in (0..<UInt64(replacement.count)).reversed() {
      word.append(UInt8(truncatingIfNeeded: replacement.letters >> (8 * index)))
    }
    updateTail()
  }

  func hasVowel(before end: Int) -> Bool {
    var index = 0
    while index < end {
      if EnglishStemmer.isVowel(word[index]) { return true }
      index += 1
    }
    return false
  }

  /// Whether the letters before `end` are all of one of `words`.
  func isOneOf<let count: Int>(_ words: SuffixList<count>, end: Int) -> Bool {
    end <= 4 && words.first(in: packed(from: 0, to: end))?.count == end
  }
}
