import Foundation
import Synchronization

@testable import SwiftSearch

/// Documents that make every form of every structure: terms in one, two, 128, 129 and thousands of
/// documents, dense and sparse, all types of fields, replaced and deleted documents.
enum SegmentCorpus {
  static func make(in directory: String) throws -> IndexModel {
    var model = IndexModel()
    let writer = try IndexWriter(
      IndexDirectory(directory), options: WriterOptions(), makeID: SegmentNumbers.fromOne())
    var generator = SeededGenerator(seed: 1)
    for number in 0..<5000 {
      try model.add(document(number, using: &generator), to: writer)
    }
    try model.add(document(17, using: &generator), to: writer)
    for number in stride(from: 3, to: 400, by: 11) { try model.delete("k\(number)", from: writer) }
    try model.commit(writer)
    for document in special() { try model.add(document, to: writer) }
    try model.delete("k4999", from: writer)
    try model.commit(writer)
    try model.delete("k4998", from: writer)
    for number in 4000..<4200 { try model.add(document(number, using: &generator), to: writer) }
    try model.commit(writer)
    return model
  }

  /// Terms in all, half, few and 1 to several hundred documents.
  private static func document(_ number: Int, using generator: inout SeededGenerator) -> Document {
    var words = ["all", "n\(number)", "pair\(number / 2)", "hundred\(number % 40)"]
    if number % 40 == 0 && number < 128 * 40 { words.append("every40") }
    if number < 128 { words.append("first128") }
    if number < 129 { words += ["first129", "first129"] }
    if Bool.random(using: &generator) { words += ["half", "half"] }
    if Int.random(in: 0..<20, using: &generator) == 0 { words.append("few") }
    // Runs with long pauses: gaps that are exceptions.
    if number % 1500 < 140 && number % 2 == 0 { words.append("runs") }
    words += Array(repeating: "often", count: Int.random(in: 0..<6, using: &generator))
    if number == 4321 { words += Array(repeating: "often", count: 700) }
    words.shuffle(using: &generator)
    var document = Document(key: "k\(number)")
    document.fields.append(.init("text", .text(words.joined(separator: " "))))
    document.fields.append(.init("tag", .keyword("t\(number % 3)")))
    if number % 5 != 0 { document.fields.append(.init("size", .number(Double(number * 3)))) }
    document.fields.append(.init("ratio", .number(Double(number) / 7)))
    let date = Date(timeIntervalSince1970: 1_735_689_600 + Double(number) * 0.5)
    if number % 2 == 0 { document.fields.append(.init("date", .date(date))) }
    return document
  }

  private static func special() -> [Document] {
    let long = (0..<30000).map { "w\($0 % 977)" }.joined(separator: " ")
    return [
      Document(
        key: "many values",
        fields: [
          .init("text", .text("one two")), .init("text", .text("…")), .init("text", .text("two")),
          .init("tag", .keyword("a")), .init("tag", .keyword("b")), .init("tag", .keyword("a")),
          .init("tag", .keyword("")), .init("size", .number(-4)), .init("size", .number(9)),
          .init("note", .stored("line\n\"quoted\" \\ \u{1} \u{7F} \u{2028} 😀")),
        ]),
      Document(key: "日本語", fields: [.init("text", .text("東京都の図書館。한국어 도서관 AI 植民地"))]),
      Document(key: "long", fields: [.init("text", .text(long)), .init("title", .text("Long"))]),
      Document(
        key: "other types",
        fields: [
          .init("text", .number(42)), .init("text", .keyword("Keyword Text")),
          .init("tag", .number(2.5)), .init("size", .text("kept")),
          .init("tag", .keyword(String(repeating: "é", count: 511) + "x日本")),
          .init("date", .date(Date(timeIntervalSince1970: -1.25))),
          .init("ratio", .number(0x1p60)),
        ]),
      Document(key: "only a key"),
    ]
  }
}

/// The IDs 1, 2, 3, … for new segments.
final class SegmentNumbers: Sendable {
  private let last = Mutex<UInt64>(0)

  static func fromOne() -> @Sendable () -> UInt64 {
    let numbers = SegmentNumbers()
    return { numbers.next() }
  }

  private func next() -> UInt64 {
    last.withLock { number in
      number += 1
      return number
    }
  }
}
