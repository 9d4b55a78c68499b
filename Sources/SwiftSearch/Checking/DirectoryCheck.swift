/// Reads every file that the commits of a directory name.
struct DirectoryCheck {
  /// Something that is wrong with a file.
  struct Damage {
    var file: String
    var error: any Error
    var loss: IndexLoss
  }

  private let directory: IndexDirectory
  private let work: CheckWork
  private(set) var damages: [Damage] = []
  /// The commits that can be read, newest first: the newest of all, and those that are kept.
  private(set) var manifests: [Manifest] = []
  private(set) var leftovers: [String] = []
  /// By name, whether a file is intact.
  private var files: [String: Bool] = [:]

  var fileCount: Int { files.count }
  var byteCount: Int { work.byteCount }

  init(_ directory: IndexDirectory, counting work: CheckWork = CheckWork()) {
    self.directory = directory
    self.work = work
  }

  /// Whether a commit and all of its files are intact.
  func isIntact(_ manifest: Manifest) -> Bool {
    manifest.fileNames.allSatisfy { files[$0] == true }
  }

  func isIntact(_ name: String) -> Bool { files[name] == true }

  /// Reads the files.
  ///
  /// - Returns: false when there is no index.
  /// - Throws: ``MergeStopped`` when the work is stopped, and ``FileError`` when the system refuses
  ///   to show a file, which would be taken for damaged and be lost in a repair.
  mutating func run() throws -> Bool {
    let generations = try CommitReader.generations(in: directory)
    guard let newest = generations.last else { return false }
    let names = try directory.names() ?? []
    try readNewest(newest, hasCopy: names.contains(Manifest.copyName(generation: newest)))
    // Without the newest nobody knows how many are kept.
    let limit = manifests.first.map { Int($0.keptCommitCount) } ?? .max
    for generation in generations.reversed().dropFirst().prefix(limit)
    where names.contains(Manifest.fileName(generation: generation)) {
      try readManifest(generation, loss: .olderCommit)
    }
    work.begin(manifests.flatMap(\.segments).map(\.fileLength))
    for manifest in manifests { try check(manifest, isNewest: manifest.generation == newest) }
    if work.isStopped { throw MergeStopped() }
    let known = Set(files.keys)
    leftovers = names.filter { Manifest.isFileName($0) && !known.contains($0) }.sorted()
    return true
  }

  /// Reads the newest commit, or else its copy.
  private mutating func readNewest(_ generation: UInt64, hasCopy: Bool) throws {
    let copy = hasCopy ? try? CommitReader.copy(of: generation, in: directory) : nil
    try readManifest(generation, loss: copy == nil ? .commit : .nothing)
    if let copy, manifests.isEmpty { manifests.append(copy) }
    let name = Manifest.copyName(generation: generation)
    guard hasCopy, !isEmpty(name) else { return }
    try examine(name, loss: .nothing) { check in
      let copy = try CommitReader.copy(of: generation, in: check.directory)
      guard check.manifests.first.map({ $0 == copy }) ?? true else {
        throw FormatError(
          .invalid("differs from the commit"), section: "manifest", offset: 0, file: name)
      }
    }
  }

  /// Whether a writer was killed before it wrote anything to a file.
  private func isEmpty(_ name: String) -> Bool {
    do {
      _ = try directory.map(name)
    } catch let error as FormatError {
      return error.problem == .truncated(needed: 64, found: 0)
    } catch {}
    return false
  }

  private mutating func readManifest(_ generation: UInt64, loss: IndexLoss) throws {
    try examine(Manifest.fileName(generation: generation), loss: loss) { check in
      check.manifests.append(
        try CommitReader.manifest(of: generation, in: check.directory))
    }
  }

  /// Notes whether `body` finds a file intact.
  private mutating func examine(
    _ name: String, loss: IndexLoss, _ body: (inout Self) throws -> Void
  ) throws {
    guard files[name] == nil, !work.isStopped else { return }
    do {
      try body(&self)
      files[name] = true
    } catch let error as FileError where error.isRefusal {
      throw error
    } catch {
      files[name] = false
      damages.append(Damage(file: name, error: error, loss: loss))
    }
  }

  private mutating func check(_ manifest: Manifest, isNewest: Bool) throws {
    for record in manifest.segments {
      let count = record.documentCount - record.deletedCount
      work.beginSegment(record.fileLength)
      try examine(record.fileName, loss: isNewest ? .documents(count) : .olderCommit) { check in
        var own = record
        (own.deletionsGeneration, own.deletedCount) = (0, 0)
        let segment = try SegmentReader(own, in: check.directory)
        try IndexSnapshot.check(segment, against: manifest)
        try SegmentCheck(segment, counting: check.work).run()
      }
      work.endSegment()
      guard record.deletionsGeneration > 0 else { continue }
      let loss = isNewest ? IndexLoss.deletions(record.deletedCount) : .olderCommit
      try examine(record.deletionsFileName, loss: loss) { check in
        _ = try SegmentReader.deletions(record, check.directory)
      }
    }
    guard manifest.sourcesGeneration > 0 else { return }
    try examine(manifest.sourcesFileName, loss: isNewest ? .sources : .olderCommit) { check in
      _ = try CommitReader.sources(of: manifest, in: check.directory)
    }
  }
}
