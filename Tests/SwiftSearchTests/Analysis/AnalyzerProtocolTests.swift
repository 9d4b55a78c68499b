import Testing

@testable import SwiftSearch

/// Cuts at spaces and turns every word around, and lies about places.
private struct Backwards: Analyzer {
  var identifier = "backwards/1"

  func tokens(of text: String) -> [AnalyzerToken] {
    text.split(separator: " ").enumerated().map { number, word in
      let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
      return AnalyzerToken(
        term: String(word.reversed()), position: number, range: start..<start + word.utf8.count)
    }
  }
}

private struct Careless: Analyzer {
  let identifier = "careless"

  func tokens(of text: String) -> [AnalyzerToken] {
    [
      AnalyzerToken(term: "", position: 0, range: 0..<1),
      AnalyzerToken(term: "a", position: 3, range: 1..<900),
      AnalyzerToken(term: "b", position: -1, range: -5..<(-2)),
      AnalyzerToken(term: String(repeating: "é", count: 200), position: .max, range: 0..<1),
    ]
  }
}

@Suite struct AnalyzerProtocolTests {
  @Test func indexKeepsToItsAnalyzer() throws {
    let folder = try TemporaryDirectory()
    let directory = folder.path + "/index"
    let writer = try IndexWriter(
      directory: directory, options: WriterOptions(analyzer: Backwards()))
    try writer.add(Document(key: "1", fields: [.init("text", .text("red green"))]))
    try writer.commit()

    let index = try SearchIndex(directory: directory, analyzer: Backwards())
    let results = try index.search(.text("green", field: "text"))
    #expect(results.hits.map(\.key) == ["1"])
    #expect(results.hits.first?.snippets.first?.highlights == [4..<9])
    for wrong in [nil, Backwards(identifier: "backwards/2")] as [(any Analyzer)?] {
      let error = #expect(throws: IndexError.self) {
        _ = try SearchIndex(directory: directory, analyzer: wrong)
      }
      #expect(error?.code == .analysisMismatch)
      #expect(error?.description.contains("backwards/1") == true)
    }
  }

  @Test func ownAnalysisIsNotOpenedWithAnother() throws {
    let folder = try TemporaryDirectory()
    let directory = folder.path + "/index"
    try IndexWriter(directory: directory, options: WriterOptions(analysis: .code)).commit()
    for options in [WriterOptions(analyzer: Backwards()), WriterOptions(analysis: .general)] {
      let error = #expect(throws: IndexError.self) {
        _ = try IndexWriter(directory: directory, options: options)
      }
      #expect(error?.code == .analysisMismatch)
    }
  }

  @Test func mistakesDoNoHarm() {
    let (tokens, extent) = TextAnalyzer(supplied: Careless()).analysis(of: Array("xéy".utf8))
    #expect(tokens.map(\.position) == [3, 3, UInt32(Int32.max)])
    #expect(tokens.map(\.source) == [1..<4, 0..<0, 0..<1])
    #expect(tokens.map(\.term.count) == [1, 1, 254])
    #expect(extent == TextExtent(nextPosition: UInt32(Int32.max) + 1, length: 3))
  }

  @Test(arguments: [AnalysisOptions.words, .pairs, .general, .code, .exact])
  func optionsAreRecordedByName(options: AnalysisOptions) throws {
    #expect(AnalysisOptions(record: options.record) == options)
    let manifest = Manifest(generation: 0, analysis: options)
    #expect(try manifest.analyzer().options == options)
    for name in options.record.keys {
      var record = options.record
      record[name] = "other"
      #expect(AnalysisOptions(record: record) == nil)
      record[name] = nil
      #expect(AnalysisOptions(record: record) == nil)
    }
    #expect(AnalysisOptions(record: options.record.merging(["new": "1"]) { $1 }) == nil)
  }
}
