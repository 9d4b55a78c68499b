import SwiftSearch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Answers queries from standard input, a line each.
struct PeerServer {
  private enum Command: String {
    case count = "COUNT"
    case top10 = "TOP_10"
    case top100 = "TOP_100"
    case top10Count = "TOP_10_COUNT"
    case top10Documents = "TOP_10_DOCS"
    case sort10 = "SORT_10"
    case facets = "FACETS"
  }

  private let index: SearchIndex
  private let threadLimit: Int
  private let clock = ContinuousClock()

  init(_ arguments: PeerArguments) throws {
    index = try SearchIndex(directory: arguments.index)
    threadLimit = arguments.threads
  }

  func run() throws {
    while let line = readLine() {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let command = Command(rawValue: String(parts[0])) {
        print(try answer(command, String(parts[1])) ?? "UNSUPPORTED\t0")
      } else {
        print("UNSUPPORTED\t0")
      }
      // Every stream, since the variable of the standard output is not safe to name.
      fflush(nil)
    }
  }

  /// - Returns: `nil` when the query cannot be understood.
  private func answer(_ command: Command, _ text: String) throws -> String? {
    do {
      return try understood(command, text)
    } catch is QuerySyntaxError {
      return nil
    }
  }

  private func understood(_ command: Command, _ text: String) throws -> String {
    switch command {
    case .count:
      let (ranked, nanoseconds) = try rank(text, limit: 0)
      return "\(ranked.total.value)\t\(nanoseconds)"
    case .top10: return "1\t\(try rank(text, limit: 10).nanoseconds)"
    case .top100: return "1\t\(try rank(text, limit: 100).nanoseconds)"
    case .top10Count:
      let (ranked, nanoseconds) = try rank(text, limit: 10, countsExactly: true)
      return "\(ranked.total.value)\t\(nanoseconds)"
    case .sort10:
      let (ranked, nanoseconds) = try rank(text, limit: 10, sort: [.descending("size")])
      return "\(ranked.total.value)\t\(nanoseconds)"
    case .facets: return try countFacets(text)
    case .top10Documents:
      let (ranked, nanoseconds) = try rank(text, limit: 10)
      var documents: [String] = []
      for (place, element) in ranked.elements.enumerated() {
        documents.append("\(try ranked.document(at: place).key):\(element.score)")
      }
      return "1\t\(nanoseconds)\t\(documents.joined(separator: " "))"
    }
  }

  private func rank(
    _ text: String, limit: Int, countsExactly: Bool = false, sort: [SortKey] = []
  ) throws -> (documents: RankedDocuments, nanoseconds: Int64) {
    let options = SearchOptions(
      limit: limit, countsExactly: countsExactly, snippetCount: 0, relaxes: false,
      threadLimit: threadLimit, sort: sort)
    let start = clock.now
    let ranked = try index.rank(try Query(parsing: text), options: options)
    return (ranked, nanoseconds(since: start))
  }

  /// Counts the values of all matches, and checks afterwards that none was lost.
  private func countFacets(_ text: String) throws -> String {
    let options = SearchOptions(
      limit: 0, snippetCount: 0, relaxes: false, threadLimit: threadLimit,
      facets: [.values("initial", limit: 100)])
    let start = clock.now
    let results = try index.search(try Query(parsing: text), options: options)
    let nanoseconds = nanoseconds(since: start)
    let sum = results.facets.reduce(0) { $0 + $1.counts.reduce(0) { $0 + $1.count } }
    guard sum == results.total.value else { throw PeerError("facets count \(sum) documents") }
    return "\(sum)\t\(nanoseconds)"
  }

  private func nanoseconds(since start: ContinuousClock.Instant) -> Int64 {
    let (seconds, attoseconds) = start.duration(to: clock.now).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
