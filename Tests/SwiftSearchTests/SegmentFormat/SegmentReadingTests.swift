import Foundation
import Testing

@testable import SwiftSearch

/// The readers of a segment find in it exactly what was added.
@Suite struct SegmentReadingTests {
  @Test func everyTermHasItsPostings() throws {
    let directory = try TemporaryDirectory()
    let model = try SegmentCorpus.make(in: directory.path)
    let snapshot = try #require(try IndexSnapshot.newest(in: IndexDirectory(directory.path)))
    for (segment, reader) in zip(model.segments, snapshot.segments) {
      let expected = model.terms(segment)
      var count = 0
      for field in reader.information.fields where field.type.hasTerms {
        let fieldReader = try #require(reader.field(field.number))
        let start: [UInt8] = []
        var terms = try fieldReader.terms(from: start.span)
        while let entry = try terms.next() {
          count += 1
          let key = IndexModel.TermKey(field: field.name, term: terms.term)
          #expect(try postings(of: entry, in: fieldReader) == expected[key])
          #expect(try fieldReader.entry(for: terms.term.span) == entry)
        }
      }
      #expect(count == expected.count)
    }
    #expect(snapshot.segments.count == model.segments.count - 1)
  }

  private func postings(
    of entry: TermEntry, in field: FieldReader
  ) throws -> [IndexModel.Posting] {
    var postings: [IndexModel.Posting] = []
    let cursor = try field.postings(of: entry)
    var positions: [UInt32] = []
    var next = try cursor.advance(to: 0)
    while let document = next {
      if field.hasPositions { try cursor.positions(into: &positions) }
      postings.append(
        IndexModel.Posting(
          document: Int(document), frequency: field.hasPositions ? positions.count : nil,
          positions: field.hasPositions ? positions.map { Int($0) } : nil))
      next = try cursor.advance(to: document + 1)
    }
    return postings
  }

  /// A text field whose values are all empty has a record and all its sections.
  @Test func anEmptyTextFieldHasItsSections() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path, options: WriterOptions())
    for key in ["a", "b"] { try writer.add(Document(key: key, fields: [.init("t", .text("–"))])) }
    try writer.commit()
    let snapshot = try #require(try IndexSnapshot.newest(in: IndexDirectory(directory.path)))
    let segment = snapshot.segments[0]
    let record = try #require(segment.information.fields.last)
    #expect(record.name == "t" && record.documentCount == 0 && record.termCount == 0)
    let counts = try [SectionKind.termIndex, .termDictionary, .postings, .positions, .norms].map {
      try segment.file.requiredSection($0, field: record.number).count
    }
    #expect(counts == [16, 0, 0, 0, 2])
    let start: [UInt8] = []
    var terms = try #require(try segment.field(record.number)?.terms(from: start.span))
    #expect(try terms.next() == nil)
    if PythonReader.isAvailable {
      #expect(try PythonReader.read(directory.path, "terms").status == 0)
      #expect(try PythonReader.read(directory.path, "documents").status == 0)
    }
  }

  @Test func totalsOfAnIndexAreTheSumsOfItsSegments() throws {
    let directory = try TemporaryDirectory()
    let makeID = SegmentNumbers.fromOne()
    for number in 0..<3 {
      // Opened anew each time: the totals must not count what is there already.
      let writer = try IndexWriter(
        IndexDirectory(directory.path), options: WriterOptions(), makeID: makeID)
      try writer.add(Document(key: "\(number)", fields: [.init("text", .text("three ants here"))]))
      try writer.commit()
    }
    let snapshot = try #require(try IndexSnapshot.newest(in: IndexDirectory(directory.path)))
    let text = try #require(snapshot.field(named: "text"))
    #expect(text.documentCount == 3)
    #expect(text.totalLength == 9)
    #expect(snapshot.segments.map { $0.information.fields.last?.totalLength } == [3, 3, 3])
  }
}
