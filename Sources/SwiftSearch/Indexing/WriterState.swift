/// What a writer has done since the last commit, and how the next one is made.
struct WriterState: ~Copyable, Sendable {
  let directory: IndexDirectory
  let options: WriterOptions
  let source: SegmentSource
  private let lock: WriterLock
  private(set) var manifest: Manifest
  private(set) var history: CommitHistory
  var schema: Schema
  /// In the order of their documents, which is the one in which they were added.
  var segments: [WriterSegment]
  private var collector: SegmentCollector?
  /// Sources to be published with the next commit.
  private var newSources: Sources?
  let merges = MergeRunner()
  /// Segments that could not be merged, so that it is not tried for ever.
  var unmergeable: Set<UInt64> = []
  /// What went wrong with an earlier write. Documents may be lost, and a failed sync must not be
  /// tried again, so nothing more is written.
  private(set) var failure: FileError?

  /// Whether the commit that ``manifest`` stands for is damaged.
  private var isRepairing = false

  /// Opens the index in the directory of `source`, or begins one there.
  static func opening(
    _ source: SegmentSource, options: WriterOptions, lock: WriterLock, manifest: Manifest
  ) throws -> WriterState {
    let segments = try manifest.segments.map { try WriterSegment($0, in: source.directory) }
    var history = try CommitHistory(before: manifest, in: source.directory)
    if let limit = options.keptCommitCount { history.limit = min(max(limit, 0), 1_000_000) }
    let state = WriterState(
      source, options: options, lock: lock, manifest: manifest, history: history,
      segments: segments)
    // What a writer left that did not get to its commit.
    state.removeUnreferenced()
    return state
  }

  /// Takes the place of a damaged commit, which nothing but the next commit removes.
  ///
  /// - Parameters:
  ///   - manifest: with the generation of the damaged commit, and what is intact.
  ///   - history: the older commits that are intact.
  ///   - deletionsAreLost: whether documents are there again that others replaced.
  static func repairing(
    _ source: SegmentSource, lock: WriterLock, manifest: Manifest, history: CommitHistory,
    sources: Sources, deletionsAreLost: Bool
  ) throws -> WriterState {
    var options = WriterOptions()
    options.mergePolicy = nil
    let segments = try manifest.segments.map { record in
      var segment = try WriterSegment(record, in: source.directory)
      segment.isNew = deletionsAreLost
      return segment
    }
    var state = WriterState(
      source, options: options, lock: lock, manifest: manifest, history: history,
      segments: segments)
    state.isRepairing = true
    state.newSources = sources
    return state
  }

  private init(
    _ source: SegmentSource, options: WriterOptions, lock: WriterLock, manifest: Manifest,
    history: CommitHistory, segments: [WriterSegment]
  ) {
    directory = source.directory
    self.source = source
    self.options = options
    self.lock = lock
    self.manifest = manifest
    self.history = history
    self.segments = segments
    schema = Schema(manifest.fields)
  }

  // MARK: Documents

  mutating func add(_ document: Document) throws {
    if collector == nil { collector = SegmentCollector(source, schema: schema) }
    try collector?.add(document)
    if collector?.hasSegments == true { try takeSegments() }
  }

  /// Adds the documents of pieces of input, in several threads.
  ///
  /// - Returns: how many were added.
  mutating func add<Piece: Sendable>(
    from next: @escaping @Sendable () throws -> Piece?,
    making documents: @escaping @Sendable (Piece, (Document) throws -> Void) throws -> Void
  ) throws -> Int {
    try flush()
    var source = source
    let threadCount = options.boundedThreadCount
    source.memoryBudget /= threadCount
    let pieces = PieceQueue(next)
    let indexing = ParallelIndexing<Piece>(
      source: source, threadCount: threadCount, stop: StopFlag(), progress: IndexingProgress(),
      next: { try pieces.next() },
      read: { piece, each in try documents(piece) { try each(.document($0)) } })
    var schema = schema
    var count = 0
    var refused: SkippedFile?
    try indexing.run(
      &schema, wake: {},
      take: { batch, fields in
        self.schema = fields
        try append(batch.segments)
        count += batch.outcomes.reduce(0) { $0 + $1.addedCount }
        refused = refused ?? batch.outcomes.lazy.flatMap(\.skipped).first
      })
    if let refused {
      throw RefusedDocument(
        key: refused.path, reason: refused.reason,
        advice: "the others were added; change this one and add it again")
    }
    return count
  }

