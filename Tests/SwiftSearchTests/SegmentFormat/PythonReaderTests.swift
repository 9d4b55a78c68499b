import Foundation
import Testing

@testable import SwiftSearch

/// An independent reader finds in an index exactly what was added to it.
@Suite(.enabled(if: PythonReader.isAvailable, "python3 is not installed"))
struct PythonReaderTests {
  @Test func everythingAddedIsRead() throws {
    let directory = try TemporaryDirectory()
    let model = try SegmentCorpus.make(in: directory.path)
    try compareTerms(model, directory.path)
    try compareDocuments(model, directory.path)
  }

  @Test func anyDamageIsNoticed() throws {
    let directory = try TemporaryDirectory()
    var model = IndexModel()
    let writer = try IndexWriter(IndexDirectory(directory.path)) { 7 }
    for number in 0..<3 {
      try model.add(
        Document(key: "\(number)", fields: [.init("text", .text("ants \(number)"))]), to: writer)
    }
    try model.delete("1", from: writer)
    try writer.commit()
    #expect(try PythonReader.read(directory.path, "terms").status == 0)
    let names = ["1.commit", "0000000000000007.segment", "0000000000000007-1.deletions"]
    for name in names {
      let url = URL(filePath: directory.path + "/" + name)
      let whole = try Data(contentsOf: url)
      for offset in [8, 30, 33, whole.count / 2, whole.count - 40, whole.count - 1] {
        var damaged = whole
        damaged[offset] ^= 4
        try damaged.write(to: url)
        #expect(try PythonReader.read(directory.path, "terms").status == 2, "\(name) \(offset)")
      }
      try whole.dropLast().write(to: url)
      #expect(try PythonReader.read(directory.path, "terms").status == 2)
      try whole.write(to: url)
    }
  }

  private func compareTerms(_ model: IndexModel, _ directory: String) throws {
    let output = try PythonReader.read(directory, "terms")
    #expect(output.status == 0, "\(output.message)")
    let lines = try output.lines.map { try JSONDecoder().decode(TermLine.self, from: $0) }
    let fields = ["id", "text", "tag", "size", "ratio", "date", "note", "title"]
    let order = lines.map { line in
      Array("\(line.segment)\(fields.firstIndex(of: line.field) ?? 9)".utf8) + line.bytes
    }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(lines.contains { $0.termHex != nil })
    for (number, segment) in model.segments.dropLast().enumerated() {
      let own = lines.filter { $0.segment == Manifest.hexadecimal(UInt64(number + 1)) }
      let expected = model.terms(segment)
      #expect(own.count == expected.count)
      for line in own {
        let key = IndexModel.TermKey(field: line.field, term: line.bytes)
        let postings = line.postings.map {
          IndexModel.Posting(
            document: $0.document, frequency: $0.frequency, positions: $0.positions)
        }
        #expect(line.documentFrequency == postings.count)
        #expect(expected[key] == postings, "\(line.field) \(line.term ?? "?")")
      }
    }
  }

  private func compareDocuments(_ model: IndexModel, _ directory: String) throws {
    let output = try PythonReader.read(directory, "documents")
    #expect(output.status == 0, "\(output.message)")
    var lines = try output.lines.map { try JSONDecoder().decode(DocumentLine.self, from: $0) }[...]
    for (number, segment) in model.segments.dropLast().enumerated() {
      let norms = model.norms(segment)
      for (index, document) in segment.documents.enumerated() {
        let next = lines.popFirst()
        let line = try #require(next)
        #expect(line.segment == Manifest.hexadecimal(UInt64(number + 1)))
        #expect(line.document == index)
        #expect(line.deleted == segment.deleted.contains(index))
        #expect(line.columns == model.columns(document), "\(document.key)")
        #expect(line.fields.map { Value($0) } == IndexModel.values(document).map { Value($0) })
        #expect(line.norms == norms[index])
      }
    }
    #expect(lines.isEmpty)
  }

  /// A value as both sides can be compared.
  private struct Value: Equatable {
    var name: String
    var type: String
    var text: String?
    var number: Double?

    init(_ line: DocumentLine.Field) {
      (name, type, text, number) = (line.name, line.type, line.text, line.number)
    }

    init(_ field: Document.Field) {
      name = field.name
      switch field.value {
      case .text(let text): (type, self.text) = ("text", text)
      case .keyword(let text): (type, self.text) = ("keyword", text)
      case .stored(let text): (type, self.text) = ("stored", text)
      case .number(let number): (type, self.number) = ("number", number)
      case .date(let date):
        (type, number) = ("date", Double(StoredDocument.milliseconds(date)))
      }
    }
  }
}
