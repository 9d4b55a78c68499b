/// A file that may hold documents.
struct SourceFile: Sendable, Equatable {
  /// What the user sees: relative to the indexed folder, separated by `/`. For a file that was
  /// named itself, its name.
  var path: String
  var absolutePath: String
  var byteCount: Int
  /// Nanoseconds since 1970.
  var modified: Int64

  /// The last component of ``path``.
  var name: String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) }
      ?? path
  }
}

/// What a walk through a folder meets.
enum WalkedFile: Sendable, Equatable {
  case file(SourceFile)
  case skipped(SkippedFile)
}

/// What reading an input brings up, in the order of the input.
enum IngestEvent: Sendable, Equatable {
  /// What follows is of this file; `nil` is standard input.
  case began(path: String?)
  case document(Document)
  /// A file or a record that is left out, or a part of one; reading goes on.
  case skipped(SkippedFile)
  /// So many more bytes of the input are done.
  case consumed(byteCount: Int)
}
