/// What a search did, which explains the time that it took.
///
/// Documents are searched in windows of 4,096. In each of them the parts of the query get their
/// roles: where a document must have one of them to be among the best, that part leads and the
/// others are looked for in its documents only; elsewhere the parts are united. Terms with few
/// documents are united or lead in all windows at once. With more than one thread the numbers
/// differ a little from one time to the next.
public struct SearchWork: Sendable, Equatable {
  /// How many threads searched at the same time.
  public var threads = 0
  /// In how many segments something was looked for; once more for each ``SearchTier``.
  public var segments = 0
  /// In how many of them the number of matches was known without looking.
  public var knownCounts = 0
  /// The windows in which one part of the query led.
  public var ledWindows = 0
  /// The windows in which parts of the query were united.
  public var unitedWindows = 0
  /// The windows that were gone through only to count.
  public var countedWindows = 0
  /// The windows that were passed over, because nothing there scores enough.
  public var passedWindows = 0
  /// How many times some documents of a part that leads were looked at, mostly those of a block.
  public var runs = 0
  /// How many documents were looked at one by one.
  public var candidates = 0
  /// How many blocks of postings there are for the terms, of up to 128 postings each.
  public var blocks = 0
  /// How many of the blocks were decoded.
  public var decodedBlocks = 0
  /// How many postings were scored.
  public var scoredPostings = 0
  /// How many positions were read, which phrases need.
  public var positions = 0
  /// How many postings there are for terms that count as one, as those that a pattern means or that
  /// begin with a single Chinese character.
  public var gatheredPostings = 0

  public init() {}

  init(_ counters: WorkCounters) {
    threads = 1
    segments = counters.segments
    knownCounts = counters.knownCounts
    ledWindows = counters.ledWindows
    unitedWindows = counters.unitedWindows
    countedWindows = counters.countedWindows
    passedWindows = counters.passedWindows
    runs = counters.runs
    candidates = counters.candidates
    blocks = counters.blocks
    decodedBlocks = counters.decodedBlocks
    scoredPostings = counters.scoredPostings
    positions = counters.positions
  }

  mutating func add(_ other: SearchWork) {
    threads = max(threads, other.threads)
    segments += other.segments
    knownCounts += other.knownCounts
    ledWindows += other.ledWindows
    unitedWindows += other.unitedWindows
    countedWindows += other.countedWindows
    passedWindows += other.passedWindows
    runs += other.runs
    candidates += other.candidates
    blocks += other.blocks
    decodedBlocks += other.decodedBlocks
    scoredPostings += other.scoredPostings
    positions += other.positions
    gatheredPostings += other.gatheredPostings
  }
}
