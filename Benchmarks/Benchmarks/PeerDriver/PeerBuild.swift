@_spi(Benchmarks) import SwiftSearch

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
    try JSONDocuments().read { document in
      var fields: [Document.Field] = []
      for field in document.fields {
        switch (field.name, field.value) {
        case ("title", .text(let title)): fields.append(.init("title", .stored(title)))
        case ("text", .text): fields.append(field)
        default: break
        }
      }
      try writer.add(Document(key: document.key, fields: fields))
    }
    try writer.commit()
    let statistics = try SearchIndex(directory: arguments.index).statistics
    print("{\"docs\": \(statistics.documentCount), \"segments\": \(statistics.segmentCount)}")
  }
}
