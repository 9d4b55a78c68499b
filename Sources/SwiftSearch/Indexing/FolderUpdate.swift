/// Brings an index up to date with files and folders.
struct FolderUpdate {
  private let options: IngestOptions
  private var sources: Sources
  private let indexDirectory: String
  private let stop: StopFlag
  private(set) var report = IngestReport()
  private var totalByteCount: Int?
  /// What the files were that are read again, to be restored when reading does not get to them.
  private var replaced: [ExactPath: Sources.Entry] = [:]
  private var vanished: [ExactPath] = []

  /// - Parameters:
  ///   - indexDirectory: where the index lies, without symbolic links.
  ///   - sources: what the index knows of its files.
  ///   - stop: ends the reading; what was read completely until then stays.
  init(indexDirectory: String, sources: Sources, options: IngestOptions, stop: StopFlag) {
    self.indexDirectory = indexDirectory
    self.sources = sources
    self.options = options
    self.stop = stop
  }

  /// Reads what changed and hands the changes to the writer; nothing is committed.
  mutating func run(
    _ inputs: [IngestInput], _ writer: inout WriterState, progress: (IngestProgress) -> Void
  ) throws {
    try writer.flush()
    // What was there before is told by its segments, which must not change meanwhile.
    writer.merges.wait(until: stop)
    try writer.takeMerged()
    let before = sources
    let changed = try survey(inputs)
    SettledTimes.wait(for: changed, until: stop)
    let readsInput = inputs.contains(.standardInput)
    totalByteCount = readsInput ? nil : changed.reduce(0) { $0.addingSaturated($1.byteCount) }
    let old = Set(writer.segments.map(\.record.id))
    var reading = UpdateReading()
    if !changed.isEmpty || readsInput {
      try read(changed, readsInput, &reading, &writer, progress)
    }
    if !stop.isRaised { reading.finish() }
    try finish(changed, reading, old, &writer)
    if sources != before { writer.replaceSources(sources) }
  }

  /// Finds out what changed.
  ///
  /// - Returns: the files that are to be read.
  private mutating func survey(_ inputs: [IngestInput]) throws -> [SourceFile] {
    var survey = FolderSurvey(indexDirectory: indexDirectory, sources: sources, options: options)
    for input in inputs {
      if case .path(let path) = input { try survey.add(path) }
    }
    (sources, replaced, vanished) = (survey.sources, survey.replaced, survey.vanished)
    report.unchangedFileCount = survey.unchangedCount
    (report.skipped, report.skippedCount) = (survey.skipped, survey.skippedCount)
    return survey.changed
  }

  // MARK: Reading

  private mutating func read(
    _ files: [SourceFile], _ readsInput: Bool, _ reading: inout UpdateReading,
    _ writer: inout WriterState, _ progress: (IngestProgress) -> Void
  ) throws {
    let byteCount = totalByteCount ?? .max
    let unit = writer.options.unitByteCount
    let threadCount = min(
      writer.options.boundedThreadCount, byteCount / min(unit, IngestQueue.smallestUnit) + 1)
    var source = writer.source
    source.memoryBudget /= threadCount
    let counts = IndexingProgress()
    let documents = DocumentSource(options: options)
    let queue = IngestQueue(
      files, readsInput: readsInput, threadCount: threadCount,
      largestUnit: min(unit, source.memoryBudget / 4, threadCount == 1 ? 4 << 20 : unit))
    let indexing = ParallelIndexing(
      source: source, threadCount: threadCount, stop: stop, progress: counts,
      next: { queue.next() },
      read: { unit, each in try Self.read(unit, documents, each) })
    var schema = writer.schema
    let oldCount = writer.segments.count
    var merges = 0
    try indexing.run(
      &schema,
      wake: {
        progress(
          IngestProgress(
            documentCount: counts.documentCount, byteCount: counts.byteCount,
            totalByteCount: totalByteCount, currentPath: counts.currentPath,
            mergeCount: merges, mergedShare: writer.merges.share))
      },
      take: { batch, schema in
        for outcome in batch.outcomes { take(outcome, &reading) }
        writer.schema = schema
        try writer.append(batch.segments)
        if try writer.takeMerged() { merges += 1 }
        // Older segments wait: what is read again is not deleted in them yet.
        try writer.startMerge(in: oldCount..<writer.segments.count)
      })
    report.byteCount = counts.byteCount
    report.mergeCount = merges
  }

