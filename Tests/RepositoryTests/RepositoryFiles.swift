import Foundation

/// A text file of the repository.
struct RepositoryFile {
  /// The path from the repository's root, with `/` between the parts.
  var path: String
  var text: String

  var name: String { String(path.split(separator: "/").last ?? "") }

  /// Whether a script wrote the file: its lines are data, not prose.
  var isGenerated: Bool { name.contains("Tables") }
}

/// The files of the working copy that this test was built from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  /// The files below `folders` whose names end in one of `extensions`, and the files of the root
  /// itself. Hidden folders, fixtures and the corpus of examples are left out: their contents are
  /// input, not part of what the rules are about.
  static func files(_ extensions: Set<String>, in folders: [String]) throws -> [RepositoryFile] {
    var found: [RepositoryFile] = []
    for url in try contents(of: root) where extensions.contains(url.pathExtension) {
      found.append(try file(url))
    }
    for folder in folders {
      let walk = FileManager.default.enumerator(
        at: root.appending(path: folder), includingPropertiesForKeys: nil,
        options: [.skipsHiddenFiles])
      while let url = walk?.nextObject() as? URL {
        guard extensions.contains(url.pathExtension) else { continue }
        let file = try file(url)
        guard !file.path.contains("/Fixtures/"), !file.path.contains("/corpus/") else { continue }
        found.append(file)
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  static func swiftFiles() throws -> [RepositoryFile] {
    try files(["swift"], in: ["Sources", "Tests", "Benchmarks", "Fuzzing", "Examples"])
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private static func contents(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
  }

  private static func file(_ url: URL) throws -> RepositoryFile {
    let prefix = root.path().hasSuffix("/") ? root.path() : root.path() + "/"
    let full = url.standardized.path(percentEncoded: false)
    let path = full.hasPrefix(prefix) ? String(full.dropFirst(prefix.count)) : full
    return RepositoryFile(path: path, text: try String(contentsOf: url, encoding: .utf8))
  }
}
