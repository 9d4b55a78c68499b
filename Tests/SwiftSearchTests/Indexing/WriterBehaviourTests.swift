import Foundation
import Testing

@testable import SwiftSearch

@Suite struct WriterBehaviourTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path + "/index" }

  init() throws { directory = try TemporaryDirectory() }

  private func document(_ key: String, _ text: String) -> Document {
    Document(key: key, fields: [.init("text", .text(text))])
  }

  private func expect(_ code: IndexError.Code, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("no error of kind \(code)")
    } catch {
      #expect((error as? IndexError)?.code == code, "\(error)")
      #expect((error as? IndexError)?.advice.isEmpty == false)
    }
  }

  private func keys(_ index: SearchIndex, _ query: String) throws -> [String] {
    try index.search(try Query(parsing: query)).hits.map(\.key)
  }

  @Test func aReaderShowsItsCommitUntilItIsRefreshed() throws {
    let writer = try IndexWriter(directory: path)
    try writer.add(document("1", "first"))
    try writer.add(document("2", "first"))
    try writer.commit()
    let index = try SearchIndex(directory: path)
    try writer.add(document("1", "second"))
    try writer.delete(key: "2")
    try writer.delete(key: "no such key")
    try index.refresh()
    #expect(try keys(index, "first") == ["1", "2"], "nothing was committed")
    try writer.commit()
    #expect(try keys(index, "first") == ["1", "2"])
    #expect(try keys(index, "second") == [])
    #expect(try index.document(key: "2") != nil, "files of the old commit are still mapped")
    try index.refresh()
    #expect(try keys(index, "first") == [])
    #expect(try keys(index, "second") == ["1"])
    #expect(try index.document(key: "2") == nil)
  }

  @Test func aReaderOpensWhileCommitsAreReplaced() async throws {
    let writer = try IndexWriter(directory: path)
    try writer.commit()
    let commits = Task.detached {
      while !Task.isCancelled {
        try writer.add(Document(key: "1", fields: [.init("text", .text("again"))]))
        try writer.commit()
      }
    }
    for _ in 0..<6000 { _ = try SearchIndex(directory: path) }
    commits.cancel()
    try await commits.value
  }

  @Test func aWriterGoesOnWhereAnotherEnded() throws {
    for round in 1...4 {
      let writer = try IndexWriter(directory: path)
      try writer.add(document("\(round)", "same words"))
      try writer.add(document("again", "round\(round) same words"))
      try writer.commit()
      let index = try SearchIndex(directory: path)
      #expect(index.current.manifest.generation == UInt64(round))
      #expect(try index.count(.text("same")) == round + 1)
      #expect(try keys(index, "round\(round)") == ["again"])
      #expect(try keys(index, "round\(round - 1)") == [])
      let text = try #require(index.current.field(named: "text"))
      let live = index.current.segments.map(\.documentCount).reduce(0, +)
      #expect(text.documentCount == live, "statistics count each document once")
      let lengths = index.current.segments.flatMap(\.information.fields).filter {
        $0.name == "text"
      }
      #expect(text.totalLength == lengths.reduce(0) { $0 + $1.totalLength })
    }
  }

  @Test func thereIsOneWriterAtATime() throws {
    var first: IndexWriter? = try IndexWriter(directory: path)
    expect(.locked) { _ = try IndexWriter(directory: path) }
    #expect(first != nil)
    first = nil
    _ = try IndexWriter(directory: path)
  }

  @Test func whatIsNotCommittedIsGone() throws {
    var writer: IndexWriter? = try IndexWriter(directory: path)
    try writer?.add(document("1", "kept"))
    try writer?.commit()
    try writer?.add(document("2", "lost"))
    try writer?.delete(key: "1")
    try writer?.withState { try $0.flush() }
    writer = nil
    let index = try SearchIndex(directory: path)
    #expect(try keys(index, "kept lost") == ["1"])
  }

  @Test func leftOversAreRemovedAndOtherFilesAreNot() throws {
    let writer = try IndexWriter(directory: path)
    try writer.add(document("1", "kept"))
    try writer.commit()
    let expected = Set(try FileManager.default.contentsOfDirectory(atPath: path))
    try writer.withState { _ in }
    let strangers: Set = [
      "notes.txt", "commit", "film.segment", "1-1.deletions", "fix.commit", "download.pending",
      "a.b.sources",
    ]
    let leftOvers = [
      "0000000000000001.segment", "0000000000000001-1.deletions", "9.sources", "8.commit.pending",
    ]
    for name in leftOvers + strangers { try Data([1]).write(to: URL(filePath: path + "/" + name)) }
    try writer.add(document("2", "kept"))
    try writer.commit()
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: path))
    #expect(names.isSuperset(of: strangers) && names.isDisjoint(with: leftOvers))
    #expect(names.count == expected.count + strangers.count + 1, "one segment more")
    #expect(names.compactMap(Manifest.generation(ofFileName:)) == [2])
  }

  @Test func aCommitOfNothingIsAnEmptyIndex() throws {
    let writer = try IndexWriter(directory: path)
    expect(.notFound) { _ = try SearchIndex(directory: path) }
    try writer.commit()
    let index = try SearchIndex(directory: path)
    #expect(try index.count(.boolean(mustNot: [.text("a")])) == 0)
    try writer.commit()
    try writer.add(document("1", "a"))
    try writer.delete(key: "1")
    try writer.commit()
    try index.refresh()
    #expect(index.current.segments.isEmpty)
    #expect(try index.count(.text("a")) == 0)
  }

  @Test func thereMustBeAnIndex() throws {
    expect(.notFound) { _ = try SearchIndex(directory: path) }
    expect(.notFound) { _ = try SearchIndex(directory: directory.path) }
    try Data([1]).write(to: URL(filePath: directory.path + "/file"))
    expect(.fileSystem) { _ = try SearchIndex(directory: directory.path + "/file") }
    expect(.fileSystem) { _ = try IndexWriter(directory: directory.path + "/file") }
  }

  @Test func segmentsEndWithTheMemoryBudget() throws {
    var corpus = RandomCorpus(seed: 3, wordCount: 50_000)
    var index = try ComparedIndex(options: WriterOptions(memoryBudget: 1))
    for number in 0..<300 { try index.add(corpus.document(key: "\(number)", words: 120)) }
    try index.commit()
    let snapshot = try SearchIndex(directory: index.directory.path).current
    #expect(snapshot.segments.count > 2)
    var comparison = try Comparison(index)
    for _ in 0..<40 {
      let query = corpus.query()
      #expect(try comparison.difference(query) == nil, "\(query)")
    }
  }

  @Test func otherAnalysisOptionsAreRefused() throws {
    let words = AnalysisOptions.words
    var writer: IndexWriter? = try IndexWriter(
      directory: path, options: WriterOptions(analysis: words))
    try writer?.add(document("1", "東京都"))
    try writer?.commit()
    writer = nil
    expect(.analysisMismatch) {
      _ = try IndexWriter(
        directory: path, options: WriterOptions(analysis: AnalysisOptions.general))
    }
    let again = try IndexWriter(directory: path)
    try again.add(document("2", "東京"))
    try again.commit()
    let index = try SearchIndex(directory: path)
    #expect(try keys(index, "東京") == ["2"], "the index keeps its options")
    try again.withState { state in
      var other = state.manifest
      other.tableVersion += 1
      other.generation += 1
      var bytes = ByteWriter()
      other.write(to: &bytes)
      var file = try SectionFileWriter(
        state.directory, name: other.fileName,
        header: FileHeader(kind: .commit, id: 0, generation: other.generation))
      try file.section(.manifest, bytes.bytes)
      _ = try file.finish()
    }
    expect(.analysisMismatch) { _ = try SearchIndex(directory: path) }
  }

  @Test func keysHaveLimits() throws {
    let writer = try IndexWriter(directory: path)
    expect(.invalidDocument) { try writer.add(Document(key: "")) }
    expect(.invalidDocument) {
      try writer.add(Document(key: String(repeating: "é", count: 513)))
    }
    let longest = String(repeating: "é", count: 512)
    try writer.add(document(longest, "a"))
    try writer.add(document(longest, "b"))
    // A field of the key's name cannot replace the key.
    try writer.add(Document(key: "2", fields: [.init("id", .keyword(longest))]))
    try writer.commit()
    let index = try SearchIndex(directory: path)
    #expect(try index.document(key: longest)?["text"] == .text("b"))
    #expect(try index.count(.text("a")) == 0)
    #expect(try index.document(key: "2")?.fields == [])
  }

  @Test func fieldsPastTheLimitAreLeftOut() throws {
    let writer = try IndexWriter(directory: path)
    for part in 0..<3 {
      let fields = (0..<500).map { Document.Field("f\(part * 500 + $0)", .keyword("v")) }
      try writer.add(Document(key: "\(part)", fields: fields))
    }
    try writer.commit()
    let index = try SearchIndex(directory: path)
    #expect(index.current.manifest.fields.count == Schema.largestFieldCount)
    #expect(try index.count(.text("v", field: "f998")) == 1)
    #expect(try index.document(key: "1")?.fields.count == 499)
    #expect(try index.document(key: "2")?.fields.count == 0)
  }

  @Test func aFieldKeepsItsFirstType() throws {
    let writer = try IndexWriter(directory: path)
    try writer.add(Document(key: "1", fields: [.init("a", .number(7)), .init("b", .text("x 7"))]))
    let other = Document(key: "2", fields: [.init("a", .text("seven")), .init("b", .number(7))])
    try writer.add(other)
    try writer.commit()
    let index = try SearchIndex(directory: path)
    #expect(try index.count(.text("7", field: "a")) == 1)
    #expect(try index.count(.text("seven", field: "a")) == 0)
    #expect(try keys(index, "b:7").sorted() == ["1", "2"])
    #expect(try index.document(key: "2") == other, "values are kept whatever the type")
  }

  /// A norm stands for less than the length, which must not add up in an index that changes.
  @Test func replacedDocumentsLeaveNothingOfTheirLengths() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(directory: directory.path)
    let text = Array(repeating: "ant", count: 119).joined(separator: " ")
    var lengths: [Int] = []
    for _ in 0..<30 {
      for key in 0..<20 {
        try writer.add(Document(key: "\(key)", fields: [.init("text", .text(text))]))
      }
      try writer.optimize()
      let fields = try SearchIndex(directory: directory.path).statistics.fields
      lengths += fields.filter { $0.name == "text" }.map(\.totalLength)
    }
    #expect(lengths == Array(repeating: 20 * 119, count: 30))
  }
}
