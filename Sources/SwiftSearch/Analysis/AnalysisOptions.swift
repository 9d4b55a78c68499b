/// How text is cut into terms. Recorded in the index; a reader and a writer must agree with it.
///
/// Start with a preset. ``general`` is the default and serves English, Chinese, Japanese and
/// Korean, mixed as they come, without being told which.
///
/// What an option folds together cannot be told apart in the index, so the presets fold only what
/// people rarely mean to tell apart.
public struct AnalysisOptions: Sendable, Equatable {
  /// What a term is.
  public enum Segmentation: String, Sendable, Equatable, CaseIterable {
    /// A run of letters and digits in lower case, whatever the script. No other option applies.
    case words
    /// Words, and the pairs of neighbours in runs of Han, kana and Hangul. Width, case and
    /// compatibility forms are folded (NFKC), and invisible characters are left out.
    case scripts
  }

  /// What is done with words that have parts, such as `wi-fi`, `HTTPSConnection` or `iPhone15`.
  public enum Identifiers: String, Sendable, Equatable, CaseIterable {
    /// Words end at everything that is neither a letter nor a digit.
    case none
    /// A word of two to eight parts and at most 64 bytes is found by its parts and by the whole:
    /// `wi`, `fi` and `wifi`. Numbers keep their points, and names such as `C++` and `.NET` their
    /// signs. What changes between letters and digits more than three times stays whole.
    case parts
    /// Like ``parts``, for up to sixteen parts and 128 bytes, however they change.
    case deep
  }

  public var segmentation: Segmentation
  /// Whether `é` is the same as `e`, in Latin, Greek and Cyrillic, and `ø` the same as `o`. Marks
  /// that make another letter, such as those of kana, are never removed.
  public var removesAccents: Bool
  /// Whether simplified, traditional and Japanese forms of a Han character are the same.
  public var unifiesHanVariants: Bool
  public var identifiers: Identifiers
  /// Whether runs of 3 to 24 katakana, and of 3 to 16 Hangul syllables, are also terms as a whole.
  /// They lift documents with the same whole word. On judged collections they made the order worse
  /// and Korean indexes a fifth larger, so no preset has them.
  public var addsWholeRuns: Bool
  /// Whether a run of Han and kana goes on over the end of a line and the indentation, quote or
  /// comment sign of the next.
  public var bridgesLines: Bool
  /// Whether operators of one to three ASCII signs, such as `->`, are terms.
  public var addsSymbols: Bool

  /// - Parameters: as the properties; the defaults are those of ``general``.
  public init(
    segmentation: Segmentation = .scripts, removesAccents: Bool = true,
    unifiesHanVariants: Bool = true, identifiers: Identifiers = .parts,
    addsWholeRuns: Bool = false, bridgesLines: Bool = true, addsSymbols: Bool = false
  ) {
    self.segmentation = segmentation
    self.removesAccents = removesAccents
    self.unifiesHanVariants = unifiesHanVariants
    self.identifiers = identifiers
    self.addsWholeRuns = addsWholeRuns
    self.bridgesLines = bridgesLines
    self.addsSymbols = addsSymbols
  }

  /// Whether a query looks for other forms of its words too. Indexes made to be exact, or to be
  /// compared with plain engines, do without.
  var expectsVariants: Bool { identifiers != .none }

  /// The default: folds what people type in different ways, and nothing that changes the sense.
  public static let general = AnalysisOptions()

  /// Lower-case runs of letters and digits, as plain engines cut them. Unfit for Chinese, Japanese
  /// and Korean.
  public static let words = AnalysisOptions(
    segmentation: .words, removesAccents: false, unifiesHanVariants: false, identifiers: .none,
    bridgesLines: false)

  /// Plain words and pairs of Han, kana and Hangul, as the usual analyzers for Chinese, Japanese
  /// and Korean cut them: for comparisons.
  public static let pairs = AnalysisOptions(
    removesAccents: false, unifiesHanVariants: false, identifiers: .none, bridgesLines: false)

  /// For source code: ``general`` with deeper parts and with operators as terms.
  public static let code = AnalysisOptions(identifiers: .deep, addsSymbols: true)

  /// Keeps accents, Han variants and word boundaries apart: only width, case and line wraps fold.
  public static let exact = AnalysisOptions(
    removesAccents: false, unifiesHanVariants: false, identifiers: .none)
}
