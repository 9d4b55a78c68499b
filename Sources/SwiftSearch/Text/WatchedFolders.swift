/// The folders in which something may happen that an index wants to know.
package enum WatchedFolders {
  /// The folders that a walk through the inputs goes into, and those in which files lie that are
  /// named themselves, without symbolic links. What cannot be walked through is left out.
  package static func list(
    _ inputs: [IngestInput], options: IngestOptions, excluding indexDirectory: String
  ) -> [String] {
    let excluded = try? DirectoryListing.resolvedPath(indexDirectory)
    var folders: Set<String> = []
    for case .path(let path) in inputs {
      guard var walker = try? FolderWalker(path: path, options: options, excluding: excluded) else {
        continue
      }
      while walker.next() != nil {}
      folders.formUnion(walker.folders)
    }
    return folders.sorted()
  }
}
