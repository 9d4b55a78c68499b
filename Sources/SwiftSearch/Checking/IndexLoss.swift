/// What is lost with a damaged file of an index.
public enum IndexLoss: Sendable, Equatable {
  /// Nothing: the newest commit has a copy, and one of the two is intact.
  case nothing
  /// The newest commit and its copy; nothing can be found unless an older one is kept.
  case commit
  /// A commit that could have been gone back to.
  case olderCommit
  /// So many documents.
  case documents(Int)
  /// The knowledge that so many documents are deleted: they may be found again.
  case deletions(Int)
  /// The knowledge of which files were indexed: all of them will be read again.
  case sources
}
