import Testing

@testable import SwiftSearch

@Suite struct LateFieldsTests {
  /// A field takes a byte of each document of its segment, so that names that come late would
  /// multiply the memory.
  @Test func namesThatComeLateBeginASegment() throws {
    let directory = try TemporaryDirectory()
    let ids = IncreasingIDs()
    let source = SegmentSource(
      directory: IndexDirectory(directory.path), analyzer: TextAnalyzer(),
      storesText: true, memoryBudget: 8 << 20, makeID: { ids.next() })
    var collector = SegmentCollector(source, schema: Schema())
    for number in 0..<20_000 { try collector.add(Document(key: "\(number)")) }
    let isWritten = collector.hasSegments
    #expect(!isWritten)
    for number in 0..<4 {
      var document = Document(key: "late \(number)")
      document.fields = (0..<200).map { .init("f\(number).\($0)", .text("word")) }
      try collector.add(document)
    }
    try collector.flush()
    let segments = collector.takeSegments().map(\.record)
    #expect(segments.map(\.documentCount) == [20_000, 4])
  }
}
