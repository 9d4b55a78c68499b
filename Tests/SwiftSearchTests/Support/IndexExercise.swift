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

  /// Asks as a program does that embeds the library.
  static func ask(_ path: String) throws(IndexError) -> Int {
    let index = try SearchIndex(directory: path)
    var found = 0
    for query in queries {
      found += try index.search(query, options: SearchOptions(limit: 1, snippetLength: 40)).total
        .value
    }
    let arranged = SearchOptions(
      limit: 2, snippetCount: 0, sort: [.ascending("tag"), .descending("date"), .score],
      collapse: "n", facets: [.values("tag"), .values("id", limit: 2), .dates("date", by: .day)],
      decays: [ScoreDecay("n", halfLife: 3)])
    let page = try index.search(queries[4], options: arranged)
    found += page.total.value
    var second = arranged
    second.after = page.next
    found += try index.search(queries[0], options: second).total.value
    _ = try index.document(key: "0-1")
    _ = try index.suggestion(for: "colonx nyx")
    found += try index.completions(of: "co").count + index.completions(of: "人工").count
    return found
  }

  /// Changes the index as an update does.
  static func update(_ path: String) throws(IndexError) {
    let writer = try IndexWriter(directory: path)
    try writer.delete(key: "1-11")
    try writer.add(
      Document(key: "0-2", fields: [.init("text", .text("co lo")), .init("new", .number(1))]))
    try writer.withState { _ = try $0.sources }
    try writer.commit()
  }

  /// Decodes every byte of every section.
  static func readAll(_ path: String) throws -> Int {
    guard let snapshot = try IndexSnapshot.newest(in: IndexDirectory(path)) else { return 0 }
    _ = try CommitReader.sources(of: snapshot.manifest, in: IndexDirectory(path))
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
