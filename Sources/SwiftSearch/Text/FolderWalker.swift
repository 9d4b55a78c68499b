/// Walks through a folder and names what may be read, in the order of the bytes of the paths.
///
/// Every file that is left out is reported with a reason; what lies in a folder that is left out is
/// reported as that one folder.
struct FolderWalker: Sequence, IteratorProtocol {
  /// What is still to be visited in one folder, the next one last.
  private struct Level {
    var entries: [FolderEntry]
  }

  /// Deeper folders are reported and left out. The deepest path that systems accept, 4,096 bytes,
  /// could hold two thousand.
  static let maximumDepth = 128

  /// The folders that were gone into so far; for a file, the one that it lies in.
  private(set) var folders: [String]
  private let options: IngestOptions
  private let root: String
  private let excluded: String?
  private var levels: [Level] = []
  /// The names of the folders from the top of the repository to the current one.
  private var components: [[UInt8]]
  private let rootDepth: Int
  private var gitignore = Gitignore()
  private var visited: Set<FileStatus.Identity> = []

  /// Prepares to walk through the file or folder at `path`.
  ///
  /// - Parameter excluded: a folder to pass over without a word, resolved.
  init(path: String, options: IngestOptions, excluding excluded: String? = nil) throws(FileError) {
    self.options = options
    self.excluded = excluded
    root = try DirectoryListing.resolvedPath(path)
    components = []
    let status = try FileStatus(path: root, followsLinks: true)
    guard status.kind == .directory else {
      let slash = root.utf8.lastIndex(of: UInt8(ascii: "/")) ?? root.startIndex
      folders = [slash == root.startIndex ? "/" : String(root[..<slash])]
      rootDepth = 0
      let given = path.split(separator: "/").last.map(String.init) ?? root
      let event = FolderEntry.event(given, absolutePath: root, status: status, options: options)
      levels = [Level(entries: [FolderEntry(sortKey: [], content: event)])]
      return
    }
    folders = [root]
    if options.usesGitignore {
      (components, gitignore) = RepositoryRoot.gitignore(above: root)
    }
    rootDepth = components.count
    visited.insert(status.identity)
    levels = [Level(entries: try entries(ofFolder: ""))]
  }

  /// The next file, or the next report of one that is left out.
  mutating func next() -> WalkedFile? {
    while let entry = popEntry() {
      switch entry.content {
      case .file(let file): return .file(file)
      case .skipped(let report): return .skipped(report)
      case .folder(let path, let name):
        if let report = enter(path, name: name) { return .skipped(report) }
      }
    }
    return nil
  }

  private mutating func popEntry() -> FolderEntry? {
    while let last = levels.indices.last {
      if let entry = levels[last].entries.popLast() { return entry }
      levels.removeLast()
      if !levels.isEmpty {
        gitignore.removeFiles(fromDepth: components.count)
        components.removeLast()
      }
    }
    return nil
  }

  private mutating func enter(_ path: String, name: String) -> SkippedFile? {
    guard levels.count < Self.maximumDepth else {
      return SkippedFile(path: path, reason: SkipReason.tooDeep)
    }
    components.append(Array(name.utf8))
    do {
      levels.append(Level(entries: try entries(ofFolder: path)))
      folders.append(root + "/" + path)
      return nil
    } catch {
      gitignore.removeFiles(fromDepth: components.count)
      components.removeLast()
      return SkippedFile(path: path, reason: SkipReason.unreadable(error))
    }
  }

  /// The entries of the folder at `path`, relative to the root, the first one last.
  private mutating func entries(ofFolder path: String) throws(FileError) -> [FolderEntry] {
    let absolutePath = path.isEmpty ? root : root + "/" + path
    let names = try DirectoryListing.names(inDirectory: absolutePath)
    if options.usesGitignore, names.contains(Array(".gitignore".utf8)),
      let content = WholeFile.content(ofRuleFile: absolutePath + "/.gitignore")
    {
      gitignore.add(content, depth: components.count)
    }
    let prefix = path.isEmpty ? "" : path + "/"
    return names.compactMap { entry($0, prefix: prefix, folder: absolutePath) }
      .sorted { $1.sortKey.lexicographicallyPrecedes($0.sortKey) }
  }

  /// Decides what becomes of one name; `nil` for what is passed over without a word.
  private mutating func entry(
    _ nameBytes: [UInt8], prefix: String, folder: String
  ) -> FolderEntry? {
    let name = String(repairing: nameBytes.span)
    let path = prefix + name
    func skipped(_ reason: String) -> FolderEntry {
      FolderEntry(
        sortKey: nameBytes, content: .skipped(SkippedFile(path: path, reason: reason)))
    }
    if name == ".swift-search" { return nil }
    guard Array(name.utf8) == nameBytes else { return skipped(SkipReason.nameNotUTF8) }
    if name == ".git" || (!options.includesHiddenFiles && nameBytes.first == UInt8(ascii: ".")) {
      return skipped(SkipReason.hidden)
    }
    let absolutePath = folder + "/" + name
    if absolutePath == excluded { return nil }
    do throws(FileError) {
      var status = try FileStatus(path: absolutePath, followsLinks: false)
      let isLink = status.kind == .symbolicLink
      if isLink {
        guard options.followsSymbolicLinks else { return skipped(SkipReason.symbolicLink) }
        status = try FileStatus(path: absolutePath, followsLinks: true)
      }
      let isDirectory = status.kind == .directory
      switch gitignore.excludes(components + [nameBytes], isDirectory: isDirectory) {
      case true?: return skipped(SkipReason.gitignore)
      case nil: return skipped(SkipReason.gitignoreTooSlow)
      case false?: break
      }
      guard isDirectory else {
        let content = FolderEntry.event(
          path, absolutePath: absolutePath, status: status, options: options)
        return FolderEntry(sortKey: nameBytes, content: content)
      }
      if options.followsSymbolicLinks, !visited.insert(status.identity).inserted {
        return skipped(SkipReason.folderReadBefore)
      }
      // What lies in a folder sorts by the slash that follows the folder's name.
      return FolderEntry(
        sortKey: nameBytes + [UInt8(ascii: "/")], content: .folder(path: path, name: name))
    } catch {
      return skipped(SkipReason.unreadable(error))
    }
  }
}
