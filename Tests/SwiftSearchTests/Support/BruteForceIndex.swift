import Foundation

@testable import SwiftSearch

/// The oracle: an index in memory that is simple enough to be right by reading it.
///
/// It takes the same calls as a writer. Documents keep their places; a segment is a number that
/// they carry, which matters for one thing: a deleted document goes on counting in the statistics
/// for as long as its segment has a document that is not deleted.
struct BruteForceIndex {
  struct Entry {
    var key: String
    var segment: Int
    var isDeleted = false
    /// Whether its whole segment is gone.
    var isForgotten = false
    /// By text or keyword field that the document has, how many terms it counts.
    var lengths: [String: UInt32] = [:]
    var numbers: [String: Double] = [:]
    var dates: [String: Date] = [:]
  }

  struct Posting {
    var entry: Int
    var positions: [UInt32]
  }

  let analyzer: TextAnalyzer
  /// Name and type of each field, in the order of their first values.
  private(set) var fields: [(name: String, type: FieldType)] = [("id", .keyword)]
  private(set) var entries: [Entry] = []
  /// By field and term, ascending.
  private(set) var postings: [String: [[UInt8]: [Posting]]] = [:]
  private var places: [String: Int] = [:]
  private var segment = 0

  init(analyzer: TextAnalyzer = TextAnalyzer()) {
    self.analyzer = analyzer
  }

  mutating func add(_ document: Document) {
    delete(document.key)
    var entry = Entry(key: document.key, segment: segment)
    add(keyword: document.key, to: "id", of: &entry)
    var next: [String: UInt32] = [:]
    for field in document.fields {
      switch (type(of: field), field.value) {
      case (.text, .text(let text)):
        add(text, to: field.name, of: &entry, from: &next[field.name, default: 0])
      case (.keyword, .keyword(let text)): add(keyword: text, to: field.name, of: &entry)
      case (.number, .number(let number)):
        entry.numbers[field.name] = entry.numbers[field.name] ?? number
      case (.date, .date(let date)): entry.dates[field.name] = entry.dates[field.name] ?? date
      default: break
      }
    }
    places[document.key] = entries.count
    entries.append(entry)
  }

  mutating func delete(_ key: String) {
    if let place = places.removeValue(forKey: key) { entries[place].isDeleted = true }
  }

  /// Documents from here on belong to the next segment.
  mutating func flush() { segment += 1 }

  mutating func commit() {
    flush()
    let live = Set(entries.filter { !$0.isDeleted }.map(\.segment))
    for index in entries.indices where !live.contains(entries[index].segment) {
      entries[index].isForgotten = true
    }
  }

  private mutating func type(of field: Document.Field) -> FieldType {
    if let known = fields.first(where: { $0.name == field.name }) { return known.type }
    let type: FieldType =
      switch field.value {
      case .text: .text
      case .keyword: .keyword
      case .number: .number
      case .date: .date
      case .stored: .stored
      }
    fields.append((field.name, type))
    return type
  }

  private mutating func add(
    _ text: String, to field: String, of entry: inout Entry, from next: inout UInt32
  ) {
    let tokens = analyzer.tokens(of: text, from: next)
    guard let last = tokens.map(\.position).max() else { return }
    for token in tokens { insert(token.term, at: token.position, to: field) }
    // Further names count for nothing, and the last character of a run is in its last pair.
    let length = tokens.count { [.word, .bigram, .single].contains($0.kind) }
    entry.lengths[field, default: 0] += UInt32(length)
    // No phrase reaches from one value into the next.
    next = last + 1 + 100
  }

  private mutating func add(keyword: String, to field: String, of entry: inout Entry) {
    // A value that is given twice is there once.
    let term = Array(keyword.utf8)
    if postings[field]?[term]?.last?.entry != entries.count { insert(term, at: 0, to: field) }
    entry.lengths[field] = 1
  }

  /// Adds an occurrence in the entry that is being added.
  private mutating func insert(_ term: [UInt8], at position: UInt32, to field: String) {
    let entry = entries.count
    func add(_ list: inout [Posting]) {
      if list.last?.entry == entry {
        list[list.count - 1].positions.append(position)
      } else {
        list.append(Posting(entry: entry, positions: [position]))
      }
    }
    add(&postings[field, default: [:]][term, default: []])
  }
}
