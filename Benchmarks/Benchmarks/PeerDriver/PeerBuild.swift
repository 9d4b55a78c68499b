import SwiftSearch

/// Makes an index of the documents on standard input.
struct PeerBuild {
  private let arguments: PeerArguments

  init(_ arguments: PeerArguments) { self.arguments = arguments }

  /// Indexes `text` and stores `id` and `title`; then says how many segments there are.
  func run() throws {
    let writer = try IndexWriter(
      directory: arguments.index,
      options: WriterOptions(
        memoryBudget: arguments.memoryBudget, analysis: arguments.analysis, storesText: false))
    while let line = readLine() {
      guard !line.isEmpty else { continue }
      let record = try PeerRecord(line: line)
      try writer.add(
        Document(
          key: record.id,
          fields: [.init("title", .stored(record.title)), .init("text", .text(record.text))]))
    }
    try writer.commit()
    let statistics = try SearchIndex(directory: arguments.index).statistics
    print("{\"docs\": \(statistics.documentCount), \"segments\": \(statistics.segmentCount)}")
  }
}
