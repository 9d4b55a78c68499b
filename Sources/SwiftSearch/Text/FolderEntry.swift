/// What one name in a folder stands for.
struct FolderEntry {
  enum Content {
    case file(SourceFile)
    case skipped(SkippedFile)
    case folder(path: String, name: String)
  }

  var sortKey: [UInt8]
  var content: Content

  /// A file that is not a folder: taken, or left out for what it is.
  static func event(
    _ path: String, absolutePath: String, status: FileStatus, options: IngestOptions
  ) -> Content {
    let file = SourceFile(
      path: path, absolutePath: absolutePath, byteCount: status.byteCount,
      modified: status.modified)
    if let reason = reasonToSkip(file, status: status, options: options) {
      return .skipped(SkippedFile(path: path, reason: reason))
    }
    return .file(file)
  }

  private static func reasonToSkip(
    _ file: SourceFile, status: FileStatus, options: IngestOptions
  ) -> String? {
    switch status.kind {
    case .regularFile: break
    case .symbolicLink: return SkipReason.symbolicLink
    case .directory: return "folder"
    case .special(let name): return name
    }
    let type = FileType(name: file.name)
    if type == .binary { return SkipReason.binary }
    if !type.isStreamed && status.byteCount > options.maximumFileByteCount {
      return SkipReason.tooLarge(status.byteCount, limit: options.maximumFileByteCount)
    }
    return nil
  }
}
