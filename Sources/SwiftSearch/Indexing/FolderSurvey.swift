/// Compares files and folders with what an index knows of them. It reads no file.
struct FolderSurvey {
  private let options: IngestOptions
  private let indexDirectory: String
  /// What the index knows of its files, once it has read what changed.
  private(set) var sources: Sources
  /// The files that are to be read, and what those of them were that the index has.
  private(set) var changed: [SourceFile] = []
  private(set) var replaced: [ExactPath: Sources.Entry] = [:]
  /// The paths of files that are not there any more.
  private(set) var vanished: [ExactPath] = []
  private(set) var unchangedCount = 0
  private(set) var skipped: [SkippedFile] = []
  private(set) var skippedCount = 0

  /// - Parameters:
  ///   - indexDirectory: where the index lies, without symbolic links.
  ///   - sources: what the index knows of its files.
  init(indexDirectory: String, sources: Sources, options: IngestOptions) {
    self.indexDirectory = indexDirectory
    self.sources = sources
    self.options = options
  }

  /// Compares the file or folder at `path`.
  mutating func add(_ path: String) throws {
    let place = try InputPlace(path, indexDirectory: indexDirectory, &sources)
    var missing = Set(sources.entries.filter { place.covers($0.key, $0.value) }.keys)
    for walked in try FolderWalker(path: path, options: options, excluding: indexDirectory) {
      guard case .file(var file) = walked else {
        if case .skipped(var skipped) = walked {
          skipped.path = place.path(of: skipped.path)
          skip(skipped)
        }
        continue
      }
      file.path = place.path(of: file.path)
      let entry = Sources.Entry(
        byteCount: file.byteCount, modified: file.modified, root: place.root)
      let path = ExactPath(file.path)
      missing.remove(path)
      if let known = sources.entries[path], known.root != place.root {
        skip(SkippedFile(path: file.path, reason: SkipReason.pathTaken))
        continue
      }
      if sources.entries[path] == entry {
        unchangedCount += 1
        continue
      }
      replaced[path] = sources.entries[path]
      sources.entries[path] = entry
      changed.append(file)
    }
    vanished += missing.sorted()
  }

  private mutating func skip(_ file: SkippedFile) {
    skippedCount += 1
    if skipped.count < IngestReport.keptReports { skipped.append(file) }
  }
}
