import Foundation
import Testing

@testable import SwiftSearch

/// What merging makes of segments is, byte for byte, what one segment of the same documents is.
@Suite struct SegmentMergerTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func writer(_ name: String) throws -> IndexWriter {
    var options = WriterOptions()
    options.mergePolicy = nil
    return try IndexWriter(directory: directory.path + "/" + name, options: options)
  }

  private func segments(_ name: String) throws -> [SegmentReader] {
    try SearchIndex(directory: directory.path + "/" + name).current.segments
  }

  /// The bytes of all sections whose form does not depend on how the segment was made.
  private func sections(_ segment: SegmentReader) throws -> [String: [UInt8]] {
    var sections: [String: [UInt8]] = [:]
    for entry in segment.file.table.entries {
      let kind = try #require(SectionKind(rawValue: entry.kind))
      guard kind != .storedDocuments, kind != .storedIndex else { continue }
      let bytes = try segment.file.requiredSection(kind, field: entry.field)
      sections["\(kind) \(entry.field)"] = bytes.bytes()
    }
    return sections
  }

  private func stored(_ segment: SegmentReader) throws -> [StoredDocument] {
    try (0..<segment.documentCount).map { try segment.storedDocument($0) }
  }

  private func expectEqual(_ left: SegmentReader, _ right: SegmentReader, _ seed: Int) throws {
    #expect(try stored(left) == stored(right), "seed \(seed)")
    let (one, other) = (try sections(left), try sections(right))
    #expect(one.keys.sorted() == other.keys.sorted(), "seed \(seed)")
    for (name, bytes) in one { #expect(bytes == other[name], "seed \(seed), \(name)") }
  }

  @Test(arguments: 0..<12)
  func segmentsBecomeTheSegmentOfAllDocuments(seed: Int) throws {
    var corpus = RandomCorpus(seed: seed, wordCount: 4 << seed)
    let parts = try writer("parts")
    let whole = try writer("whole")
    for segment in 0..<(2 + seed % 5) {
      for number in 0..<(1 + corpus.random.below(seed < 4 ? 20 : 400)) {
        let document = corpus.document(key: "\(segment) \(number)", words: 12)
        try parts.add(document)
        try whole.add(document)
      }
      try parts.withState { try $0.flush() }
    }
    try parts.commit()
    try whole.commit()
    #expect(try segments("parts").count > 1)
    try parts.optimize()
    #expect(try segments("parts").count == 1)
    try expectEqual(segments("parts")[0], segments("whole")[0], seed)
  }

  /// Without the segment information: lengths of deleted documents are known as norms only.
  @Test(arguments: 0..<12)
  func deletedDocumentsLeaveNoTrace(seed: Int) throws {
    var corpus = RandomCorpus(seed: 100 + seed, wordCount: 4 << seed)
    let parts = try writer("parts")
    let whole = try writer("whole")
    var live: [String: Document] = [:]
    var order: [String] = []
    for _ in 0..<(2 + seed % 4) {
      for _ in 0..<(1 + corpus.random.below(300)) {
        let document = corpus.document(key: "\(corpus.random.below(500))", words: 8)
        try parts.add(document)
        order.removeAll { $0 == document.key }
        order.append(document.key)
        live[document.key] = document
        if corpus.random.oneIn(7), let key = order.randomElement(using: &corpus.random) {
          try parts.delete(key: key)
          order.removeAll { $0 == key }
        }
      }
      try parts.commit()
    }
    for key in order { try whole.add(try #require(live[key])) }
    try whole.commit()
    try parts.optimize()
    let (merged, fresh) = (try segments("parts")[0], try segments("whole")[0])
    #expect(merged.deletions == nil)
    #expect(try stored(merged).map(\.key) == stored(fresh).map(\.key), "seed \(seed)")
    try expectSameAnswers("parts", "whole", &corpus, seed)
  }

  /// The numbers of fields differ where a deleted document had one first, so answers are compared.
  private func expectSameAnswers(
    _ left: String, _ right: String, _ corpus: inout RandomCorpus, _ seed: Int
  ) throws {
    let one = try SearchIndex(directory: directory.path + "/" + left)
    let other = try SearchIndex(directory: directory.path + "/" + right)
    for _ in 0..<40 {
      let query = corpus.query()
      #expect(try one.count(query) == other.count(query), "seed \(seed), \(query)")
    }
  }

  @Test(arguments: 0..<8)
  func anotherOrderKeepsEveryDocumentWhole(seed: Int) throws {
    var corpus = RandomCorpus(seed: 200 + seed, wordCount: 8 << seed)
    let first = try writer("first")
    let second = try writer("second")
    let documents = (0..<(1 + corpus.random.below(500))).map {
      corpus.document(key: "\($0)", words: 10)
    }
    let order = documents.indices.shuffled(using: &corpus.random).map { UInt32($0) }
    // The same names of fields in the same order.
    let names = corpus.document(key: "names", words: 1)
    for document in [names] + documents { try first.add(document) }
    for document in [names] + order.map({ documents[Int($0)] }) { try second.add(document) }
    try first.commit()
    try second.commit()
    try first.withState { state in
      try state.rewriteAll(until: nil, order: [0] + order.map { $0 + 1 }) { _ in }
      try state.commit()
    }
    let (left, right) = (try segments("first")[0], try segments("second")[0])
    #expect(try stored(left).map(\.key) == stored(right).map(\.key))
    try expectSameAnswers("first", "second", &corpus, seed)
    for field in left.information.fields where field.type.hasPositions {
      let other = right.information.fields.first { $0.name == field.name }
      guard let other, other.number == field.number else { continue }
      for kind in [SectionKind.postings, .positions, .norms, .termDictionary] {
        let one = try left.file.requiredSection(kind, field: field.number).bytes()
        let two = try right.file.requiredSection(kind, field: field.number).bytes()
        #expect(one == two, "seed \(seed), \(kind) of \(field.name)")
      }
    }
  }

  @Test func aDamagedSegmentEndsTheMergeAndLeavesTheIndexAsItWas() throws {
    var corpus = RandomCorpus(seed: 5, wordCount: 100)
    var merging: IndexWriter? = try writer("index")
    for number in 0..<600 {
      try merging?.add(corpus.document(key: "\(number)", words: 8))
      if number % 200 == 199 { try merging?.withState { try $0.flush() } }
    }
    try merging?.commit()
    merging = nil
    let path = directory.path + "/index"
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let segment = try segments("index")[1]
    let url = URL(filePath: path + "/" + segment.fileName)
    let whole = try Data(contentsOf: url)
    var random = SeededGenerator(seed: 9)
    for _ in 0..<60 {
      var bytes = Array(whole)
      // Behind the header, so that opening does not notice.
      let entry = random.pick(segment.file.table.entries.filter { $0.length > 0 })
      let offset = entry.offset + random.below(entry.length)
      guard entry.kind != SectionKind.segmentInformation.rawValue else { continue }
      bytes[offset] ^= 1 << UInt8(random.below(8))
      try Data(bytes).write(to: url)
      do {
        try writer("index").optimize()
        Issue.record("byte \(offset) of section \(entry.kind) was not noticed")
      } catch let error as IndexError {
        #expect(error.code == .damaged)
        #expect(error.file == segment.fileName)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == names)
    }
    try whole.write(to: url)
    try writer("index").optimize()
    #expect(try segments("index").count == 1)
  }

  @Test func aMergeThatIsStoppedLeavesTheIndexAsItWas() throws {
    var corpus = RandomCorpus(seed: 6, wordCount: 100)
    let merging = try writer("index")
    for number in 0..<30 {
      try merging.add(corpus.document(key: "\(number)", words: 8))
      if number % 10 == 9 { try merging.withState { try $0.flush() } }
    }
    try merging.commit()
    let path = directory.path + "/index"
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let stop = StopFlag()
    stop.raise()
    #expect(throws: IndexError.self) { try merging.optimize(until: stop) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == names)
    #expect(try segments("index").count == 3)
  }
}

extension StoredDocument {
  /// The key, which is the first value.
  fileprivate var key: String? {
    guard case .keyword(let key)? = fields.first?.value else { return nil }
    return key
  }
}
