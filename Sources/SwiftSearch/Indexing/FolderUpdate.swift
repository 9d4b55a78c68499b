/// Brings an index up to date with files and folders.
struct FolderUpdate {
  private let options: IngestOptions
  private var sources: Sources
  private let indexDirectory: String
  private(set) var report = IngestReport()
  private var state = IngestProgress()

  /// More reports than this are counted, not kept.
  private static let keptReports = 10_000

  /// - Parameters:
  ///   - indexDirectory: where the index lies, without symbolic links.
  ///   - sources: what the index knows of its files.
  init(indexDirectory: String, sources: Sources, options: IngestOptions) {
    self.indexDirectory = indexDirectory
    self.sources = sources
    self.options = options
  }

  /// Reads what changed and hands the changes to the writer; nothing is committed.
  mutating func run(
    _ inputs: [IngestInput], _ writer: inout WriterState, progress: (IngestProgress) -> Void
  ) throws {
    let before = sources
    var changed: [SourceFile] = []
    for input in inputs {
      if case .path(let path) = input { changed += try survey(path, &writer) }
    }
    let readsInput = inputs.contains(.standardInput)
    state.totalByteCount = readsInput ? nil : changed.reduce(0) { $0 + $1.byteCount }
    let source = DocumentSource(options: options)
    for file in changed {
      state.currentPath = file.path
      let (added, skipped) = (report.addedCount, report.skippedCount)
      try source.read(file) { event in
        try take(event, &writer)
        progress(state)
      }
      // What could not be read is tried, and reported, again next time.
      if report.addedCount == added, report.skippedCount > skipped {
        sources.entries[file.path] = nil
      }
    }
    if readsInput {
      state.currentPath = nil
      try source.readStandardInput { event in
        try take(event, &writer)
        progress(state)
      }
    }
    if sources != before { writer.replaceSources(sources) }
  }

  private mutating func take(_ event: IngestEvent, _ writer: inout WriterState) throws {
    switch event {
    case .document(let document):
      do {
        try writer.add(document)
      } catch let refused as RefusedDocument {
        return skip(SkippedFile(path: document.key, reason: refused.reason))
      }
      report.addedCount += 1
      state.documentCount += 1
    case .skipped(let file):
      skip(file)
    case .consumed(let byteCount):
      report.byteCount += byteCount
      state.byteCount += byteCount
    }
  }

  private mutating func skip(_ file: SkippedFile) {
    report.skippedCount += 1
    if report.skipped.count < Self.keptReports { report.skipped.append(file) }
  }

  // MARK: What changed

  /// Compares a file or folder with what the index knows of it, and deletes the documents of files
  /// that changed or vanished.
  ///
  /// - Returns: the files that are to be read.
  private mutating func survey(
    _ path: String, _ writer: inout WriterState
  ) throws -> [SourceFile] {
    let place = try InputPlace(path, indexDirectory: indexDirectory, &sources)
    var vanished = Set(sources.entries.filter { place.covers($0.key, $0.value) }.keys)
    var changed: [SourceFile] = []
    for walked in try FolderWalker(
      path: path, options: options, excluding: indexDirectory)
    {
      guard case .file(var file) = walked else {
        if case .skipped(var skipped) = walked {
          skipped.path = place.path(of: skipped.path)
          skip(skipped)
        }
        continue
      }
      file.path = place.path(of: file.path)
      let entry = Sources.Entry(
        byteCount: file.byteCount, modified: file.modified, root: place.root)
      vanished.remove(file.path)
      if let known = sources.entries[file.path], known.root != place.root {
        skip(SkippedFile(path: file.path, reason: SkipReason.pathTaken))
        continue
      }
      if sources.entries[file.path] == entry {
        report.unchangedFileCount += 1
        continue
      }
      if sources.entries[file.path] != nil { try delete(file.path, &writer) }
      sources.entries[file.path] = entry
      changed.append(file)
    }
    for path in vanished {
      report.removedCount += try delete(path, &writer)
      sources.entries[path] = nil
    }
    return changed
  }

  @discardableResult
  private func delete(_ path: String, _ writer: inout WriterState) throws -> Int {
    try writer.delete(keyword: path, field: "path")
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
}

/// What an update did.
public struct IngestReport: Sendable, Equatable {
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
  /// How long the update took, with its commit.
  public var duration = Duration.zero
}
