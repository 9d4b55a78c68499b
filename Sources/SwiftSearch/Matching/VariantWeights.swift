/// How much the forms of a word count that were not typed, compared with the word itself.
///
/// Chosen on the development queries of ten judged collections in four languages, the same for all.
enum VariantWeights {
  /// A word with the same English stem.
  static let stem: Float = 0.7
  /// Another spelling in kana, or a Korean word without its particle.
  static let spelling: Float = 0.6
  /// A joined word for its parts: `wifi` for `wi-fi`.
  static let joined: Float = 1
  /// A synonym that the user gave.
  static let synonym: Float = 0.8
  /// An occurrence in a title, compared with one in another field.
  static let title: Float = 2
  /// A whole run of katakana or Hangul, beside its pairs, in an index that has such terms.
  static let wholeRun: Float = 0.5
  /// A single Han character that is a unit of its own, beside the pairs that it is part of.
  static let loneCharacter: Float = 0.6
}
