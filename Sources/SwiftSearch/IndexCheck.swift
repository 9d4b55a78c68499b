/// Something that is wrong with a file of an index.
public struct IndexDamage: Sendable, Equatable {
  /// The name of the file.
  public var file: String
  /// What is wrong with it.
  public var error: IndexError
  /// What is lost with it.
  public var loss: IndexLoss
}

/// What looking at every byte of an index has shown.
public struct IndexCheck: Sendable, Equatable {
  /// The number of the newest commit, damaged or not.
  public var generation: Int
  /// How many files were read: those of the newest commit, and of the older ones that are kept.
  public var fileCount: Int
  /// How many bytes the segments have.
  public var byteCount: Int
  /// What is damaged; nothing in an intact index.
  public var damages: [IndexDamage]
  /// Files of writers that did not get to their commit. They do no harm; the next writer removes
  /// them.
  public var leftovers: [String]
}

/// What a repair has done.
public struct IndexRepair: Sendable, Equatable {
  /// What was found before.
  public var check: IndexCheck
  /// The commit whose contents were kept; older than the newest one when that was damaged.
  public var keptGeneration: Int
  /// How many documents are lost.
  public var lostDocumentCount: Int
  /// The keys of the lost documents, as far as they could be read. Keys that come from the terms of
  /// the index are cut at 1024 bytes.
  public var lostKeys: [String]
}

extension SearchIndex {
  /// Reads an index from its first byte to its last: verifies all checksums, decodes all of it and
  /// compares what its parts say of each other. Takes no lock and writes nothing.
  ///
  /// - Parameters:
  ///   - directory: the directory that holds the index.
  ///   - stop: ends the work early.
  ///   - progress: is told how much was read, at most once for each MB.
  /// - Throws: ``IndexError`` when there is no index, when the directory or a file in it may not be
  ///   read, or when the work was ended. Damage is no error here.
  public static func check(
    directory: String, until stop: StopFlag? = nil,
    progress: @escaping (CheckProgress) -> Void = { _ in }
  ) throws(IndexError) -> IndexCheck {
    try check(IndexDirectory(directory), until: stop, progress: progress)
  }

  static func check(
    _ files: IndexDirectory, until stop: StopFlag? = nil,
    progress: @escaping (CheckProgress) -> Void = { _ in }
  ) throws(IndexError) -> IndexCheck {
    do {
      var attempt = 0
      while true {
        attempt += 1
        let newest = try CommitReader.generations(in: files).last
        var check = DirectoryCheck(files, counting: CheckWork(until: stop, progress))
        guard try check.run() else { throw IndexError.notFound(files.path) }
        let result = IndexCheck(check, newest: newest ?? 0, directory: files.path)
        // A writer may have replaced the commit meanwhile, and removed its files.
        guard !result.damages.isEmpty, attempt < 5,
          try CommitReader.generations(in: files).last != newest
        else { return result }
      }
    } catch {
      throw IndexError(error, directory: files.path)
    }
  }
}

extension IndexWriter {
  /// Keeps what is intact of a damaged index, and publishes it as a new commit. Damaged files are
  /// removed. An intact index stays as it is.
  ///
  /// The next ``update(from:options:until:progress:)`` reads all files again, so that documents
  /// which came from files are there once more.
  ///
  /// - Parameters:
  ///   - directory: the directory that holds the index.
  ///   - lockTimeout: how long to wait for another writer to end.
  ///   - stop: ends the work early; the index then is as it was.
  ///   - progress: is told how much was read, at most once for each MB.
  /// - Throws: ``IndexError`` when there is no index, when no commit of it can be read, when
  ///   another writer has the lock, when a file cannot be written, or when the work was ended.
  public static func repair(
    directory: String, lockTimeout: Duration = .zero, until stop: StopFlag? = nil,
    progress: @escaping (CheckProgress) -> Void = { _ in }
  ) throws(IndexError) -> IndexRepair {
    try repair(
      IndexDirectory(directory), lockTimeout: lockTimeout, until: stop, progress: progress)
  }

  static func repair(
    _ files: IndexDirectory, lockTimeout: Duration = .zero, until stop: StopFlag? = nil,
    progress: @escaping (CheckProgress) -> Void = { _ in }
  ) throws(IndexError) -> IndexRepair {
    do {
      guard try !CommitReader.generations(in: files).isEmpty else {
        throw IndexError.notFound(files.path)
      }
      let lock = try lock(files, within: lockTimeout)
      let newest = try CommitReader.generations(in: files).last ?? 0
      var found = DirectoryCheck(files, counting: CheckWork(until: stop, progress))
      _ = try found.run()
      let check = IndexCheck(found, newest: newest, directory: files.path)
      var repair = CommitRepair()
      if !check.damages.isEmpty {
        try repair.run(found, in: files, lock: lock, newest: newest)
      }
      return IndexRepair(
        check: check,
        keptGeneration: check.damages.isEmpty
          ? check.generation : Int(clamping: repair.restored),
        lostDocumentCount: repair.lostDocumentCount, lostKeys: repair.lostKeys)
    } catch {
      throw IndexError(error, directory: files.path)
    }
  }
}

extension IndexCheck {
  fileprivate init(_ check: DirectoryCheck, newest: UInt64, directory: String) {
    self.init(
      generation: Int(clamping: newest), fileCount: check.fileCount, byteCount: check.byteCount,
      damages: check.damages.map { damage in
        IndexDamage(
          file: damage.file, error: IndexError(damage.error, directory: directory),
          loss: damage.loss)
      },
      leftovers: check.leftovers)
  }
}
