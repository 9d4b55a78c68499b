/// How an index is written.
public struct WriterOptions: Sendable, Equatable {
  /// How many bytes of memory documents may take that are not in a segment yet; 1 MiB to 2 GiB.
  /// With more, segments are fewer and larger.
  public var memoryBudget: Int
  /// How many threads read and index files at the same time, up to 64; `nil` is one for each
  /// processor. The answers do not depend on it.
  public var threadCount: Int?
  /// How text is cut into terms. `nil` is what the index was made with, or the default for a new
  /// one.
  public var analysis: AnalysisOptions?
  /// An analyzer of your own, which takes the place of ``analysis``.
  public var analyzer: (any Analyzer)?
  /// Whether the values of the field `text` are stored. Without them the index is smaller, and hits
  /// have no snippets of the text.
  public var storesText: Bool
  /// How many commits before the newest stay, so that ``IndexWriter/rollBack(to:)`` finds them.
  /// They keep their segments, so the index takes more space. `nil` leaves it as the last writer
  /// that said anything wanted it; a new index keeps none.
  public var keptCommitCount: Int?
  /// How long to wait for another writer to end before giving up.
  public var lockTimeout: Duration
  /// When segments are merged; `nil` leaves them as they are, for tests.
  var mergePolicy: MergePolicy? = MergePolicy()
  /// How many bytes of input a thread reads at once, if there is memory for it.
  var unitByteCount = 64 << 20

  public init(
    memoryBudget: Int = 256 << 20, threadCount: Int? = nil,
    analysis: AnalysisOptions? = nil,
    analyzer: (any Analyzer)? = nil, storesText: Bool = true, keptCommitCount: Int? = nil,
    lockTimeout: Duration = .zero
  ) {
    self.memoryBudget = memoryBudget
    self.threadCount = threadCount
    self.analysis = analysis
    self.analyzer = analyzer
    self.storesText = storesText
    self.keptCommitCount = keptCommitCount
    self.lockTimeout = lockTimeout
  }

  var boundedThreadCount: Int { min(max(threadCount ?? ParallelWork.processorCount, 1), 64) }

  /// Analyzers are equal if their identifiers are.
  public static func == (first: WriterOptions, second: WriterOptions) -> Bool {
    first.memoryBudget == second.memoryBudget && first.threadCount == second.threadCount
      && first.analysis == second.analysis
      && first.analyzer?.identifier == second.analyzer?.identifier
      && first.storesText == second.storesText
      && first.keptCommitCount == second.keptCommitCount
      && first.lockTimeout == second.lockTimeout
  }
}
