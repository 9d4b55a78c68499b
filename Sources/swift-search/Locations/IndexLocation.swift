#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the index of a command lies.
enum IndexLocation {
  static let name = ".swift-search"

  /// The index to write: what `--index` or the environment says, or the working directory's.
  static func toWrite(_ arguments: ParsedArguments, _ console: Console) -> String {
    explicit(arguments, console) ?? name
  }

  /// The index to read: what `--index` or the environment says, or the nearest one in the working
  /// directory and the folders above it.
  static func toRead(
    _ arguments: ParsedArguments, _ console: Console
  ) throws(CommandError) -> String {
    if let explicit = explicit(arguments, console) { return explicit }
    let files = FileManager.default
    var folder = URL(filePath: files.currentDirectoryPath, directoryHint: .isDirectory)
      .standardizedFileURL
    while true {
      let candidate = folder.appending(path: name, directoryHint: .isDirectory)
      if isFolder(candidate.path) { return candidate.path }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      guard parent.path != folder.path, folder.path != "/" else { break }
      folder = parent
    }
    throw CommandError(
      "there is no index here or in a folder above",
      advice: "make one with 'swift-search index PATH', or search with 'query … --in FOLDER'")
  }

  static func isFolder(_ path: String) -> Bool {
    // Only a folder has an entry for itself, and this follows symbolic links.
    FileManager.default.fileExists(atPath: path + "/.")
  }

  private static func explicit(_ arguments: ParsedArguments, _ console: Console) -> String? {
    if let given = arguments.string("index") { return given }
    let fromEnvironment = console.environment["SWIFT_SEARCH_INDEX", default: ""]
    return fromEnvironment.isEmpty ? nil : fromEnvironment
  }
}
