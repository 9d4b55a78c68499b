/// Reads the commits of an index.
enum CommitReader {
  /// The manifest of the newest commit in `directory`, or `nil` when there is no index.
  static func newest(in directory: IndexDirectory) throws -> Manifest? {
    guard let generation = try generations(in: directory).last else { return nil }
    return try manifest(of: generation, in: directory)
  }

  /// The generations of all commits in `directory`, in ascending order.
  ///
  /// A commit that has nothing but its copy is among them: it is damaged, and the one before it
  /// must not pass for the newest.
  static func generations(in directory: IndexDirectory) throws(FileError) -> [UInt64] {
    let names = try directory.names() ?? []
    return Set(names.compactMap(Manifest.generation(ofFileOrCopyName:))).sorted()
  }

  /// The manifest of a commit.
  static func manifest(
    of generation: UInt64, in directory: IndexDirectory
  ) throws -> Manifest {
    try manifest(of: generation, in: Manifest.fileName(generation: generation), directory)
  }

  /// The manifest of a commit, from the copy of its file.
  static func copy(of generation: UInt64, in directory: IndexDirectory) throws -> Manifest {
    try manifest(of: generation, in: Manifest.copyName(generation: generation), directory)
  }

  private static func manifest(
    of generation: UInt64, in name: String, _ directory: IndexDirectory
  ) throws -> Manifest {
    let bytes = try directory.map(name)
    do {
      let file = try SectionFile(bytes, kind: .commit)
      try file.header.check(generation: generation)
      try file.verify()
      return try Manifest(
        reading: try file.requiredSection(.manifest), generation: generation)
    } catch {
      throw error.inFile(name)
    }
  }

  /// The sources of a commit.
  static func sources(of manifest: Manifest, in directory: IndexDirectory) throws -> Sources {
    guard manifest.sourcesGeneration > 0 else { return Sources() }
    let bytes = try directory.map(manifest.sourcesFileName)
    do {
      let file = try SectionFile(bytes, kind: .sources)
      guard file.checksum == manifest.sourcesChecksum else {
        throw FormatError(
          .checksumMismatch(expected: manifest.sourcesChecksum, found: file.checksum),
          section: "file footer", offset: 28)
      }
      try file.header.check(generation: manifest.sourcesGeneration)
      try file.verify()
      return try Sources(reading: try file.requiredSection(.sources))
    } catch let error as FormatError {
      throw error.inFile(manifest.sourcesFileName)
    }
  }
}
