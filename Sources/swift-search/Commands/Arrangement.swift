import SwiftSearch

/// The options of `swift-search query` about the order of the hits and about all of them together.
enum Arrangement {
  static let options: [Option] = [
    .valued("sort", "KEYS", "by fields, such as date:desc,size; _score is the score"),
    .valued("recency", "DATE", "halve the score by age: date:30d, with h, d, w or y (repeatable)"),
    .valued("collapse", "FIELD", "show the first hit of each value only, such as thread"),
    .valued("facet", "FACET", "count the hits by kind, date:month, size:0..9,10.. (repeatable)"),
    .valued("after", "CURSOR", "go on behind the hits of a page: 'next' in what --json wrote"),
  ]

  static let notes = [
    "--sort takes names of number, date and keyword fields, with commas between them. :asc (the",
    "default) or :desc may follow each, and then :first or :last (the default): where hits stand",
    "that have no value. Hits that are equal stand in the order in which they were added.",
    "--collapse shows hits without a value all; --json has in 'others' how many a hit stands for.",
    "--facet counts all documents that match: 'kind' or 'kind:20' the 10 or 20 most frequent",
    "values of a keyword or number field; 'date:year' (month, day) dates; 'size:0..9,10..' ranges,",
    "which are those of the query language: both ends belong to 0..9, [0 TO 9} is without the 9.",
    "--json has them in 'facets' (field, values (value, count), distinct, missing). Where hits are",
    "lines, the counts are on the standard error.",
  ]

  static func apply(
    _ arguments: ParsedArguments, to search: inout SearchOptions
  ) throws(CommandError) {
    for text in arguments.strings("recency") { search.decays.append(try recency(text)) }
    search.collapse = arguments.string("collapse")
    search.after = arguments.string("after").map { SearchCursor($0) }
    for text in arguments.strings("facet") {
      guard let facet = Facet(written: text) else {
        throw CommandError(
          "--facet does not take '\(text)'",
          advice: "give it a field, as in kind, date:month or size:0..999,1000..")
      }
      search.facets.append(facet)
    }
    for text in arguments.strings("sort") { search.sort += try keys(text) }
  }

  /// Reads `date:30d`.
  private static func recency(_ text: String) throws(CommandError) -> ScoreDecay {
    let hours: [Substring: Double] = ["h": 1, "d": 24, "w": 168, "y": 8766]
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1, let time = parts.last, let unit = hours[time.suffix(1)],
      let count = Double(time.dropLast()), count > 0, count <= 1_000_000
    else {
      throw CommandError(
        "--recency does not take '\(text)'",
        advice: "give it a field and after how long half of the score is left: date:30d")
    }
    return ScoreDecay(
      parts.dropLast().joined(separator: ":"), halfLife: count * unit * 3600)
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
