import Foundation

@testable import SwiftSearch

extension SectionTable {
  static var example: SectionTable {
    var table = SectionTable()
    table.entries = [
      Entry(kind: 3, field: noField, checksum: 0x1122_3344, offset: 32, length: 20),
      Entry(kind: 8, field: 2, checksum: 0x5566_7788, offset: 56, length: 3),
    ]
    return table
  }
}

extension FieldRecord {
  static var idExample: FieldRecord {
    var field = FieldRecord(number: 0, type: .keyword, name: "id")
    field.documentCount = 3
    field.termCount = 3
    field.postingCount = 3
    return field
  }

  static var textExample: FieldRecord {
    var field = FieldRecord(number: 2, type: .text, name: "text")
    field.documentCount = 3
    field.totalLength = 1042
    field.termCount = 300
    field.postingCount = 500
    field.positionCount = 1042
    return field
  }
}

extension TermEntry {
  static func one(
    document: UInt32, frequency: UInt32 = 1, position: UInt32 = 0, positions: Range<Int> = 0..<0
  ) -> TermEntry {
    var entry = TermEntry(documentFrequency: 1)
    entry.onlyDocument = document
    entry.onlyFrequency = frequency
    entry.onlyPosition = position
    entry.positions = positions
    return entry
  }

  static func many(_ count: Int, postings: Range<Int>, positions: Range<Int>) -> TermEntry {
    var entry = TermEntry(documentFrequency: count)
    entry.postings = postings
    entry.positions = positions
    return entry
  }
}

/// Terms of a field and what the dictionary says of them.
struct DictionaryExample: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    var term: [UInt8]
    var entry: TermEntry

    init(term: [UInt8], entry: TermEntry) {
      self.term = term
      self.entry = entry
    }

    init(term: String, entry: TermEntry) {
      self.init(term: Array(term.utf8), entry: entry)
    }
  }

  var items: [Item]
  var hasPositions: Bool

  /// Its postings are in the entry; they are empty where those of the term before end.
  private static var lastEntry: TermEntry {
    var entry = TermEntry.one(document: 2, frequency: 2, positions: 3..<5)
    entry.postings = 3..<3
    return entry
  }

  static let value = DictionaryExample(items: [
    Item(term: "colonies", entry: .one(document: 1, position: 4)),
    Item(term: "colony", entry: .many(2, postings: 0..<3, positions: 0..<3)),
    Item(term: "島", entry: lastEntry),
  ])

  /// A field without terms.
  static let empty = DictionaryExample(items: [])

  /// The second term is no UTF-8.
  static let keywords = DictionaryExample(
    items: [
      Item(term: "島", entry: .one(document: 0)),
      Item(term: [0xE5, 0xB4], entry: .one(document: 1)),
    ], hasPositions: false)

  /// Lengths that take more than four bits.
  static let longKeywords = DictionaryExample(
    items: [
      Item(term: "a", entry: .one(document: 0)),
      Item(term: String(repeating: "b", count: 16), entry: .one(document: 2)),
      Item(term: String(repeating: "b", count: 15) + "c", entry: .one(document: 1)),
    ], hasPositions: false)

  init(items: [Item], hasPositions: Bool = true) {
    self.items = items
    self.hasPositions = hasPositions
  }

  init(_ index: MappedBytes, _ dictionary: MappedBytes, hasPositions: Bool) throws {
    items = []
    self.hasPositions = hasPositions
    let terms = try TermIndex(index)
    for number in 0..<terms.blockCount {
      var block = try TermDictionary.Block(
        dictionary, at: try terms.offset(ofBlock: number), hasPositions: hasPositions)
      var key: [UInt8] = []
      for position in 0..<block.termCount {
        try block.nextKey(isFirst: position == 0, &key)
        items.append(Item(term: key, entry: try block.nextEntry()))
      }
    }
    // The prefixes lead to the block, and the counts agree.
    guard terms.termCount == items.count else { throw index.invalid("term count", at: 0) }
    for item in items {
      let (term, first) = (item.term, items[0].term)
      guard
        try terms.block(for: term.span, in: dictionary, hasPositions: hasPositions) != nil,
        try index.integer(UInt64.self, at: TermIndex.headerByteCount)
          == TermIndex.prefix(of: first.span)
      else { throw index.invalid("no block of \(item.term)", at: 0) }
    }
  }

  private var writer: (dictionary: ByteWriter, index: ByteWriter) {
    var writer = TermDictionary.Writer(hasPositions: hasPositions)
    for item in items { writer.append(item.term, item.entry) }
    let index = writer.finish()
    return (writer.dictionary, index)
  }

  var dictionary: ByteWriter { writer.dictionary }
  var index: ByteWriter { writer.index }
}

