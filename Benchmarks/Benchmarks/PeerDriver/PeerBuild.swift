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
        memoryBudget: arguments.memoryBudget, threadCount: arguments.threads,
        analysis: arguments.analysis, storesText: false))
    let input = JSONDocuments()
    let byteCount = pieceByteCount(of: input)
    try writer.add {
      try input.next(byteCount: byteCount)
    } making: { block, add in
      try JSONDocuments.read(block) { try add(indexed($0)) }
    }
    try writer.commit()
    let statistics = try SearchIndex(directory: arguments.index).statistics
    print("{\"docs\": \(statistics.documentCount), \"segments\": \(statistics.segmentCount)}")
  }

  /// Several threads make a segment of each piece.
  private func pieceByteCount(of input: JSONDocuments) -> Int {
    guard arguments.threads > 1 else { return 4 << 20 }
    let share = input.byteCount.map { $0 / (2 * arguments.threads) + 1 } ?? .max
    return min(max(share, 4 << 20), arguments.memoryBudget / (4 * arguments.threads))
  }

  private func indexed(_ document: Document) -> Document {
    var fields: [Document.Field] = []
    for field in document.fields {
      switch (field.name, field.value) {
      case ("title", .text(let title)):
        fields.append(.init("title", .stored(title)))
        if arguments.hasColumns { fields.append(.init("initial", .keyword(Self.initial(title)))) }
      case ("text", .text(let text)):
        fields.append(field)
        guard arguments.hasColumns else { continue }
        fields.append(.init("size", .number(Double(text.utf16.count))))
      default: break
      }
    }
    return Document(key: document.key, fields: fields)
  }

  /// The letter or digit of ASCII that a title begins with, or else `other`.
  private static func initial(_ title: String) -> String {
    guard let first = title.utf8.first else { return "other" }
    switch first | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return String(UnicodeScalar(first | 0x20))
    default: return "other"
    }
  }
}
