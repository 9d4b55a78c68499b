/// How an index is written.
public struct WriterOptions: Sendable, Equatable {
  /// How many bytes of memory documents may take that are not in a segment yet; 1 MiB to 2 GiB.
  /// With more, segments are fewer and larger.
  public var memoryBudget: Int
  /// How text is cut into terms. `nil` is what the index was made with, or the default for a new
  /// one.
  public var analysis: AnalysisOptions?
  /// An analyzer of your own, which takes the place of ``analysis``.
  public var analyzer: (any Analyzer)?
  /// Whether the values of the field `text` are stored. Without them the index is smaller, and hits
  /// have no snippets of the text.
  public var storesText: Bool

  public init(
    memoryBudget: Int = 256 << 20, analysis: AnalysisOptions? = nil,
    analyzer: (any Analyzer)? = nil, storesText: Bool = true
  ) {
    self.memoryBudget = memoryBudget
    self.analysis = analysis
    self.analyzer = analyzer
    self.storesText = storesText
  }

  /// Analyzers are equal if their identifiers are.
  public static func == (first: WriterOptions, second: WriterOptions) -> Bool {
    first.memoryBudget == second.memoryBudget && first.analysis == second.analysis
      && first.analyzer?.identifier == second.analyzer?.identifier
      && first.storesText == second.storesText
  }
}
