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
    _ text: String, limit: Int, countsExactly: Bool = false
  ) throws -> (documents: RankedDocuments, nanoseconds: Int64) {
    let options = SearchOptions(
      limit: limit, countsExactly: countsExactly, snippetCount: 0, relaxes: false,
      threadLimit: threadLimit)
    let start = clock.now
    let ranked = try index.rank(try Query(parsing: text), options: options)
    return (ranked, nanoseconds(since: start))
  }

  private func nanoseconds(since start: ContinuousClock.Instant) -> Int64 {
    let (seconds, attoseconds) = start.duration(to: clock.now).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
