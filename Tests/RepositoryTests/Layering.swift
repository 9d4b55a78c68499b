/// The rule about the folders of the library: a file may name a type that is declared in its own
/// folder or in one listed before it.
enum Layering {
  /// The folders in the order in which they may know of one another; the last is the root of the
  /// library's sources. The source map and CONTRIBUTING.md tell the same order.
  static let layers = [
    "Bytes", "Text", "Analysis", "SegmentFormat", "SegmentReading", "Merging", "Indexing",
    "Checking", "Query", "Scoring", "Matching", "Results", "",
  ]

  /// What breaks the rule in `files`, whose paths begin at the library's own folder.
  ///
  /// The check reads names, so it sees top-level types and not free functions or members.
  static func violations(in files: [RepositoryFile]) -> [String] {
    let sources = files.map {
      (file: $0, folder: folder(of: $0), code: SwiftCode.stripped($0.text))
    }
    var owner: [Substring: String] = [:]
    for source in sources {
      for name in declaredTypes(in: source.code) { owner[name] = source.folder }
    }
    var found: [String] = []
    for source in sources {
      guard let rank = layers.firstIndex(of: source.folder) else {
        found.append("\(source.file.path): \(source.folder) is not a layer")
        continue
      }
      for word in Set(source.code.matches(of: #/\b[A-Z]\w*/#).map(\.output)).sorted() {
        guard let folder = owner[word], let other = layers.firstIndex(of: folder) else { continue }
        if other > rank {
          found.append("\(source.file.path) names \(word) of \(folder.isEmpty ? "root" : folder)")
        }
      }
    }
    return found
  }

  private static func folder(of file: RepositoryFile) -> String {
    let parts = file.path.split(separator: "/")
    return parts.count > 1 ? String(parts[0]) : ""
  }

  /// The names of the types that a file declares for others: top level, and not private to it.
  private static func declaredTypes(in code: String) -> [Substring] {
    let declaration =
      #/(?m)^((?:@?\w+(?:\([^)]*\))? )*)(?:struct|class|enum|protocol|actor|typealias) (\w+)/#
    return code.matches(of: declaration).compactMap { match in
      match.1.contains("private") ? nil : match.2
    }
  }
}
