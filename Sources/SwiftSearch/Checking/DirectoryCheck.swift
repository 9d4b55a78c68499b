/// Reads every file that the commits of a directory name.
struct DirectoryCheck {
  /// Something that is wrong with a file.
  struct Damage {
    var file: String
    var error: any Error
    var loss: IndexLoss
  }

  private let directory: IndexDirectory
  private let progress: (Double) -> Void
  private(set) var damages: [Damage] = []
  /// The commits that can be read, newest first: the newest of all, and those that are kept.
  private(set) var manifests: [Manifest] = []
  private(set) var leftovers: [String] = []
  private(set) var byteCount = 0
  /// By name, whether a file is intact.
  private var files: [String: Bool] = [:]
  private var totalByteCount = 0

  var fileCount: Int { files.count }

  /// - Parameter progress: is told how much of the bytes was read, up to 1.
  init(_ directory: IndexDirectory, progress: @escaping (Double) -> Void = { _ in }) {
    self.directory = directory
    self.progress = progress
  }

  /// Whether a commit and all of its files are intact.
  func isIntact(_ manifest: Manifest) -> Bool {
    manifest.fileNames.allSatisfy { files[$0] == true }
  }

  func isIntact(_ name: String) -> Bool { files[name] == true }

  /// Reads the files.
  ///
  /// - Returns: false when there is no index.
  mutating func run() throws(FileError) -> Bool {
    let generations = try CommitReader.generations(in: directory)
    guard let newest = generations.last else { return false }
    readManifest(newest, loss: .commit)
    // Without the newest nobody knows how many are kept.
    let limit = manifests.first.map { Int($0.keptCommitCount) } ?? .max
    for generation in generations.reversed().dropFirst().prefix(limit) {
      readManifest(generation, loss: .olderCommit)
    }
    totalByteCount = manifests.flatMap(\.segments).reduce(0) { $0 + $1.fileLength }
    for manifest in manifests { check(manifest, isNewest: manifest.generation == newest) }
    let known = Set(files.keys)
    leftovers = try (directory.names() ?? []).filter { name in
      Manifest.isFileName(name) && !known.contains(name)
    }.sorted()
    return true
  }

  private mutating func readManifest(_ generation: UInt64, loss: IndexLoss) {
    examine(Manifest.fileName(generation: generation), loss: loss) { check in
      check.manifests.append(
        try CommitReader.manifest(of: generation, in: check.directory))
    }
  }

  /// Notes whether `body` finds a file intact.
  private mutating func examine(
    _ name: String, loss: IndexLoss, _ body: (inout Self) throws -> Void
  ) {
    guard files[name] == nil else { return }
    do {
      try body(&self)
      files[name] = true
    } catch {
      files[name] = false
      damages.append(Damage(file: name, error: error, loss: loss))
    }
  }

  private mutating func check(_ manifest: Manifest, isNewest: Bool) {
    for record in manifest.segments {
      let count = record.documentCount - record.deletedCount
      examine(record.fileName, loss: isNewest ? .documents(count) : .olderCommit) { check in
        var own = record
        (own.deletionsGeneration, own.deletedCount) = (0, 0)
        let segment = try SegmentReader(own, in: check.directory)
        try IndexSnapshot.check(segment, against: manifest)
        try SegmentCheck(segment).run()
      }
      byteCount += record.fileLength
      progress(min(1, Double(byteCount) / Double(max(1, totalByteCount))))
      guard record.deletionsGeneration > 0 else { continue }
      let loss = isNewest ? IndexLoss.deletions(record.deletedCount) : .olderCommit
      examine(record.deletionsFileName, loss: loss) { check in
        _ = try SegmentReader.deletions(record, check.directory)
      }
    }
    guard manifest.sourcesGeneration > 0 else { return }
    examine(manifest.sourcesFileName, loss: isNewest ? .sources : .olderCommit) { check in
      _ = try CommitReader.sources(of: manifest, in: check.directory)
    }
  }
}
