/// Where an input stands among the folders that an index was made from.
struct InputPlace {
  /// The number of the root that the input lies in.
  let root: Int
  private let prefix: String
  /// The path of the only file concerned, or the folder whose files are, with a slash at the end;
  /// `nil` for all files of the root.
  private let scope: String?
  private let isFile: Bool

  /// Finds the root that the file or folder at `path` lies in, or makes it one.
  init(
    _ path: String, indexDirectory: String, _ sources: inout Sources
  ) throws(FileError) {
    let indexFolder = Self.parent(indexDirectory)
    let resolved = try DirectoryListing.resolvedPath(path)
    isFile = try FileStatus(path: resolved, followsLinks: true).kind != .directory
    let slash = resolved.utf8.lastIndex(of: UInt8(ascii: "/")) ?? resolved.startIndex
    let folder = isFile ? Self.parent(resolved) : resolved
    let known = sources.roots.map { Self.absolute($0.path, below: indexFolder) }
    let own = known.indices.filter { Self.isBelow(folder, known[$0]) }
      .max { known[$0].utf8.count < known[$1].utf8.count }
    root = own ?? sources.roots.count
    if own == nil {
      sources.roots.append(Self.newRoot(folder, indexFolder: indexFolder, sources))
    }
    let base = own.map { known[$0] } ?? folder
    let below = Self.rest(of: folder, below: base)
    prefix = sources.roots[root].prefix + (below.isEmpty ? "" : below + "/")
    scope = isFile ? prefix + resolved[resolved.utf8.index(after: slash)...] : prefix
  }

  /// The path in the index of a file whose path below the input is `path`.
  func path(of path: String) -> String { isFile ? scope ?? path : prefix + path }

  /// Whether the file at `path`, known to the index, belongs to the input.
  func covers(_ path: ExactPath, _ entry: Sources.Entry) -> Bool {
    guard entry.root == root, let scope else { return false }
    return isFile ? path == ExactPath(scope) : path.starts(with: scope)
  }

  private static func newRoot(
    _ folder: String, indexFolder: String, _ sources: Sources
  ) -> Sources.Root {
    let path = isBelow(folder, indexFolder) ? rest(of: folder, below: indexFolder) : folder
    guard !sources.roots.isEmpty else { return Sources.Root(path: path, prefix: "") }
    let name = folder.split(separator: "/").last.map(String.init) ?? "root"
    var prefix = name + "/"
    var number = 2
    // The first root has no prefix, so a folder in it may have the name.
    while sources.roots.contains(where: { $0.prefix == prefix })
      || sources.entries.keys.contains(where: { $0.starts(with: prefix) })
    {
      prefix = "\(name)-\(number)/"
      number += 1
    }
    return Sources.Root(path: path, prefix: prefix)
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return "/"
    }
    return String(path[..<slash])
  }

  private static func absolute(_ path: String, below folder: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    return path.isEmpty ? folder : folder + "/" + path
  }

  /// What follows the path of a folder, which `path` begins with, and the slash.
  private static func rest(of path: String, below folder: String) -> String {
    let rest = path.utf8.dropFirst(folder.utf8.count)
    return String(Substring(rest.first == UInt8(ascii: "/") ? rest.dropFirst() : rest))
  }

  private static func isBelow(_ path: String, _ folder: String) -> Bool {
    let path = ExactPath(path)
    return path == ExactPath(folder)
      || path.starts(with: folder.utf8.last == UInt8(ascii: "/") ? folder : folder + "/")
  }
}
