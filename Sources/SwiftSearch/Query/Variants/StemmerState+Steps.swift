/// The steps of the algorithm, in the order in which they run.
extension StemmerState {
  /// Step 0: an apostrophe at the end, with or without an s.
  mutating func removePossessive() {
    if let suffix = Endings.possessives.first(in: tail) { cut(suffix.count) }
  }

  /// Step 1a: the plural.
  mutating func removePlural() {
    if Endings.ied.ends(tail) { return cut(word.count > 4 ? 2 : 1) }
    guard word.last == StemLetter.s else { return }
    if Endings.sses.ends(tail) {
      cut(2)
    } else if Endings.ies.ends(tail) {
      cut(word.count > 4 ? 2 : 1)
    } else if !Endings.us.ends(tail), !Endings.ss.ends(tail), hasVowel(before: word.count - 2) {
      cut(1)
    }
  }

  /// Step 1b: -ed and -ing, and -ly behind them.
  mutating func removeVerbEnding() {
    if let suffix = Endings.eed.first(in: tail) {
      let start = word.count - suffix.count
      if start >= region1, !isOneOf(Endings.keptBeforeEed, end: start) { cut(suffix.count - 2) }
      return
    }
    guard let suffix = Endings.verb.first(in: tail) else { return }
    let start = word.count - suffix.count
    if suffix.count == 3 {
      if start == 2, word[1] == StemLetter.y, !EnglishStemmer.isVowel(word[0]) {
        return replace(4, by: Endings.ie)
      }
      if isOneOf(Endings.keptBeforeIng, end: start) { return }
    }
    guard hasVowel(before: start) else { return }
    cut(suffix.count)
    repairVerb()
  }

  /// Gives a verb that has lost its ending its dictionary form.
  private mutating func repairVerb() {
    let last = word[word.count - 1]
    if Endings.takeE.first(in: tail) != nil {
      replace(0, by: Endings.e)
    } else if word.count > 2, last == word[word.count - 2], StemLetter.isOf(Endings.doubles, last) {
      // Add, egg and off have their two letters by themselves.
      if word.count > 3 || !StemLetter.isOf(Endings.beforeOwnDouble, word[0]) { cut(1) }
    } else if region1 == word.count, endsInShortSyllable(before: word.count) {
      replace(0, by: Endings.e)
    }
  }

  /// Step 1c: a final y after a consonant that is not the first letter.
  mutating func replaceFinalY() {
    guard word.count > 2, let last = word.last, last == StemLetter.y || last == StemLetter.capitalY,
      !EnglishStemmer.isVowel(word[word.count - 2])
    else { return }
    replace(1, by: Endings.i)
  }

  /// Steps 2 to 4: the rule of the longest suffix in the step's list.
  mutating func apply(_ rule: SuffixRule?, in region: Int) {
    guard let rule else { return }
    let start = word.count - rule.suffix.count
    guard start >= region else { return }
    let before = UInt8(truncatingIfNeeded: tail >> (8 * UInt64(rule.suffix.count)))
    let applies =
      switch rule.condition {
      case .always: true
      case .inSecondRegion: start >= region2
      case .afterL: before == StemLetter.l
      case .afterSOrT: before == StemLetter.s || before == StemLetter.t
      case .afterAdverbStem: StemLetter.isOf(Endings.adverbStems, before)
      }
    guard applies else { return }
    replace(rule.suffix.count, by: rule.replacement)
  }

  /// Step 5: a final e or a second l.
  mutating func removeFinalLetter() {
    guard let last = word.last else { return }
    let start = word.count - 1
    if last == StemLetter.e {
      if start >= region2 || start >= region1 && !endsInShortSyllable(before: start) { cut(1) }
    } else if last == StemLetter.l, start >= region2, word[start - 1] == StemLetter.l {
      cut(1)
    }
  }
}
