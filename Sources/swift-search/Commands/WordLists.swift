import SwiftSearch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files of words that a user keeps for queries.
enum WordLists {
  /// The words of a file, one a line, in lower case; lines that begin with `#` are remarks.
  static func words(in file: String) throws(CommandError) -> [String] {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw CommandError("cannot read '\(file)'", advice: "name a text file in UTF-8")
    }
    return text.split(whereSeparator: \.isNewline).map { trimmed($0) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  /// For each word of a line, the others of that line.
  static func groups(in file: String) throws(CommandError) -> [String: [String]] {
    var groups: [String: [String]] = [:]
    for line in try words(in: file) {
      let words = line.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
      for word in words { groups[word, default: []] += words.filter { $0 != word } }
    }
    return groups
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { start[...$0].lowercased() } ?? ""
  }
}
