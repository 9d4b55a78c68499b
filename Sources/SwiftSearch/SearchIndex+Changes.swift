/// How files and folders differ from what an index has of them.
public struct FolderChanges: Sendable, Equatable {
  /// The files that the index does not have.
  public var addedCount: Int
  /// The files whose size or time is another one.
  public var changedCount: Int
  /// The files of the index that are not there any more.
  public var removedCount: Int
  /// The bytes of the files that are to be read.
  public var byteCount: Int

  public init(addedCount: Int, changedCount: Int, removedCount: Int, byteCount: Int) {
    self.addedCount = addedCount
    self.changedCount = changedCount
    self.removedCount = removedCount
    self.byteCount = byteCount
  }

  /// All files that differ.
  public var fileCount: Int { addedCount + changedCount + removedCount }
  /// Whether the index is up to date.
  public var isEmpty: Bool { fileCount == 0 }
}

extension SearchIndex {
  /// Finds out whether the index is behind the files and folders that it was made from, by their
  /// sizes and times. It reads no file that the index has, takes no lock and writes nothing; ask
  /// ``IndexWriter/update(from:options:until:progress:)`` to read what changed.
  ///
  /// ```swift
  /// let folder = [IngestInput.path("notes")]
  /// if !(try index.changes(from: folder).isEmpty) {
  ///   _ = try IndexWriter(directory: index.directory).update(from: folder)
  ///   try index.refresh()
  /// }
  /// ```
  ///
  /// Files that were skipped because of what is in them are read again by every update, and count
  /// as added; those that do not begin like text do not count.
  ///
  /// - Parameters:
  ///   - inputs: what the index was made from; standard input does not count.
  ///   - options: which files were read.
  /// - Throws: ``IndexError`` when an input does not exist, or the index cannot be read.
  public func changes(
    from inputs: [IngestInput], options: IngestOptions = IngestOptions()
  ) throws(IndexError) -> FolderChanges {
    do {
      var survey = FolderSurvey(
        indexDirectory: try DirectoryListing.resolvedPath(directory),
        sources: try sources(), options: options)
      for input in inputs {
        if case .path(let path) = input { try survey.add(path) }
      }
      let replaced = survey.replaced
      let changed = survey.changed.filter { file in
        replaced[ExactPath(file.path)] != nil || DocumentSource.mayBeText(file)
      }
      return FolderChanges(
        addedCount: changed.count { replaced[ExactPath($0.path)] == nil },
        changedCount: changed.count { replaced[ExactPath($0.path)] != nil },
        removedCount: survey.vanished.count,
        byteCount: changed.reduce(0) { $0.addingSaturated($1.byteCount) })
    } catch {
      throw IndexError(error, directory: directory)
    }
  }

  /// What the commit that is shown knows of its files.
  private func sources() throws -> Sources {
    do {
      return try CommitReader.sources(of: current.manifest, in: files)
    } catch let error as FileError {
      // A writer may have published another commit, and removed the file.
      guard let newest = try CommitReader.newest(in: files),
        newest.generation != current.manifest.generation
      else { throw error }
      return try CommitReader.sources(of: newest, in: files)
    }
  }
}
