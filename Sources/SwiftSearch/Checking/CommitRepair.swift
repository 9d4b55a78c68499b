/// Makes a commit of what is intact.
struct CommitRepair {
  /// The commit whose contents were kept, older than the newest if that was damaged.
  private(set) var restored: UInt64 = 0
  private(set) var lostDocumentCount = 0
  private(set) var lostKeys: [String] = []

  /// What an index must have so that anything can be kept.
  enum Problem: Error {
    /// No commit and no copy of one can be read.
    case noCommit
  }

  /// Publishes what `check` found intact as a new commit.
  mutating func run(
    _ check: DirectoryCheck, in directory: IndexDirectory, lock: WriterLock,
    newest: UInt64
  ) throws {
    guard var manifest = check.manifests.first else { throw Problem.noCommit }
    restored = manifest.generation
    var history = try CommitHistory(before: manifest, in: directory)
    history.remove { !check.isIntact($0) }
    for record in manifest.segments where !check.isIntact(record.fileName) {
      lostDocumentCount += record.documentCount - record.deletedCount
      lostKeys += LostDocuments(record, in: directory).keys()
    }
    var sources = Sources()
    if manifest.sourcesGeneration == 0 || check.isIntact(manifest.sourcesFileName) {
      sources = try CommitReader.sources(of: manifest, in: directory)
    }
    let losesSomething = check.damages.contains { $0.loss != .nothing && $0.loss != .olderCommit }
    // What is lost may still be in the files that it came from.
    if losesSomething { sources.forgetTimes() }
    manifest.segments.removeAll { !check.isIntact($0.fileName) }
    var deletionsAreLost = false
    for (index, record) in manifest.segments.enumerated()
    where record.deletionsGeneration > 0 && !check.isIntact(record.deletionsFileName) {
      (manifest.segments[index].deletionsGeneration, manifest.segments[index].deletedCount) = (0, 0)
      manifest.segments[index].deletionsChecksum = 0
      deletionsAreLost = true
    }
    manifest.generation = newest
    let source = SegmentSource(
      directory: directory, analyzer: TextAnalyzer(), storesText: true, memoryBudget: 1 << 20,
      makeID: { .random(in: 1 ... .max) })
    var state = try WriterState.repairing(
      source, lock: lock, manifest: manifest, history: history, sources: sources,
      deletionsAreLost: deletionsAreLost)
    try state.commit()
  }
}
