@testable import SwiftSearch

/// Files of rules, and dates.
enum FuzzedPatterns {
  /// The bytes up to the first zero are rules, the others a path; all of them may be a date.
  static func run(_ input: [UInt8]) -> String? {
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: "/")).map(Array.init) : []
    var rules = Gitignore()
    rules.add(Array(parts[0]), depth: 0)
    for isDirectory in [true, false] { _ = rules.excludes(path, isDirectory: isDirectory) }
    if let name = path.first {
      let pattern = Array(parts[0])
      let isPlain = !pattern.contains { "*?[\\".utf8.contains($0) }
      var steps = 1 << 20
      let isMatch = Wildcard.matches(pattern, name, steps: &steps)
      guard !isPlain || isMatch == (pattern == name) else {
        return "plain names match as they stand"
      }
    }
    let text = String(repairing: input.span)
    _ = ISODate.date(from: text)
    _ = DateRange.milliseconds(text)
    return nil
  }
}
