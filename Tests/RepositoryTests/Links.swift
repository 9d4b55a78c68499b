import Foundation

/// The links of Markdown pages that lead to other files of the repository.
enum Links {
  /// The links in `file` that lead nowhere.
  ///
  /// - Parameters:
  ///   - exists: whether a path from the root is a file or a folder.
  ///   - read: the text of a Markdown file, for the headings that a link names after `#`.
  static func broken(
    in file: RepositoryFile, exists: (String) -> Bool, read: (String) -> String?
  ) -> [String] {
    let text = withoutCode(file.text)
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    var found: [String] = []
    for match in text.matches(of: #/\]\(([^)\s]+)\)/#) {
      let link = String(match.1)
      if link.contains(#/^[a-z]+:/#) { continue }
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = parts[0].isEmpty ? file.path : normalized(folder + "/" + parts[0])
      let leads =
        exists(path)
        && (parts.count == 1 || headings(read(path) ?? "").contains(String(parts[1])))
      if !leads { found.append("\(file.path): \(link)") }
    }
    for match in text.matches(of: #/<doc:([\w-]+)>/#) where !exists("\(folder)/\(match.1).md") {
      found.append("\(file.path): doc:\(match.1)")
    }
    return found
  }

  /// The names by which a page's headings can be linked to, as hosts of Git repositories make
  /// them: lower case, spaces as hyphens, punctuation dropped.
  static func headings(_ text: String) -> Set<String> {
    var names: Set<String> = []
    for match in withoutCode(text, inline: false).matches(of: #/(?m)^#+ +(.+)$/#) {
      let kept = match.1.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
      var name = kept.trimmingCharacters(in: .whitespaces).replacing(" ", with: "-")
      var count = 0
      while !names.insert(name).inserted {
        count += 1
        name = "\(name)-\(count)"
      }
    }
    return names
  }

  private static func withoutCode(_ text: String, inline: Bool = true) -> String {
    let prose = text.replacing(#/(?ms)^```.*?^```/#, with: "")
    return inline ? prose.replacing(#/`[^`\n]*`/#, with: "") : prose
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
