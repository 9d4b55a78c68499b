/// Which files of a folder are read, and how much of them.
public struct IngestOptions: Sendable, Equatable {
  /// Whether files and folders whose name starts with a dot are read. `.git` never is.
  public var includesHiddenFiles: Bool
  /// Whether what `.gitignore` files name is left out.
  public var usesGitignore: Bool
  /// Whether symbolic links inside a folder are followed. A folder is never entered twice on one
  /// path, so a loop of links ends.
  public var followsSymbolicLinks: Bool
  /// The largest file that is read, in bytes. JSON Lines, CSV and TSV have no limit: they are read
  /// piece by piece.
  public var maximumFileByteCount: Int

  /// Creates options; what is not named is as most people want it.
  public init(
    includesHiddenFiles: Bool = false, usesGitignore: Bool = true,
    followsSymbolicLinks: Bool = false, maximumFileByteCount: Int = 64 << 20
  ) {
    self.includesHiddenFiles = includesHiddenFiles
    self.usesGitignore = usesGitignore
    self.followsSymbolicLinks = followsSymbolicLinks
    self.maximumFileByteCount = maximumFileByteCount
  }
}

/// Where documents come from.
public enum IngestInput: Sendable, Equatable {
  /// A folder, with all it holds, or a file. A file that is named here is read even if it is hidden
  /// or named by a `.gitignore`.
  case path(String)
  /// JSON Lines in UTF-8 on the standard input of the process.
  case standardInput
}

/// A file, or a record of a file, that did not become a document.
public struct SkippedFile: Sendable, Equatable {
  /// The path as a user sees it: relative to the indexed folder. `stdin` for standard input.
  public var path: String
  /// The line of the record, from 1; `nil` if it is about the whole file.
  public var line: Int?
  /// Why, as a phrase for people: `binary`, `named by .gitignore`, `no such file or directory`.
  public var reason: String

  /// Creates a report.
  public init(path: String, line: Int? = nil, reason: String) {
    self.path = path
    self.line = line
    self.reason = reason
  }
}
