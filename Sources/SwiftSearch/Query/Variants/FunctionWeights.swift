/// What bigrams and English words that carry grammar weigh, beside 1 for all others.
///
/// Measured with the judged queries of all four languages. None is zero, since a text that has
/// these too is a little likelier to be the one.
enum FunctionWeights {
  static let hanMixed: Float = 0.5
  static let hanFunction: Float = 0.2
  static let kanaContent: Float = 0.4
  static let kanaEnding: Float = 0.7
  static let kanaMixed: Float = 0.3
  static let kanaFunction: Float = 0.1
  static let koreanMixed: Float = 0.5
  static let koreanFunction: Float = 0.3
  static let question: Float = 0.1
  static let englishFunction: Float = 0.4
  static let englishQuestion: Float = 0.2
}

/// What two neighbouring characters say about a text.
enum BigramClass: Equatable, CaseIterable {
  case content
  /// A Chinese function word ends or begins between them.
  case hanMixed
  /// Both belong to Chinese function words.
  case hanFunction
  /// Two hiragana that are part of a word.
  case kanaContent
  /// A hiragana beside a character of another script, in one word.
  case kanaEnding
  /// A Japanese particle or the like ends or begins between them.
  case kanaMixed
  /// Both belong to Japanese particles or the like.
  case kanaFunction
  /// The tail of a Korean word begins between them.
  case koreanMixed
  /// Both belong to the tail of a Korean word.
  case koreanFunction
  /// Inside words that ask.
  case question

  /// Whether one of the two characters carries grammar.
  var isMixed: Bool {
    switch self {
    case .hanMixed, .kanaEnding, .kanaMixed, .koreanMixed: true
    default: false
    }
  }

  /// Whether both characters carry grammar.
  var isFunction: Bool {
    switch self {
    case .hanFunction, .kanaFunction, .koreanFunction, .question: true
    default: false
    }
  }

  var weight: Float {
    switch self {
    case .content: 1
    case .hanMixed: FunctionWeights.hanMixed
    case .hanFunction: FunctionWeights.hanFunction
    case .kanaContent: FunctionWeights.kanaContent
    case .kanaEnding: FunctionWeights.kanaEnding
    case .kanaMixed: FunctionWeights.kanaMixed
    case .kanaFunction: FunctionWeights.kanaFunction
    case .koreanMixed: FunctionWeights.koreanMixed
    case .koreanFunction: FunctionWeights.koreanFunction
    case .question: FunctionWeights.question
    }
  }
}
