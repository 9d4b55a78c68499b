/// How a variant of a Japanese word differs from what was asked for, the surest first.
enum KanaVariantKind: Int, Comparable, CaseIterable {
  /// 時々 and 時時, いすゞ and いすず.
  case iterationMark
  /// サーバー and サーバ.
  case longMark
  /// ヴァイオリン and バイオリン.
  case vSound
  /// ウィルス and ウイルス, キャノン and キヤノン, 一ヶ月 and 一か月.
  case smallKana
  /// りんご and リンゴ.
  case script
  /// 打ち合わせ and 打合せ.
  case okurigana
  /// こころ and こゝろ: marks that only old texts have.
  case oldMark

  static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// A term that means the same as the one asked for.
struct KanaVariant: Equatable {
  var term: [UInt8]
  /// The least certain of the differences.
  var kind: KanaVariantKind
  /// How many kinds of differences there are.
  var steps: Int
}

/// The other spellings of a Japanese word.
///
/// The kinds are those that search engines for Japanese fold in their indexes (Groonga's options
/// of NormalizerNFKC, Lucene's stem filter for katakana), and the rules for okurigana that may be
/// left out of the Cabinet notice of 1973 (送り仮名の付け方). Here each is a word to look up beside
/// the one asked for.
enum KanaVariants {
  static let limit = 16
  /// Longer runs are no words.
  static let longestRun = 32

  /// At most ``limit`` other spellings of a folded run of Han and kana, the surest first.
  ///
  /// One difference comes before two. None is the run itself.
  static func variants(of run: [UInt8]) -> [KanaVariant] {
    guard run.count <= 4 * longestRun else { return [] }
    let characters = RunText.characters(run)
    guard (2...longestRun).contains(characters.count), !characters.contains(0xFFFD),
      characters.contains(where: { RunScript($0).isKana || $0 == iterationMark })
        || characters.allSatisfy({ RunScript($0) == .han })
    else { return [] }
    var seen: Set<[UInt32]> = [characters]
    var found: [(characters: [UInt32], kind: KanaVariantKind, steps: Int)] = []
    var level = [(characters: characters, kind: KanaVariantKind?.none)]
    for step in 1...2 {
      var next: [(characters: [UInt32], kind: KanaVariantKind?)] = []
      for kind in KanaVariantKind.allCases {
        // A second difference is always of a later kind, so that no pair comes twice.
        for base in level where base.kind.map({ $0 < kind }) ?? true {
          for variant in spellings(of: base.characters, kind) where !variant.isEmpty {
            guard seen.insert(variant).inserted else { continue }
            next.append((variant, kind))
            found.append((variant, kind, step))
          }
        }
      }
      if found.count >= limit { break }
      level = next
    }
    return found.prefix(limit).map {
      KanaVariant(term: RunText.term($0.characters), kind: $0.kind, steps: $0.steps)
    }
  }

  static let iterationMark: UInt32 = 0x3005

  private static func spellings(of run: [UInt32], _ kind: KanaVariantKind) -> [[UInt32]] {
    switch kind {
    case .iterationMark: IterationMarks.spellings(of: run)
    case .longMark: [LongMarks.toggled(run)]
    case .vSound: KanaSounds.vSpellings(of: run)
    case .smallKana: KanaSounds.sizeSpellings(of: run) + KanaSounds.counterSpellings(of: run)
    case .script: [RunScript.katakana, .hiragana].map { script in converted(run, from: script) }
    case .okurigana: Okurigana.spellings(of: run)
    case .oldMark: IterationMarks.oldSpellings(of: run)
    }
  }

  /// The run with all its kana of one script in the other. In a run with Han, a single hiragana is
  /// an ending or a particle, which nobody writes in katakana.
  private static func converted(_ run: [UInt32], from script: RunScript) -> [UInt32] {
    var result = run
    var start = 0
    while start < run.count {
      var end = start + 1
      guard RunScript(run[start]) == script else {
        start = end
        continue
      }
      while end < run.count, RunScript(run[end]) == script { end += 1 }
      if script == .katakana || end - start > 1 || run.count == 1 {
        for index in start..<end { result[index] = Kana.other(run[index]) ?? run[index] }
      }
      start = end
    }
    return result
  }
}
