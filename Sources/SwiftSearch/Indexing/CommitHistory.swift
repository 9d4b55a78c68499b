/// The commits before the newest that stay, so that an index can go back to them.
struct CommitHistory: Sendable {
  /// How many stay at most.
  var limit: Int { didSet { trim() } }
  /// Newest first.
  private(set) var manifests: [Manifest] = []

  /// The commits that are there before `newest`, as many as it says. One that cannot be read is
  /// none: it will be removed.
  init(before newest: Manifest, in directory: IndexDirectory) throws(FileError) {
    limit = Int(newest.keptCommitCount)
    guard limit > 0 else { return }
    for generation in try CommitReader.generations(in: directory).reversed()
    where generation < newest.generation {
      guard manifests.count < limit else { return }
      if let manifest = try? CommitReader.manifest(of: generation, in: directory) {
        manifests.append(manifest)
      }
    }
  }

  /// Leaves out commits.
  mutating func remove(where isUnwanted: (Manifest) -> Bool) {
    manifests.removeAll(where: isUnwanted)
  }

  /// The files of all of them.
  var fileNames: [String] { manifests.flatMap(\.fileNames) }

  subscript(generation: UInt64) -> Manifest? {
    manifests.first { $0.generation == generation }
  }

  /// Puts a commit that is not the newest any more before the others.
  mutating func add(_ manifest: Manifest) {
    guard manifest.generation > 0 else { return }
    manifests.insert(manifest, at: 0)
    trim()
  }

  private mutating func trim() {
    manifests.removeLast(max(0, manifests.count - limit))
  }
}
