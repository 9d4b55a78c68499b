/// Reads the newest commit of an index.
enum CommitReader {
  /// The manifest of the newest commit in `directory`, or `nil` when there is no index.
  static func newest(in directory: IndexDirectory) throws -> Manifest? {
    let generations = try directory.names()?.compactMap(Manifest.generation(ofFileName:))
    guard let generation = generations?.max() else { return nil }
    let name = Manifest.fileName(generation: generation)
    let bytes = try directory.map(name)
    do {
      let file = try SectionFile(bytes, kind: .commit)
      try file.header.check(generation: generation)
      guard generation < .max else {
        throw FormatError(
          .invalid("no commit can follow this one"), section: "file header", offset: 24)
      }
      return try Manifest(
        reading: try file.verifiedSection(.manifest), generation: generation)
    } catch let error as FormatError {
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
      return try Sources(reading: try file.verifiedSection(.sources))
    } catch let error as FormatError {
      throw error.inFile(manifest.sourcesFileName)
    }
  }
}
