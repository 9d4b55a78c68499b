#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The lines of a file of topics, or of the standard input as they come.
struct TopicLines {
  /// The lines still to come, last first; `nil` reads the standard input.
  private var remaining: [String]?

  init(file: String) throws(CommandError) {
    guard file != "-" else { return }
    guard let data = try? Data(contentsOf: URL(filePath: file)) else {
      throw CommandError("cannot read '\(file)'", advice: "check that it exists and is readable")
    }
    remaining = data.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).reversed().map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  mutating func next() -> String? {
    let line = remaining == nil ? readLine() : remaining?.popLast()
    guard let line, line.hasSuffix("\r") else { return line }
    return String(line.dropLast())
  }
}