  mutating func delete(key: String) throws {
    let bytes = Array(key.utf8)
    collector?.delete(key: key)
    for index in segments.indices {
      _ = try segments[index].delete(term: bytes.span, field: Schema.keyNumber)
    }
  }

  /// Deletes every document that has a keyword.
  ///
  /// - Parameter isMeant: tells of a segment whether to look into it.
  /// - Returns: how many there were.
  mutating func delete(
    keyword: String, field name: String, where isMeant: (WriterSegment) -> Bool = { _ in true }
  ) throws -> Int {
    try flush()
    guard let field = schema.field(named: name), field.type == .keyword else { return 0 }
    let term = Array(keyword.utf8.prefix(SegmentBuilder.longestKeyword))
    var count = 0
    for index in segments.indices where isMeant(segments[index]) {
      count += try segments[index].delete(term: term.span, field: field.number)
    }
    return count
  }

  var sources: Sources {
    get throws { try newSources ?? CommitReader.sources(of: manifest, in: directory) }
  }

  mutating func replaceSources(_ sources: Sources) { newSources = sources }

  /// Writes the collected documents as a segment, which belongs to no commit yet.
  mutating func flush() throws {
    try collector?.flush()
    try takeSegments()
    collector = nil
  }

  private mutating func takeSegments() throws {
    guard let built = collector?.takeSegments() else { return }
    if let collected = collector?.schema { schema = collected }
    try append(built)
  }

  /// Appends segments that were just written.
  mutating func append(_ built: [BuiltSegment]) throws {
    for segment in built {
      var new = try WriterSegment(segment.record, deleted: segment.deleted, in: directory)
      new.isNew = true
      segments.append(new)
    }
  }

  // MARK: Failing

  /// Ends the writing after a failed write, and removes what belongs to no commit.
  mutating func fail(_ error: FileError) {
    failure = error
    collector = nil
    removeUnreferenced()
  }

  // MARK: Committing

  /// Publishes everything since the last commit.
  ///
  /// Segments are on the device before the commit that names them, and the commit gets its name
  /// last, so that every moment shows the old commit or the new one.
  ///
  /// - Returns: whether there was anything to publish.
  @discardableResult
  mutating func commit() throws -> Bool {
    try flush()
    try DuplicateKeys.resolve(&segments, in: segments.indices)
    try takeMerged()
    dropEmptySegments()
    try mergeSmallSegments()
    let hasChanged =
      segments.contains { $0.hasNewDeletions } || newSources != nil
      || segments.map(\.record.id) != manifest.segments.map(\.id)
      || history.limit != Int(manifest.keptCommitCount)
    guard hasChanged || manifest.generation == 0 else {
      // Segments may have come and gone, with documents that were added and deleted again.
      removeUnreferenced()
      return false
    }
    guard manifest.generation < Manifest.largestGeneration else {
      throw FormatError(
        .invalid("no commit can follow this one"), section: "file header", offset: 24,
        file: manifest.fileName)
    }
    var next = manifest
    next.generation += 1
    next.keptCommitCount = UInt32(history.limit)
    next.fields = try totals()
    try writeDeletions(generation: next.generation)
    next.segments = segments.map(\.record)
    if let newSources {
      next.sourcesGeneration = next.generation
      next.sourcesChecksum = try write(
        next.sourcesFileName, .sources, generation: next.generation, section: .sources
      ) { newSources.write(to: &$0) }
    }
    try publish(next)
    newSources = nil
    return true
  }

  /// Makes a manifest, whose files are all on the storage device, the newest commit.
  private mutating func publish(_ next: Manifest) throws {
    try directory.sync()
    let pending = next.fileName + ".pending"
    _ = try write(pending, .commit, generation: next.generation, section: .manifest) {
      next.write(to: &$0)
    }
    try directory.rename(pending, to: next.fileName)
    do {
      try directory.sync()
    } catch {
      // A commit that failed must not be the newest.
      try? directory.remove(next.fileName)
      throw error
    }
    if !isRepairing { history.add(manifest) }
    isRepairing = false
    manifest = next
    writeCopy()
    removeUnreferenced()
  }

