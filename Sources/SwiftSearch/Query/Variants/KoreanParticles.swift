/// A Korean word without its particles or ending.
struct KoreanStem: Equatable {
  var stem: [UInt8]
  /// The syllables of the tail that was cut off.
  var tailCount: Int
}

/// Cuts particles and endings off Korean words (eojeol) by rule.
///
/// There is no dictionary, so a noun that ends like a particle (고양이) loses its end too. That is
/// harmless where the result is one more word to look up, or lowers the weight of the tail.
enum KoreanParticles {
  /// What the syllable before a tail must end in.
  enum Before {
    case anything, consonant, vowel
    /// A vowel or ㄹ, as before 로.
    case vowelOrRieul
  }

  struct Tail {
    var syllables: [UInt32]
    var before: Before
    /// The fewest syllables that must remain.
    var shortestStem: Int
  }

  /// The longest tail whose conditions hold is cut off; nil if there is none.
  static func stem(of eojeol: [UInt8]) -> KoreanStem? {
    // Nothing longer is a word, and only Hangul has particles: both keep the work small.
    guard eojeol.count >= 6, eojeol.count <= 3 * 64, eojeol.count % 3 == 0 else { return nil }
    let syllables = RunText.characters(eojeol)
    guard let count = tailCount(of: syllables) else { return nil }
    return KoreanStem(stem: Array(eojeol.dropLast(3 * count)), tailCount: count)
  }

  /// The syllables of the tail of a word of Hangul alone.
  static func tailCount(of syllables: [UInt32]) -> Int? {
    guard let last = syllables.last, let candidates = tails[last],
      syllables.allSatisfy({ RunScript($0) == .hangul })
    else { return nil }
    let tail = candidates.first { tail in
      let rest = syllables.count - tail.syllables.count
      return rest >= tail.shortestStem && syllables.suffix(from: rest).elementsEqual(tail.syllables)
        && holds(tail.before, syllables[rest - 1])
    }
    return tail?.syllables.count
  }

  private static func holds(_ condition: Before, _ syllable: UInt32) -> Bool {
    // The final consonant is the lowest digit of a syllable's number, and 8 is ㄹ.
    let final = (syllable - 0xAC00) % 28
    return switch condition {
    case .anything: true
    case .consonant: final != 0
    case .vowel: final == 0
    case .vowelOrRieul: final == 0 || final == 8
    }
  }
}
