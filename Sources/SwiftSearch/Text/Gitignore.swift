/// The `.gitignore` files that hold for a directory, from the top of the repository downwards.
struct Gitignore {
  private struct File {
    /// How many components its directory has, counted from the top.
    var depth: Int
    var patterns: [GitignorePattern]
  }

  private var files: [File] = []

  /// How many steps the rules may take for one path: some milliseconds, a hundred times as many as
  /// the longest files of rules in use.
  private static let stepLimit = 1 << 21

  /// Adds the patterns of a file whose directory is `depth` components below the top.
  mutating func add(_ content: [UInt8], depth: Int) {
    var content = content[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    let patterns = content.split(separator: UInt8(ascii: "\n"))
      .compactMap(GitignorePattern.init(line:))
    if !patterns.isEmpty { files.append(File(depth: depth, patterns: patterns)) }
  }

  /// Forgets the files of directories `depth` or more components below the top.
  mutating func removeFiles(fromDepth depth: Int) {
    while let last = files.last, last.depth >= depth { files.removeLast() }
  }

  /// Whether the path made of `components`, counted from the top, is left out. The caller asks for
  /// every directory on the way first, since nothing in a directory that is left out comes back.
  ///
  /// - Returns: `nil` when it would take too long to find out.
  func excludes(_ components: [[UInt8]], isDirectory: Bool) -> Bool? {
    var steps = Self.stepLimit
    // The last pattern that matches decides, and deeper files come later.
    for file in files.reversed() where file.depth < components.count {
      let relative = components[file.depth...]
      for pattern in file.patterns.reversed() {
        let isMatch = pattern.matches(relative, isDirectory: isDirectory, steps: &steps)
        if steps < 0 { return nil }
        if isMatch { return !pattern.isNegated }
      }
    }
    return false
  }
}
