import Foundation

@testable import SwiftSearch

/// What an index should hold, kept in plain collections while the same documents are added to a
/// writer. It knows the analyzer and the rules of adding, and nothing of the format.
struct IndexModel {
  struct Posting: Equatable {
    var document: Int
    var frequency: Int?
    var positions: [Int]?
  }

  struct Segment {
    var documents: [Document] = []
    var deleted: Set<Int> = []
  }

  struct TermKey: Hashable {
    var field: String
    var term: [UInt8]
  }

  private(set) var segments: [Segment] = [Segment()]
  private(set) var types: [String: FieldType] = ["id": .keyword]
  private let analyzer = TextAnalyzer()
  private var places: [String: (segment: Int, document: Int)] = [:]

  mutating func add(_ document: Document, to writer: IndexWriter) throws {
    try writer.add(document)
    delete(document.key)
    for field in document.fields where types[field.name] == nil {
      types[field.name] = Self.type(field.value)
    }
    places[document.key] = (segments.count - 1, segments[segments.count - 1].documents.count)
    segments[segments.count - 1].documents.append(document)
  }

  mutating func delete(_ key: String, from writer: IndexWriter) throws {
    try writer.delete(key: key)
    delete(key)
  }

  private mutating func delete(_ key: String) {
    guard let place = places.removeValue(forKey: key) else { return }
    segments[place.segment].deleted.insert(place.document)
  }

  /// Publishes, which ends a segment.
  mutating func commit(_ writer: IndexWriter) throws {
    try writer.commit()
    segments.append(Segment())
  }

  private static func type(_ value: FieldValue) -> FieldType {
    switch value {
    case .text: .text
    case .keyword: .keyword
    case .number: .number
    case .date: .date
    case .stored: .stored
    }
  }

  /// The string that a value gives to a text or keyword field.
  private static func string(_ value: FieldValue) -> String? {
    switch value {
    case .text(let text), .keyword(let text), .stored(let text): text
    case .number(let number): Int(exactly: number).map { String($0) } ?? String(number)
    case .date: nil
    }
  }

  /// All values of a document, with its key first.
  static func values(_ document: Document) -> [Document.Field] {
    [Document.Field("id", .keyword(document.key))] + document.fields
  }

  /// Every term of a segment with its postings.
  func terms(_ segment: Segment) -> [TermKey: [Posting]] {
    var terms: [TermKey: [Posting]] = [:]
    for (number, document) in segment.documents.enumerated() {
      var own: [TermKey: [Int]?] = [:]
      var next: [String: UInt32] = [:]
      for field in Self.values(document) {
        guard let text = Self.string(field.value) else { continue }
        if types[field.name] == .keyword {
          own[TermKey(field: field.name, term: Array(text.utf8.prefix(1024)))] = .some(nil)
        } else if types[field.name] == .text {
          let (tokens, extent) = analyze(text, from: next[field.name] ?? 0)
          if extent.length > 0 { next[field.name] = extent.nextPosition + 100 }
          for token in tokens {
            let key = TermKey(field: field.name, term: token.term)
            own[key] = .some((own[key] ?? []).map { $0 + [Int(token.position)] } ?? [])
          }
        }
      }
      for (key, positions) in own {
        terms[key, default: []].append(
          Posting(document: number, frequency: positions?.count, positions: positions))
      }
    }
    return terms
  }

  private func analyze(_ text: String, from position: UInt32) -> ([Token], TextExtent) {
    var scratch = AnalysisScratch()
    var list = TokenList()
    let extent = analyzer.analyze(text, from: position, scratch: &scratch, into: &list)
    return (list.tokens, extent)
  }

  /// For each document the norm of each text field that the segment has.
  func norms(_ segment: Segment) -> [[String: Int]] {
    let names = types.filter { $0.value == .text }.keys
    let lengths = segment.documents.map { document in
      Dictionary(uniqueKeysWithValues: names.map { ($0, length(of: $0, document)) })
    }
    let present = names.filter { name in lengths.contains { $0[name] ?? 0 > 0 } }
    return lengths.map { lengths in
      Dictionary(uniqueKeysWithValues: present.map { ($0, Int(Norms.encode(lengths[$0] ?? 0))) })
    }
  }

  private func length(of name: String, _ document: Document) -> UInt32 {
    document.fields.reduce(0) { sum, field in
      guard field.name == name, let text = Self.string(field.value) else { return sum }
      return sum + analyze(text, from: 0).1.length
    }
  }

  /// The first number or date of each field that has a column.
  func columns(_ document: Document) -> [String: Double] {
    var columns: [String: Double] = [:]
    for field in document.fields where columns[field.name] == nil {
      switch (types[field.name], field.value) {
      case (.number, .number(let number)): columns[field.name] = number
      case (.date, .date(let date)):
        columns[field.name] = Double(StoredDocument.milliseconds(date))
      default: break
      }
    }
    return columns
  }
}
