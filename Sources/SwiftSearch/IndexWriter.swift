import Synchronization

/// Adds documents to an index, replaces them and deletes them.
///
/// Changes become visible, and durable, all together with ``commit()``. A writer that goes away
/// without it leaves the index as it was. There is one writer for an index at a time; any number of
/// readers go on meanwhile.
///
/// ```swift
/// let writer = try IndexWriter(directory: "my-index")
/// try writer.add(Document(key: "1", fields: [.init("text", .text("AI colony"))]))
/// try writer.commit()
/// ```
public final class IndexWriter: Sendable {
  /// The directory that holds the index.
  public let directory: String
  private let state: Mutex<WriterState>

  /// Opens the index in `directory`, creating both if they are missing, and takes the lock.
  ///
  /// - Throws: ``IndexError`` when another writer has the lock, when the index is damaged, or when
  ///   it was made with other analysis options than asked for.
  public convenience init(
    directory: String, options: WriterOptions = WriterOptions()
  ) throws(IndexError) {
    try self.init(IndexDirectory(directory), options: options)
  }

  /// - Parameters:
  ///   - files: where the index is.
  ///   - makeID: makes the numbers of segments.
  init(
    _ files: IndexDirectory, options: WriterOptions = WriterOptions(),
    makeID: @escaping @Sendable () -> UInt64 = { .random(in: 1 ... .max) }
  ) throws(IndexError) {
    directory = files.path
    do {
      try files.create()
      let lock = try Self.lock(files, within: options.lockTimeout)
      let manifest =
        try CommitReader.newest(in: files)
        ?? Manifest(
          generation: 0, analysis: options.analysis ?? .general, supplied: options.analyzer)
      let analyzer = try manifest.analyzer(options.analyzer)
      if options.analyzer == nil, let wanted = options.analysis,
        try manifest.analysisOptions() != wanted
      {
        throw IndexError.analysisMismatch("the index was made with other analysis options")
      }
      let source = SegmentSource(
        directory: files, analyzer: analyzer, storesText: options.storesText,
        memoryBudget: min(max(options.memoryBudget, 1 << 20), 2 << 30), makeID: makeID)
      state = Mutex(
        try .opening(source, options: options, lock: lock, manifest: manifest))
    } catch {
      throw IndexError(error, directory: directory)
    }
  }

  /// Takes the lock, and asks again for as long as `timeout` says while another writer has it.
  static func lock(
    _ files: IndexDirectory, within timeout: Duration
  ) throws -> WriterLock {
    let clock = ContinuousClock()
    let start = clock.now
    while true {
      switch try WriterLock.take(in: files) {
      case .held(let lock): return lock
      case .taken(let holder):
        guard clock.now - start < timeout else {
          throw IndexError.locked(files.path, by: holder)
        }
        ParallelWork.sleep(milliseconds: 20)
      }
    }
  }

  /// Adds a document, or replaces the one that has its key.
  ///
  /// - Throws: ``IndexError`` when the key or the text breaks a limit, or when a segment cannot be
  ///   written.
  public func add(_ document: Document) throws(IndexError) {
    try withState { try $0.add(document) }
  }

  /// Adds documents in as many threads as ``WriterOptions/threadCount`` says.
  ///
  /// The documents are in the index in the order of the pieces, whatever thread made them. Where
  /// several threads work, each piece becomes a segment, so pieces should have some megabytes, best
  /// 16 or more.
  ///
  /// ```swift
  /// let count = try writer.add {
  ///   try log.nextChunk()
  /// } making: { chunk, add in
  ///   for entry in chunk.entries { try add(Document(key: entry.id, fields: entry.fields)) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - next: gives the next piece of the input, or `nil` at its end. One thread at a time calls
  ///     it.
  ///   - documents: hands each document of a piece on; called in several threads, and twice for a
  ///     piece whose documents have a field of another type than those before.
  /// - Returns: how many documents were added or replaced.
  /// - Throws: ``IndexError`` when a document breaks a limit, after all others were added, when a
  ///   segment cannot be written, or when a closure throws, with the documents until then added.
  @discardableResult
  public func add<Piece: Sendable>(
    from next: @escaping @Sendable () throws -> Piece?,
    making documents: @escaping @Sendable (Piece, (Document) throws -> Void) throws -> Void
  ) throws(IndexError) -> Int {
    try withState { try $0.add(from: next, making: documents) }
  }

  /// Deletes the document with this key, if there is one.
  ///
  /// - Throws: ``IndexError`` when the index turns out to be damaged.
  public func delete(key: String) throws(IndexError) {
    try withState { try $0.delete(key: key) }
  }

  /// Publishes every change since the last commit. When this returns, the changes survive a crash
  /// and a power failure.
  ///
  /// - Throws: ``IndexError`` when a file cannot be written; the last commit then stays.
  ///
  /// When there are many small segments, they are merged in the background; the next commit
  /// publishes what was merged.
  public func commit() throws(IndexError) {
    try withState { state in
      try state.commit()
      try state.startMerge(in: state.segments.indices)
    }
  }

