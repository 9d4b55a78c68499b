/// What a word does in a question.
enum WordKind: Equatable {
  /// Carries meaning.
  case content
  /// Carries grammar.
  case function
  /// Asks: who, 什么, どこ, 누구.
  case question
}

/// A function word in a run: how many characters it takes, and what it does.
struct FunctionWord: Equatable {
  var count: Int
  var kind: WordKind
}

/// Words that carry grammar, in Chinese, Japanese, Korean and English.
///
/// From grammars of the four languages; the lists are in FunctionWordLists.swift. They lower
/// weights and cut runs into units. No word is ever dropped.
enum FunctionWords {
  /// The longest function word of Han or hiragana that begins at `index`, by its characters alone.
  static func match(in run: [UInt32], at index: Int) -> FunctionWord? {
    matches(in: run, at: index).first
  }

  /// All function words that begin at `index`, the longest first.
  static func matches(in run: [UInt32], at index: Int) -> [FunctionWord] {
    guard let candidates = words[run[index]] else { return [] }
    return candidates.compactMap { word in
      let end = index + word.characters.count
      guard end <= run.count, run[index..<end].elementsEqual(word.characters) else { return nil }
      return FunctionWord(count: end - index, kind: word.kind)
    }
  }

  /// The function words of Han in a run that has no kana, where they are Chinese; or in one that
  /// has, where only those that ask are sure.
  static func hanMatch(in run: [UInt32], at index: Int, isJapanese: Bool) -> FunctionWord? {
    guard let word = match(in: run, at: index) else { return nil }
    if isJapanese { return word.kind == .question ? word : nil }
    if word.count > 1 || word.kind == .question { return word }
    // 目的 is no use of 的, whichever side of the pair the character is.
    let pairs = [(index - 1, index), (index, index + 1)]
    let isPart = pairs.contains { first, second in
      first >= 0 && second < run.count
        && FunctionCharacters.contentBigrams.contains([run[first], run[second]])
    }
    return isPart ? nil : word
  }

  /// What a Korean word (eojeol) does: it asks if it begins with a word that asks.
  static func koreanKind(of syllables: [UInt32]) -> WordKind {
    koreanQuestions.contains { syllables.starts(with: $0) } ? .question : .content
  }

  /// Whether a tail that ``KoreanParticles`` cut off asks: -ㄴ가, -까, -나 and -냐, with 요 or not.
  static func isKoreanQuestion(tail: some BidirectionalCollection<UInt32>) -> Bool {
    let bare = tail.last == 0xC694 ? AnySequence(tail.dropLast()) : AnySequence(tail)
    let syllables = Array(bare)
    guard syllables.count >= 2, let last = syllables.last else { return false }
    // 가, 까, 나 and 냐; but 이나 is a particle.
    return [0xAC00, 0xAE4C, 0xB098, 0xB0D0].contains(last) && syllables != [0xC774, 0xB098]
  }

  /// What an English word does.
  static func englishKind(of word: [UInt8]) -> WordKind {
    english[word] ?? .content
  }

  /// What an English word weighs.
  static func englishWeight(of word: [UInt8]) -> Float {
    switch englishKind(of: word) {
    case .content: 1
    case .function: FunctionWeights.englishFunction
    case .question: FunctionWeights.englishQuestion
    }
  }

  private static let words: [UInt32: [(characters: [UInt32], kind: WordKind)]] = {
    var kinds: [[UInt32]: WordKind] = [:]
    for character in FunctionCharacters.han { kinds[[character]] = .function }
    for word in FunctionWordLists.words(FunctionWordLists.light) { kinds[word] = .function }
    for word in FunctionWordLists.words(FunctionWordLists.questions) { kinds[word] = .question }
    let words = kinds.map { (characters: $0.key, kind: $0.value) }
    return Dictionary(grouping: words) { $0.characters[0] }.mapValues { group in
      group.sorted { $0.characters.count > $1.characters.count }
    }
  }()

  private static let koreanQuestions = FunctionWordLists.words(FunctionWordLists.koreanQuestions)

  private static let english: [[UInt8]: WordKind] = {
    var kinds: [[UInt8]: WordKind] = [:]
    let lists = [
      (FunctionWordLists.english, WordKind.function),
      (FunctionWordLists.englishQuestions, .question),
    ]
    for (list, kind) in lists {
      for word in list.split(separator: " ") { kinds[Array(word.utf8)] = kind }
    }
    return kinds
  }()
}
