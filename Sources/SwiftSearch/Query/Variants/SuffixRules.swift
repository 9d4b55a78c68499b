/// What must hold before a suffix for its rule to apply.
enum SuffixCondition {
  case always
  /// The suffix lies in the second region.
  case inSecondRegion
  case afterL
  case afterSOrT
  /// One of the letters that stand before an adverb's -ly.
  case afterAdverbStem
}

/// One line of a step: a suffix and what it becomes.
struct SuffixRule {
  let suffix: PackedSuffix
  let replacement: PackedSuffix
  let condition: SuffixCondition

  init(_ suffix: String, _ replacement: String, _ condition: SuffixCondition = .always) {
    self.suffix = PackedSuffix(suffix)
    self.replacement = PackedSuffix(replacement)
    self.condition = condition
  }
}

/// Up to eight letters in one integer, the last letter lowest, so that one comparison tells
/// whether a word ends in them.
struct PackedSuffix {
  let letters: UInt64
  let mask: UInt64
  let count: Int

  init(_ text: String) {
    letters = text.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    count = text.utf8.count
    mask = count == 8 ? .max : 1 << (8 * UInt64(count)) - 1
  }

  @inline(__always)
  func ends(_ tail: UInt64) -> Bool {
    tail & mask == letters
  }
}

/// Suffixes without a reference to count, since the stemmer looks at many for each word.
typealias SuffixList<let count: Int> = InlineArray<count, PackedSuffix>

extension InlineArray where Element == PackedSuffix {
  init(_ texts: [String]) {
    self.init { PackedSuffix(texts[$0]) }
  }

  /// The first suffix of a word that ends in `tail`.
  @inline(__always)
  func first(in tail: UInt64) -> PackedSuffix? {
    for index in 0..<count where self[index].ends(tail) { return self[index] }
    return nil
  }
}

/// The rules of one step of the stemmer, found by a word's last letter.
struct SuffixRules {
  /// The last letters of all suffixes, for a quick no.
  private let letters: UInt32
  private let rules: [SuffixRule]
  /// Where the rules of each letter begin, and last where they all end.
  private let starts: [Int]

  init(_ lines: [SuffixRule]) {
    var rules: [SuffixRule] = []
    var starts: [Int] = []
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
      starts.append(rules.count)
      // The longest suffix that fits is the one that counts, even if its condition fails.
      rules += lines.filter { $0.suffix.letters & 0xFF == UInt64(letter) }
        .sorted { $0.suffix.count > $1.suffix.count }
    }
    letters = lines.reduce(0) { $0 | 1 << UInt32($1.suffix.letters & 31) }
    self.rules = rules
    self.starts = starts + [rules.count]
  }

  /// The rule with the longest suffix of a word that ends in `tail`, as ``PackedSuffix`` packs it.
  @inline(__always)
  func match(_ tail: UInt64) -> SuffixRule? {
    let letter = UInt8(truncatingIfNeeded: tail)
    guard StemLetter.isOf(letters, letter) else { return nil }
    let (starts, rules) = (starts.span, rules.span)
    var index = starts[Int(letter - StemLetter.a)]
    let end = starts[Int(letter - StemLetter.a) + 1]
    while index < end {
      if rules[index].suffix.ends(tail) { return rules[index] }
      index += 1
    }
    return nil
  }
}