  /// Goes back to an older commit: publishes what it holds as a new one. What was added or deleted
  /// since the last commit is dropped.
  ///
  /// - Parameter generation: one of those that ``SearchIndex/commits(inDirectory:)`` lists.
  /// - Throws: ``IndexError`` when that commit is not kept, when it is damaged, or when a file
  ///   cannot be written; the last commit then stays.
  public func rollBack(to generation: Int) throws(IndexError) {
    let isKept = try withState { state in
      try UInt64(exactly: generation).map { try state.rollBack(to: $0) } ?? false
    }
    guard isKept else { throw IndexError.notKept(generation, directory) }
  }

  /// Waits until no merge is left to do in the background, and publishes all changes.
  ///
  /// - Parameters:
  ///   - stop: cancels the merge that is running, which leaves its segments as they are.
  ///   - progress: called now and then with how much of a merge is done, up to 1.
  /// - Throws: ``IndexError`` when a file cannot be written; the last commit then stays.
  public func finishMerges(
    until stop: StopFlag? = nil, progress: (Double) -> Void = { _ in }
  ) throws(IndexError) {
    try withState { state in
      try state.commit()
      try state.finishMerges(until: stop, progress: progress)
      try state.commit()
    }
  }

  /// Merges all segments into one that holds no deleted documents, and publishes all changes.
  /// Searching is a little faster then, and the index smaller. It takes as much free space on the
  /// disk as two copies of the index.
  ///
  /// - Parameters:
  ///   - reorders: whether to put similar documents next to each other, which may make the index
  ///     smaller and queries faster where documents came in no order, and larger where they came in
  ///     a good one. It takes longer than making the index, and changes the order of documents with
  ///     equal scores.
  ///   - stop: ends the work early.
  ///   - progress: called now and then, from any thread.
  /// - Throws: ``IndexError`` when the disk is too full, when a segment is damaged or when the work
  ///   was ended; the index then is as it was.
  public func optimize(
    reordering reorders: Bool = false, until stop: StopFlag? = nil,
    progress: @escaping @Sendable (OptimizeProgress) -> Void = { _ in }
  ) throws(IndexError) {
    try withState { try $0.optimize(reordering: reorders, until: stop, progress: progress) }
  }

  func withState<Result>(
    _ body: (inout sending WriterState) throws -> sending Result
  ) throws(IndexError) -> sending Result {
    do {
      return try state.withLock { state in
        if let failure = state.failure { throw IndexError.brokenWriter(failure) }
        do {
          return try body(&state)
        } catch let error as FileError where error.isFailedWrite {
          state.fail(error)
          throw error
        }
      }
    } catch {
      throw IndexError(error, directory: directory)
    }
  }
}

extension IndexError {
  fileprivate static func brokenWriter(_ failure: FileError) -> IndexError {
    IndexError(
      code: .fileSystem, message: "an earlier write failed: \(failure.reason)",
      file: failure.path, advice: "open another writer, and add again what was not committed")
  }

  fileprivate static func notKept(_ generation: Int, _ directory: String) -> IndexError {
    IndexError(
      code: .notFound, message: "no commit \(generation) is kept", file: directory,
      advice: "choose one that is listed, and have commits kept from now on")
  }

  static func locked(_ directory: String, by holder: String?) -> IndexError {
    IndexError(
      code: .locked,
      message: "another writer has the index open" + (holder.map { " (\($0))" } ?? ""),
      file: directory, advice: "wait until it has finished")
  }
}

extension IndexWriter {
  /// Brings the index up to date with files and folders, and commits: files that changed are
  /// replaced, files that vanished are removed, files that did not change are not read again.
  ///
  /// The key of a document that is a whole file is its path below the folder, that of a record its
  /// `id`. When a second folder is indexed, its name stands before the paths of its files.
  ///
  /// - Parameters:
  ///   - inputs: what to read: files and folders in this order, then standard input.
  ///   - options: which files to read.
  ///   - stop: ends the update early; what was read completely stays, and is published.
  ///   - progress: called often while files are read.
  /// - Returns: what was done, with the reason for every file and record that was not indexed.
  /// - Throws: ``IndexError`` when an input does not exist or the index cannot be written. A bad
  ///   file below a folder is only reported.
  public func update(
    from inputs: [IngestInput], options: IngestOptions = IngestOptions(),
    until stop: StopFlag = StopFlag(), progress: (IngestProgress) -> Void = { _ in }
  ) throws(IndexError) -> IngestReport {
    let clock = ContinuousClock()
    let start = clock.now
    var report = try withState { state in
      var update = FolderUpdate(
        indexDirectory: try DirectoryListing.resolvedPath(directory), sources: try state.sources,
        options: options, stop: stop)
      try update.run(inputs, &state, progress: progress)
      if try state.commit() { try state.startMerge(in: state.segments.indices) }
      return update.report
    }
    report.duration = clock.now - start
    return report
  }
}
