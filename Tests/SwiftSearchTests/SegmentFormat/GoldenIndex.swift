import Foundation

@testable import SwiftSearch

/// The index of Fixtures/index-v1. It was written when version 1 of the format was new and is
/// opened for ever; never replace it because a test wants it.
enum GoldenIndex {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/index-v1").standardized.path

  /// Writes the same documents again. All words are ASCII, except in a single document.
  static func write(to directory: String) throws {
    let makeID = SegmentNumbers.fromOne()
    let writer = try IndexWriter(
      IndexDirectory(directory), options: WriterOptions(), makeID: makeID)
    for number in 0..<200 { try writer.add(document(number)) }
    try writer.add(document(7))
    try writer.withState { state in
      var sources = Sources()
      sources.roots = [Sources.Root(path: "notes", prefix: "")]
      sources.entries = [
        "d1.md": Sources.Entry(byteCount: 100, modified: 1_735_689_600_000_000_000, root: 0)
      ]
      state.replaceSources(sources)
    }
    try writer.commit()
    try writer.add(
      Document(
        key: "cjk",
        fields: [.init("text", .text("東京都の図書館")), .init("note", .stored("a note"))]))
    try writer.delete(key: "d3")
    try writer.commit()
  }

  private static func document(_ number: Int) -> Document {
    let often = String(repeating: "often ", count: number == 50 ? 300 : number % 4)
    var document = Document(key: "d\(number)")
    document["text"] = .text("all ants \(often)word\(number) pair\(number / 2)")
    document["kind"] = .keyword(number % 2 == 0 ? "even" : "odd")
    document["size"] = .number(Double(number))
    if number % 3 == 0 { document["share"] = .number(Double(number) / 8) }
    document["date"] = .date(Date(timeIntervalSince1970: 1_735_689_600 + 3600 * Double(number)))
    return document
  }

  /// The files of an index but for the lock.
  static func names(in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).filter {
      $0 != "writer.lock" && !$0.hasPrefix(".")
    }.sorted()
  }
}