  /// Writes the bytes of the commit once more, so that a repair has them if they get damaged.
  ///
  /// That takes no sync, and fails nothing: the commit is published. The kernel brings them to the
  /// device soon.
  private func writeCopy() {
    let name = Manifest.copyName(generation: manifest.generation)
    do {
      let bytes = try directory.map(manifest.fileName).bytes()
      try directory.create(name).write(bytes)
    } catch {
      try? directory.remove(name)
    }
  }

  /// Publishes what an older commit holds as a new one. What was added since the last is dropped.
  ///
  /// - Returns: false, with nothing done, when that commit is not kept.
  mutating func rollBack(to generation: UInt64) throws -> Bool {
    guard var next = generation == manifest.generation ? manifest : history[generation] else {
      return false
    }
    merges.cancel()
    collector = nil
    newSources = nil
    // Nothing is given up before all of the old commit is known to be there.
    _ = try CommitReader.sources(of: next, in: directory)
    segments = try next.segments.map { try WriterSegment($0, in: directory) }
    schema = Schema(next.fields)
    if generation == manifest.generation {
      removeUnreferenced()
      return true
    }
    next.generation = manifest.generation + 1
    next.keptCommitCount = UInt32(history.limit)
    try publish(next)
    return true
  }

  /// The fields with their totals over all segments.
  func totals() throws(FormatError) -> [FieldRecord] {
    let fields = schema.fields.sorted { $0.number < $1.number }
    return try fields.map { field throws(FormatError) in
      var total = field
      total.documentCount = 0
      total.totalLength = 0
      for segment in segments {
        for part in segment.reader.information.fields where part.number == field.number {
          total.documentCount += part.documentCount
          // The numbers come from files, which may hold anything.
          let (sum, overflow) = total.totalLength.addingReportingOverflow(part.totalLength)
          total.totalLength = overflow ? .max : sum
        }
        guard total.totalLength <= FieldRecord.largestTotalLength,
          total.documentCount <= Int(UInt32.max)
        else {
          throw FormatError(
            .invalid("more documents than an index can have"), section: "segment information",
            offset: 0, file: segment.reader.fileName)
        }
      }
      return total
    }
  }

  private mutating func writeDeletions(generation: UInt64) throws {
    for index in segments.indices where segments[index].hasNewDeletions {
      segments[index].record.deletionsGeneration = generation
      segments[index].record.deletedCount = segments[index].deletions.deletedCount
      let deletions = segments[index].deletions
      segments[index].record.deletionsChecksum = try write(
        segments[index].record.deletionsFileName, .deletions, id: segments[index].record.id,
        generation: generation, section: .deletions
      ) { deletions.write(to: &$0) }
      segments[index].hasNewDeletions = false
    }
  }

  private func write(
    _ name: String, _ kind: FileHeader.Kind, id: UInt64 = 0, generation: UInt64,
    section: SectionKind, _ body: (inout ByteWriter) -> Void
  ) throws -> UInt32 {
    var bytes = ByteWriter()
    body(&bytes)
    var file = try SectionFileWriter(
      directory, name: name, header: FileHeader(kind: kind, id: id, generation: generation))
    try file.section(section, bytes.bytes)
    return try file.finish().checksum
  }

  /// Removes the files of the index that the last commit does not name, except for segments that
  /// the next one may name. Those that cannot be removed do no harm; the next commit tries again.
  func removeUnreferenced() {
    var known = Set(manifest.fileNames + history.fileNames)
    known.insert(Manifest.copyName(generation: manifest.generation))
    if failure == nil {
      known.formUnion(segments.map(\.record.fileName))
      if let job = merges.job { known.insert(Manifest.hexadecimal(job.id) + ".segment") }
    }
    for name in (try? directory.names()) ?? []
    where !known.contains(name) && Manifest.isFileName(name) {
      try? directory.remove(name)
    }
  }
}
