/// How much the forms of a word count that were not typed, compared with the word itself.
enum VariantWeights {
  /// A word with the same English stem.
  static var stem: Float { knob("STEM", 0.5) }
  /// Another spelling in kana, or a Korean word without its particle.
  static var spelling: Float { knob("SPELL", 0.6) }
  /// The parts of a joined word one after the other, or the joined word for its parts.
  static var joined: Float { knob("JOINED", 1) }
  /// A synonym that the user gave.
  static let synonym: Float = 0.8
  /// An occurrence in a title, compared with one in another field.
  static var title: Float { knob("TITLEW", 1) }
  /// A whole run of katakana or Hangul, beside its pairs.
  static var wholeRun: Float { knob("WHOLE", 0.5) }
  /// The single characters of a run, beside its pairs.
  static var character: Float { knob("UNI", 0) }
}
