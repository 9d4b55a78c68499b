import SwiftSearch

/// The options of `swift-search query` about the order of the hits and about all of them together.
enum Arrangement {
  static let options: [Option] = [
    .valued("sort", "KEYS", "by fields, such as date:desc,size; _score is the score"),
    .valued("after", "CURSOR", "go on behind the hits of a page: 'next' in what --json wrote"),
  ]

  static let notes = [
    "--sort takes names of number, date and keyword fields, with commas between them. :asc (the",
    "default) or :desc may follow each, and then :first or :last (the default): where hits stand",
    "that have no value. Hits that are equal stand in the order in which they were added.",
  ]

  static func apply(
    _ arguments: ParsedArguments, to search: inout SearchOptions
  ) throws(CommandError) {
    search.after = arguments.string("after").map { SearchCursor($0) }
    for text in arguments.strings("sort") { search.sort += try keys(text) }
  }

  private static func keys(_ text: String) throws(CommandError) -> [SortKey] {
    var keys: [SortKey] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let key = SortKey(written: String(part)) else {
        throw CommandError(
          "--sort does not take '\(text)'", advice: "give it names of fields: date:desc,size")
      }
      keys.append(key)
    }
    return keys
  }
}
