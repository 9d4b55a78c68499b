#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A commit that an index keeps.
public struct CommitInformation: Sendable, Equatable {
  /// The number of the commit; a later one has a larger number.
  public var generation: Int
  /// How many documents could be found then.
  public var documentCount: Int
  /// When its file was written; a copy of an index may have the time of copying.
  public var date: Date
}

extension SearchIndex {
  /// The commits that the index keeps, newest first; ``IndexWriter/rollBack(to:)`` goes back to one
  /// of them. A commit that cannot be read is not listed.
  ///
  /// - Throws: ``IndexError`` when the directory cannot be read.
  public static func commits(inDirectory directory: String) throws(IndexError)
    -> [CommitInformation]
  {
    do {
      let files = IndexDirectory(directory)
      return try CommitReader.generations(in: files).reversed().compactMap { generation in
        guard let manifest = try? CommitReader.manifest(of: generation, in: files),
          let modified = try? files.modified(manifest.fileName)
        else { return nil }
        return CommitInformation(
          generation: Int(clamping: generation),
          documentCount: manifest.segments.reduce(0) { $0 + $1.documentCount - $1.deletedCount },
          date: Date(timeIntervalSince1970: Double(modified) / 1e9))
      }
    } catch {
      throw IndexError(error, directory: directory)
    }
  }
}
