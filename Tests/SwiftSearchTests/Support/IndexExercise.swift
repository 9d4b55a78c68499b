@testable import SwiftSearch

/// Reads everything that an index has, in every way there is.
enum IndexExercise {
  private static let queries: [Query] = {
    let typed = [
      "+co -lo ny", "\"co lo\"", "人", "\"人工 co\"", "-co", "+(co 人工) +n:3 date:2024",
    ]
    return typed.compactMap { try? Query(parsing: $0) } + [
      .text("tag 0", field: "tag")
    ]
  }()

  /// How many parts ``ask(_:part:)`` has.
  private static let partCount = queries.count + 4

  /// Asks as a program does that embeds the library.
  ///
  /// - Parameter part: which question to ask, by any number; all of them without one.
  static func ask(_ files: IndexDirectory, part: Int? = nil) throws(IndexError) -> Int {
    let index = try SearchIndex(files)
    var found = 0
    for number in 0..<partCount where part.map({ $0 % partCount == number }) ?? true {
      switch number - queries.count {
      case 0: found += try askInOrder(index)
      case 1: found += try index.document(key: "0-1") == nil ? 0 : 1
      case 2: found += try index.suggestion(for: "colonx nyx") == nil ? 0 : 1
      case 3:
        found += try index.completions(of: "co").count + index.completions(of: "人工").count
      default:
        found += try index.search(
          queries[number], options: SearchOptions(limit: 1, snippetLength: 40)
        ).total.value
      }
    }
    return found
  }

  private static func askInOrder(_ index: SearchIndex) throws(IndexError) -> Int {
    let arranged = SearchOptions(
      limit: 2, snippetCount: 0, sort: [.ascending("tag"), .descending("date"), .score],
      collapse: "n", facets: [.values("tag"), .values("id", limit: 2), .dates("date", by: .day)],
      decays: [ScoreDecay("n", halfLife: 3)])
    let page = try index.search(queries[4], options: arranged)
    var second = arranged
    second.after = page.next
    return try page.total.value + index.search(queries[0], options: second).total.value
  }

  /// Changes the index as an update does.
  static func update(_ files: IndexDirectory) throws(IndexError) {
    let writer = try IndexWriter(files)
    try writer.delete(key: "1-11")
    try writer.add(
      Document(key: "0-2", fields: [.init("text", .text("co lo")), .init("new", .number(1))]))
    try writer.withState { _ = try $0.sources }
    try writer.commit()
  }

  /// Decodes every byte of every section.
  static func readAll(_ files: IndexDirectory) throws -> Int {
    guard let snapshot = try IndexSnapshot.newest(in: files) else { return 0 }
    _ = try CommitReader.sources(of: snapshot.manifest, in: files)
    var count = 0
    for segment in snapshot.segments {
      for field in segment.information.fields {
        if let reader = segment.field(field.number) { count += try readTerms(reader) }
        if let column = segment.column(field.number) {
          for document in 0..<min(segment.documentCount, 1000) {
            count += try column.value(of: document) == nil ? 0 : 1
          }
        }
      }
      // Each one decompresses its block anew.
      for document in stride(from: 0, to: min(segment.documentCount, 1000), by: 97) {
        count += try segment.storedDocument(document).fields.count
      }
      // Finding an order takes longer than all else, so it is done for some of the damages.
      guard segment.documentCount < 1000, count % 16 == 0 else { continue }
      count += try DocumentOrder.bisecting(segment, memoryBudget: 1 << 20)?.count ?? 0
    }
    return count
  }

  private static func readTerms(_ reader: FieldReader) throws -> Int {
    var count = 0
    let first: [UInt8] = []
    var iterator = try reader.terms(from: first.span)
    var positions: [UInt32] = []
    while let entry = try iterator.next() {
      let cursor = try reader.postings(of: entry)
      var document = try cursor.advance(to: 0)
      while let current = document {
        try cursor.loadFrequencies()
        try cursor.positions(into: &positions)
        count += positions.count + 1
        document = try cursor.advance(to: current + 1)
      }
    }
    return count
  }
}
