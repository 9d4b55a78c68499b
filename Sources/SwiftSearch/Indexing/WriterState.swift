/// What a writer has done since the last commit, and how the next one is made.
struct WriterState: ~Copyable, Sendable {
  /// A segment that was written, with the documents deleted from it since.
  struct OpenSegment {
    var record: SegmentRecord
    var reader: SegmentReader
    var deletions: Deletions
    var hasNewDeletions: Bool
  }

  let directory: IndexDirectory
  let options: WriterOptions
  private let analyzer: TextAnalyzer
  private let lock: FileDescriptor
  private let makeID: @Sendable () -> UInt64
  private(set) var manifest: Manifest
  private(set) var schema: Schema
  private var segments: [OpenSegment] = []
  private var builder: SegmentBuilder?
  /// Sources to be published with the next commit.
  private var newSources: Sources?
  /// What went wrong with an earlier write. Documents may be lost, and a failed sync must not be
  /// tried again, so nothing more is written.
  private(set) var failure: FileError?

  /// Opens the index in `directory`, or begins one there.
  ///
  /// - Parameter makeID: makes numbers for new segments; tests make them predictable.
  init(
    _ directory: IndexDirectory, options: WriterOptions, lock: FileDescriptor, manifest: Manifest,
    analyzer: TextAnalyzer, makeID: @escaping @Sendable () -> UInt64
  ) throws {
    self.directory = directory
    self.options = options
    self.lock = lock
    self.manifest = manifest
    self.analyzer = analyzer
    self.makeID = makeID
    schema = Schema(manifest.fields)
    let segments = try manifest.segments.map { record in
      let reader = try SegmentReader(record, in: directory)
      return OpenSegment(
        record: record, reader: reader,
        deletions: reader.deletions ?? Deletions(documentCount: record.documentCount),
        hasNewDeletions: false)
    }
    self.segments = segments
    // What a writer left that did not get to its commit.
    try removeUnreferenced()
  }

  // MARK: Documents

  static let longestKey = 1024
  /// More text than this in one document is refused, so that memory stays bounded.
  static let longestDocument = 512 << 20

  mutating func add(_ document: Document) throws {
    guard (1...Self.longestKey).contains(document.key.utf8.count) else {
      throw RefusedDocument(
        key: String(document.key.prefix(80)),
        reason: "the key has \(document.key.utf8.count) bytes, not 1 to \(Self.longestKey)",
        advice: "give the document another key")
    }
    guard document.textByteCount <= Self.longestDocument else {
      throw RefusedDocument(
        key: document.key, reason: "the document has more than \(Self.longestDocument) bytes",
        advice: "cut it into several documents")
    }
    try delete(key: document.key)
    if builder == nil {
      builder = try SegmentBuilder.creating(in: directory, id: makeID(), analyzer: analyzer)
    }
    try builder?.add(document, schema: &schema, storesText: options.storesText)
    // Writing the segment takes up to as much again as collecting it.
    let budget = min(max(options.memoryBudget, 1 << 20), 2 << 30) / 2
    if let count = builder?.byteCount, count >= budget { try flush() }
  }

  mutating func delete(key: String) throws {
    let bytes = Array(key.utf8)
    builder?.delete(key: bytes.span)
    try delete(term: bytes, field: Schema.keyNumber)
  }

  /// Deletes every document that has a keyword.
  ///
  /// - Returns: how many there were.
  mutating func delete(keyword: String, field name: String) throws -> Int {
    try flush()
    guard let field = schema.field(named: name), field.type == .keyword else { return 0 }
    return try delete(
      term: Array(keyword.utf8.prefix(SegmentBuilder.longestKeyword)), field: field.number)
  }

  @discardableResult
  private mutating func delete(term: [UInt8], field: UInt16) throws -> Int {
    var count = 0
    for index in segments.indices {
      do throws(FormatError) {
        guard let reader = segments[index].reader.field(field),
          let entry = try reader.entry(for: term.span)
        else { continue }
        let cursor = try reader.postings(of: entry)
        while try cursor.nextBlock() {
          for posting in 0..<cursor.count
          where segments[index].deletions.insert(Int(try cursor.documents[posting])) {
            segments[index].hasNewDeletions = true
            count += 1
          }
        }
      } catch {
        throw error.inFile(segments[index].reader.fileName)
      }
    }
    return count
  }

  var sources: Sources {
    get throws { try newSources ?? CommitReader.sources(of: manifest, in: directory) }
  }

  mutating func replaceSources(_ sources: Sources) { newSources = sources }

  // MARK: Failing

  /// Ends the writing after a failed write, and removes what belongs to no commit.
  mutating func fail(_ error: FileError) {
    failure = error
    builder = nil
    try? removeUnreferenced()
  }

  // MARK: Committing

  /// Writes the collected documents as a segment, which belongs to no commit yet.
  mutating func flush() throws {
    guard let full = builder.take() else { return }
    let built = try full.finish()
    let reader = try SegmentReader(built.record, in: directory)
    segments.append(
      OpenSegment(
        record: built.record, reader: reader, deletions: built.deletions,
        hasNewDeletions: built.deletions.deletedCount > 0))
  }

  /// Publishes everything since the last commit.
  ///
  /// Segments are on the device before the commit that names them, and the commit gets its name
  /// last, so that every moment shows the old commit or the new one.
  ///
  /// - Returns: whether there was anything to publish.
  mutating func commit() throws -> Bool {
    try flush()
    segments.removeAll { $0.deletions.deletedCount == $0.record.documentCount }
    let hasChanged =
      segments.contains { $0.hasNewDeletions } || newSources != nil
      || segments.map(\.record.id) != manifest.segments.map(\.id)
    guard hasChanged || manifest.generation == 0 else { return false }
    var next = manifest
    next.generation += 1
    next.fields = try totals()
    try writeDeletions(generation: next.generation)
    next.segments = segments.map(\.record)
    if let newSources {
      next.sourcesGeneration = next.generation
      next.sourcesChecksum = try write(
        next.sourcesFileName, .sources, generation: next.generation, section: .sources
      ) { newSources.write(to: &$0) }
    }
    try directory.sync()
    let pending = next.fileName + ".pending"
    _ = try write(pending, .commit, generation: next.generation, section: .manifest) {
      next.write(to: &$0)
    }
    try directory.rename(pending, to: next.fileName)
    try directory.sync()
    manifest = next
    newSources = nil
    try removeUnreferenced()
    return true
  }

  /// The fields with their totals over all segments.
  private func totals() throws(FormatError) -> [FieldRecord] {
    try schema.fields.map { field throws(FormatError) in
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

  /// Removes the files of the index that the last commit does not name.
  func removeUnreferenced() throws {
    let known = Set(manifest.fileNames)
    for name in try directory.names() ?? []
    where !known.contains(name) && Manifest.isFileName(name) {
      try directory.remove(name)
    }
  }
}

/// A document that breaks a limit of the index.
struct RefusedDocument: Error {
  var key: String
  var reason: String
  var advice: String
}

extension Document {
  /// The bytes of all strings.
  var textByteCount: Int {
    fields.reduce(0) { sum, field in
      switch field.value {
      case .text(let text), .keyword(let text), .stored(let text): sum + text.utf8.count
      case .number, .date: sum
      }
    }
  }
}