/// A file with one section.
struct WholeFile: Equatable, Sendable {
  var header: FileHeader
  var deletions: Deletions

  static let example = WholeFile(
    header: FileHeader(kind: .deletions, id: 0x0123_4567_89AB_CDEF, generation: 3),
    deletions: {
      var deletions = Deletions(documentCount: 3)
      deletions.insert(1)
      return deletions
    }())

  init(header: FileHeader, deletions: Deletions) {
    self.header = header
    self.deletions = deletions
  }

  init(reading bytes: MappedBytes) throws {
    let file = try SectionFile(bytes, kind: .deletions)
    header = file.header
    deletions = try Deletions(
      reading: try file.verifiedSection(.deletions), documentCount: 3)
  }

  func write(to writer: inout ByteWriter) {
    header.write(to: &writer)
    let headerChecksum = Checksum.of(writer.bytes)
    var section = ByteWriter()
    deletions.write(to: &section)
    var table = SectionTable()
    table.entries = [
      SectionTable.Entry(
        kind: SectionKind.deletions.rawValue, field: SectionTable.noField,
        checksum: Checksum.of(section.bytes), offset: writer.count, length: section.count)
    ]
    writer.append(section)
    writer.align(to: 8)
    var tableBytes = ByteWriter()
    table.write(to: &tableBytes)
    let footer = FileFooter(
      tableOffset: writer.count, sectionCount: 1,
      tableChecksum: Checksum.of(tableBytes.bytes),
      fileLength: writer.count + tableBytes.count + FileFooter.byteCount,
      headerChecksum: headerChecksum)
    writer.append(tableBytes)
    footer.write(to: &writer)
  }
}

/// Documents in a block, and values of every type.
struct StoredExample: Equatable, Sendable {
  struct Field: Equatable, Sendable {
    var number: UInt16
    var value: FieldValue
  }

  var documents: [[Field]]

  static let value = StoredExample(documents: [
    [Field(number: 0, value: .keyword("1")), Field(number: 1, value: .text("ants and ants"))],
    [Field(number: 0, value: .keyword("2"))],
  ])

  static let full = [
    Field(number: 0, value: .keyword("1")), Field(number: 2, value: .text("AI 植民地")),
    Field(number: 3, value: .number(1.5)),
    Field(number: 4, value: .date(Date(timeIntervalSince1970: 1_735_689_600))),
    Field(number: 300, value: .stored("x")),
  ]

  static func fields(_ document: StoredDocument) -> [Field] {
    document.fields.map { Field(number: $0.number, value: $0.value) }
  }

  init(documents: [[Field]]) { self.documents = documents }

  init(index: MappedBytes, documents bytes: MappedBytes) throws {
    let reader = try StoredDocuments(bytes, index: StoredIndex(index))
    documents = try (0..<2).map { Self.fields(try reader.document($0)) }
  }

  var bytes: (documents: [UInt8], index: [UInt8]) {
    var writer = StoredDocuments.Writer()
    for document in documents { _ = writer.append(StoredDocument(document)) }
    let bytes = writer.finish()
    return (bytes, writer.index())
  }
}

extension StoredDocument {
  init(_ fields: [StoredExample.Field]) {
    self.init(fields: fields.map { ($0.number, $0.value) })
  }
}

extension Deletions {
  static var example: Deletions {
    var deletions = Deletions(documentCount: 70)
    for document in [0, 9, 64] { deletions.insert(document) }
    return deletions
  }
}

extension SegmentRecord {
  static let example = SegmentRecord(
    id: 0x0123_4567_89AB_CDEF, fileLength: 4096, checksum: 0x1122_3344, documentCount: 3,
    deletionsGeneration: 2, deletionsChecksum: 0x5566_7788, deletedCount: 1)
}

extension Manifest {
  static var example: Manifest {
    var manifest = Manifest(
      generation: 2, tableVersion: 0x161D_BEFE, options: AnalysisOptions.general.record)
    var field = FieldRecord.idExample
    field.termCount = 0
    field.postingCount = 0
    manifest.fields = [field]
    manifest.segments = [.example]
    manifest.keptCommitCount = 2
    return manifest
  }
}

extension Sources {
  static var example: Sources {
    var sources = Sources()
    sources.roots = [Root(path: "notes", prefix: "")]
    sources.entries = [
      "ants.md": Entry(byteCount: 300, modified: 1_735_689_600_000_000_000, root: 0),
      "bees.md": Entry(byteCount: 20, modified: 1_735_689_600_500_000_000, root: 0),
    ]
    return sources
  }
}
