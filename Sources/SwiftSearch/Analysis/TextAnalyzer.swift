/// Cuts text into terms: words, and the pairs of characters in runs of Han, kana and Hangul.
///
/// The text is UTF-8 from anywhere; what is not well-formed separates words like a space. Every
/// token is handed on as soon as it is found, and memory does not grow with the text.
struct TextAnalyzer: Sendable {
  /// The longest term in bytes; longer words are cut, never dropped.
  static let termLimit = 255
  /// The most bytes that a character of a run takes with its marks; two fit in a term.
  static let characterLimit = 127

  let options: AnalysisOptions
  private let box: Supplied?

  /// What cuts the text instead.
  var supplied: (any Analyzer)? { box?.analyzer }

  init(options: AnalysisOptions = .general, supplied: (any Analyzer)? = nil) {
    self.options = options
    box = supplied.map { Supplied($0) }
  }

  /// Every query copies its analyzer, and a reference is copied for less than an existential.
  private final class Supplied: Sendable {
    let analyzer: any Analyzer

    init(_ analyzer: any Analyzer) { self.analyzer = analyzer }
  }

  /// Whether the library cuts the text itself.
  var isOwn: Bool { box == nil }

  /// What an index records of this analyzer.
  var description: AnalyzerDescription {
    AnalyzerDescription(options: options, tableVersion: CharacterTables.version)
  }

  /// Hands the tokens of `text` to `sink`.
  ///
  /// Positions do not descend, but for whole runs: they come when their last character was read,
  /// and have the position of their first. Those of equal terms never descend.
  ///
  /// - Parameters:
  ///   - text: UTF-8, valid or not.
  ///   - position: the position of the first token.
  ///   - scratch: memory to work in.
  ///   - sink: what takes the tokens.
  func analyze<Sink: TokenSink & ~Copyable>(
    _ text: Span<UInt8>, from position: UInt32 = 0, scratch: inout AnalysisScratch,
    into sink: inout Sink
  ) -> TextExtent {
    if let supplied {
      return analyze(text, with: supplied, from: position, into: &sink)
    }
    let bytes = TextBytes(text)
    var extent = TextExtent(nextPosition: position, length: 0)
    switch options.segmentation {
    case .words:
      analyzePlainWords(bytes, scratch: &scratch, extent: &extent, into: &sink)
    case .scripts:
      analyzeScripts(bytes, scratch: &scratch, extent: &extent, into: &sink)
    }
    return extent
  }

  /// Hands the tokens of `text` to `sink`, in the order of their positions.
  func analyze<Sink: TokenSink & ~Copyable>(
    _ text: String, from position: UInt32 = 0, scratch: inout AnalysisScratch,
    into sink: inout Sink
  ) -> TextExtent {
    analyze(text.utf8.span, from: position, scratch: &scratch, into: &sink)
  }
}
