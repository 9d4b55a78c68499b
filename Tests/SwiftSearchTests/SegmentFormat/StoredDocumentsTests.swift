import Foundation
import Testing

@testable import SwiftSearch

@Suite struct StoredDocumentsTests {
  private func document(_ random: inout SeededGenerator) -> StoredDocument {
    var corpus = RandomCorpus(seed: Int(random.integer(bits: 20)), wordCount: 100)
    let values: [FieldValue] = [
      .text(corpus.text(words: random.pick([0, 5, 400]))), .keyword(""), .keyword("東京\0"),
      .number(random.pick([0, -0.5, .infinity, 1e300])), .stored(corpus.word()),
      .date(Date(timeIntervalSince1970: Double(random.below(1 << 40)) / 1000)),
    ]
    let count = random.below(8)
    return StoredDocument(
      fields: (0..<count).map { _ in (UInt16(random.below(65536)), random.pick(values)) })
  }

  @Test(arguments: [0, 1, 2, 50, 300])
  func documentsAreFoundByTheirIDs(count: Int) throws {
    var random = SeededGenerator(seed: count)
    let documents = (0..<count).map { _ in document(&random) }
    var writer = StoredDocuments.Writer()
    var section: [UInt8] = []
    for document in documents { section += writer.append(document) ?? [] }
    section += writer.finish()
    let reader = try StoredDocuments(
      MappedBytes(section, section: "test"),
      index: StoredIndex(MappedBytes(writer.index(), section: "test")))
    #expect(reader.documentCount == count)
    for number in documents.indices.shuffled(using: &random).prefix(60) {
      #expect(try reader.document(number) == documents[number], "document \(number)")
    }
    for number in [-1, count, .max] {
      #expect(throws: FormatError.self) { try reader.document(number) }
    }
  }

  @Test func moreDocumentsThanBytesCanHoldThrow() {
    var index = ByteWriter()
    index.integer(UInt32(0))
    index.integer(UInt32(Int32.max))
    #expect(throws: FormatError.self) {
      try StoredDocuments(
        MappedBytes([1, 2, 3], section: "test"), index: StoredIndex(MappedBytes(index)))
    }
  }

  @Test func datesAreKeptToTheMillisecond() {
    for (seconds, milliseconds) in [
      (0, 0), (1.0004, 1000), (-1.5, -1500), (.nan, 0), (.infinity, 1 << 53), (-1e300, -1 << 53),
    ] as [(Double, Int64)] {
      let date = Date(timeIntervalSince1970: seconds)
      #expect(StoredDocument.milliseconds(date) == milliseconds, "\(seconds)")
    }
  }
}