  private static func read(
    _ unit: IngestUnit, _ documents: DocumentSource, _ each: (IngestEvent) throws -> Void
  ) throws {
    switch unit {
    case .files(let files):
      for file in files {
        try each(.began(path: file.path))
        try documents.read(file, each: each)
      }
    case .lines(let block, let file):
      try each(.began(path: file?.path))
      try documents.read(block, path: file?.path, each: each)
    case .problem(let file): try each(.skipped(file))
    }
  }

  private mutating func take(
    _ outcome: ParallelIndexing<IngestUnit>.Outcome, _ reading: inout UpdateReading
  ) {
    reading.take(outcome)
    report.addedCount += outcome.addedCount
    report.skippedCount += outcome.skippedCount
    report.skipped += outcome.skipped.prefix(IngestReport.keptReports - report.skipped.count)
  }

  /// Deletes the documents of files that vanished or were read again, and forgets files that were
  /// not read to their end.
  private mutating func finish(
    _ files: [SourceFile], _ reading: UpdateReading, _ old: Set<UInt64>, _ writer: inout WriterState
  ) throws {
    report.isPartial = stop.isRaised
    if report.isPartial { writer.merges.cancel() }
    for path in replaced.keys where reading.isComplete(path) {
      _ = try writer.delete(keyword: path.text, field: "path") { old.contains($0.record.id) }
    }
    if let path = reading.incompletePath {
      report.addedCount -= try writer.delete(keyword: path.text, field: "path") {
        !old.contains($0.record.id)
      }
    }
    for path in vanished {
      report.removedCount += try writer.delete(keyword: path.text, field: "path") {
        old.contains($0.record.id)
      }
      sources.entries[path] = nil
    }
    for path in files.map({ ExactPath($0.path) }) {
      // What could not be read is tried, and reported, again next time.
      if reading.hasFailed(path) { sources.entries[path] = nil }
      if !reading.isComplete(path) { sources.entries[path] = replaced[path] }
    }
  }
}

/// How far an update has come.
public struct IngestProgress: Sendable, Equatable {
  /// The documents added so far.
  public var documentCount = 0
  /// The bytes read so far.
  public var byteCount = 0
  /// All bytes that are to be read; `nil` when that is not known.
  public var totalByteCount: Int?
  /// The file that is being read; `nil` for standard input.
  public var currentPath: String?
  /// The merges of segments that were made meanwhile.
  public var mergeCount = 0
  /// How much of the merge is done that is running, up to 1; `nil` when there is none.
  public var mergedShare: Double?
}

/// What an update did.
public struct IngestReport: Sendable, Equatable {
  /// More skipped files than this are counted, not kept.
  static let keptReports = 10_000

  /// The documents that are new or were read again.
  public var addedCount = 0
  /// The documents whose file vanished.
  public var removedCount = 0
  /// The files that had not changed and were not read.
  public var unchangedFileCount = 0
  /// The bytes that were read.
  public var byteCount = 0
  /// Files and records that did not become documents, 10,000 of them at most.
  public var skipped: [SkippedFile] = []
  /// All that did not become documents.
  public var skippedCount = 0
  /// The merges of segments that were made meanwhile.
  public var mergeCount = 0
  /// Whether the update was ended before all was read. What was read is in the index, and the next
  /// update goes on from there.
  public var isPartial = false
  /// How long the update took, with its commit.
  public var duration = Duration.zero
}
