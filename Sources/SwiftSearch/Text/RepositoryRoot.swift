/// Finds the git repository that a folder lies in.
enum RepositoryRoot {
  /// The names of the folders from the top of the repository down to `folder`, and the rules of the
  /// `.gitignore` files above it; nothing if it lies in no repository or is the top of one, except
  /// for the repository's own `info/exclude`.
  static func gitignore(above folder: String) -> (components: [[UInt8]], rules: Gitignore) {
    let names = folder.split(separator: "/").map(String.init)
    var rules = Gitignore()
    for count in stride(from: names.count, through: 0, by: -1) {
      let top = "/" + names[..<count].joined(separator: "/")
      guard (try? FileStatus(path: top + "/.git", followsLinks: true)) != nil else { continue }
      if let content = WholeFile.content(ofRuleFile: top + "/.git/info/exclude") {
        rules.add(content, depth: 0)
      }
      var path = top
      for (depth, name) in names[count...].enumerated() {
        if let content = WholeFile.content(ofRuleFile: path + "/.gitignore") {
          rules.add(content, depth: depth)
        }
        path += "/" + name
      }
      return (names[count...].map { Array($0.utf8) }, rules)
    }
    return ([], rules)
  }
}
