/// Collects documents in memory until they are written as a segment.
struct SegmentBuilder: ~Copyable, Sendable {
  /// What is collected of one field.
  struct Field: Sendable {
    var record: FieldRecord
    var norms: [UInt8] = []
    var column: Column.Writer?
    // Of the document that is being added.
    var nextPosition: UInt32 = 0
    var length: UInt32 = 0

    /// Takes down what the document `document` has of the field.
    mutating func endDocument(_ document: Int) {
      if record.type.hasPositions {
        norms.append(contentsOf: repeatElement(0, count: document - norms.count))
        norms.append(Norms.encode(length))
        record.totalLength += Int(length)
      }
      record.documentCount += 1
      nextPosition = 0
      length = 0
    }
  }

  /// Positions between two values of a field, so that no phrase reaches from one to the other.
  private static let valueGap: UInt32 = 100
  /// A value that would begin beyond is not searchable: the longest document has fewer positions
  /// than are left, so that none exceeds 32 bits.
  private static let lastValueStart = UInt32.max / 2

  let id: UInt64
  private let analyzer: TextAnalyzer
  private var scratch = AnalysisScratch()
  private var sink = OccurrenceSink()
  private var fields: [Field] = []
  /// For each number of a field, one more than where it is in `fields`; 0 when it is not.
  private var slots: [UInt16] = []
  /// The fields of the document that is being added.
  private var touched: [Int] = []
  private var deleted: [UInt32] = []
  private(set) var documentCount: UInt32 = 0
  private var stored = StoredDocuments.Writer()
  private var file: SectionFileWriter

  /// Creates the segment's file.
  static func creating(
    in directory: IndexDirectory, id: UInt64, analyzer: TextAnalyzer
  ) throws(FileError) -> SegmentBuilder {
    var file = try SectionFileWriter(
      directory, name: Manifest.hexadecimal(id) + ".segment",
      header: FileHeader(kind: .segment, id: id, generation: 0))
    file.beginSection()
    return SegmentBuilder(id: id, analyzer: analyzer, file: file)
  }

  private init(id: UInt64, analyzer: TextAnalyzer, file: consuming SectionFileWriter) {
    self.id = id
    self.analyzer = analyzer
    self.file = file
  }

  /// The bytes of memory in use when there are `count` more fields. A flush takes about as much
  /// again as the positions do.
  ///
  /// A field takes a byte of each document, also of those before the first one that has it: a
  /// thousand names that come late would multiply the memory.
  func byteCount(withFields count: Int = 0) -> Int {
    sink.buffer.byteCount + Int(documentCount) * (fields.count + count)
  }

  /// How many documents of the segment were deleted so far.
  var deletedCount: Int { deleted.count }

  /// Forgets the documents from `document` on, and what adding them deleted.
  mutating func forget(from document: UInt32, deletedCount: Int) {
    deleted.removeLast(deleted.count - deletedCount)
    deleted.append(contentsOf: document..<documentCount)
  }

  // MARK: Adding

  /// Deletes the document with this key, if it is in here.
  mutating func delete(key: Span<UInt8>) {
    guard let document = sink.buffer.lastDocument(key, field: Schema.keyNumber) else { return }
    deleted.append(document)
  }

  /// Adds a document, whose key must not be in here; stored values are written at once.
  mutating func add(
    _ document: Document, schema: inout Schema, storesText: Bool
  ) throws(FileError) {
    var values: [(number: UInt16, value: FieldValue)] = []
    values.reserveCapacity(document.fields.count + 1)
    add(keyword: document.key, to: schema.fields[0])
    values.append((Schema.keyNumber, .keyword(document.key)))
    for field in document.fields where field.name != Schema.keyName {
      guard let record = schema.field(field.name, for: field.value) else { continue }
      add(field.value, to: record)
      if storesText || field.name != "text" { values.append((record.number, field.value)) }
    }
    endDocument()
    if let bytes = stored.append(StoredDocument(fields: values)) { try file.append(bytes) }
    documentCount += 1
  }

  private mutating func add(_ value: FieldValue, to field: FieldRecord) {
    switch (field.type, value) {
    case (.text, .text(let text)), (.text, .keyword(let text)), (.text, .stored(let text)):
      add(text: text, to: field)
    case (.text, .number(let number)):
      add(text: Self.text(number), to: field)
    case (.keyword, .keyword(let text)), (.keyword, .text(let text)), (.keyword, .stored(let text)):
      add(keyword: text, to: field)
    case (.keyword, .number(let number)):
      add(keyword: Self.text(number), to: field)
    case (.number, .number(let number)):
      set(number, in: field)
    case (.date, .date(let date)):
      set(Double(StoredDocument.milliseconds(date)), in: field)
    default:
      // A value that does not fit its field's type is kept and returned, but not searchable.
      break
    }
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map { String($0) } ?? String(number)
  }

  private mutating func add(text: String, to field: FieldRecord) {
    let slot = slot(of: field)
    guard fields[slot].nextPosition <= Self.lastValueStart else { return }
    sink.buffer.begin(field: field.number, document: documentCount)
    let extent = analyzer.analyze(
      text, from: fields[slot].nextPosition, scratch: &scratch, into: &sink)
    sink.buffer.settle()
    guard extent.length > 0 else { return }
    fields[slot].nextPosition = extent.nextPosition &+ Self.valueGap
    addLength(extent.length, to: slot)
  }

  /// Keywords longer than this are cut; no sensible label is longer.
  static let longestKeyword = 1024

  private mutating func add(keyword: String, to field: FieldRecord) {
    let utf8 = keyword.utf8.span
    sink.buffer.append(
      utf8.extracting(first: min(utf8.count, Self.longestKeyword)), field: field.number,
      document: documentCount, position: 0)
    addLength(1, to: slot(of: field))
  }

  private mutating func set(_ number: Double, in field: FieldRecord) {
    let slot = slot(of: field)
    fields[slot].column?.set(number, for: Int(documentCount))
    addLength(1, to: slot)
  }

  private mutating func endDocument() {
    for slot in touched { fields[slot].endDocument(Int(documentCount)) }
    touched.removeAll(keepingCapacity: true)
  }

  private mutating func slot(of field: FieldRecord) -> Int {
    let number = Int(field.number)
    if number < slots.count, slots[number] > 0 { return Int(slots[number]) - 1 }
    slots.append(contentsOf: repeatElement(0, count: max(0, number + 1 - slots.count)))
    slots[number] = UInt16(fields.count + 1)
    fields.append(Field(record: field, column: field.type.hasColumn ? Column.Writer() : nil))
    return fields.count - 1
  }

  private mutating func addLength(_ length: UInt32, to slot: Int) {
    if fields[slot].length == 0 { touched.append(slot) }
    let (sum, overflow) = fields[slot].length.addingReportingOverflow(length)
    fields[slot].length = overflow ? .max : sum
  }

  // MARK: Writing

  /// Writes what was collected and brings it to the storage device.
  consuming func finish() throws(FileError) -> BuiltSegment {
    try file.append(stored.finish())
    file.endSection(.storedDocuments)
    try file.section(.storedIndex, stored.index())
    var information = SegmentInformation(documentCount: Int(documentCount), fields: [])
    var terms = sink.buffer.sortedTerms()[...]
    for slot in slots where slot > 0 {
      var field = fields[Int(slot) - 1]
      let number = field.record.number
      let count = terms.prefix { sink.buffer.field(ofTerm: $0) == number }.count
      if field.record.type.hasTerms {
        field.record.termCount = count
        let writer = FieldWriter(
          field.record, norms: field.norms, documentCount: Int(documentCount))
        field.record = try writer.write(terms.prefix(count), of: sink.buffer, to: &file)
      }
      if let column = field.column {
        var bytes = ByteWriter()
        column.write(documentCount: Int(documentCount), to: &bytes)
        try file.section(.column, field: number, bytes.bytes)
      }
      terms = terms.dropFirst(count)
      information.fields.append(field.record)
    }
    var bytes = ByteWriter()
    information.write(to: &bytes)
    try file.section(.segmentInformation, bytes.bytes)
    let written = try file.finish()
    let record = SegmentRecord(
      id: id, fileLength: written.length, checksum: written.checksum,
      documentCount: Int(documentCount))
    return BuiltSegment(record: record, deleted: deleted)
  }
}

/// A segment that was written but belongs to no commit yet.
struct BuiltSegment: Sendable {
  var record: SegmentRecord
  /// Documents replaced or deleted since they were added, in the order in which they were.
  var deleted: [UInt32]
}

/// Takes the tokens of a text into an ``OccurrenceBuffer``.
struct OccurrenceSink: TokenSink, ~Copyable, Sendable {
  var buffer = OccurrenceBuffer()

  @inline(__always)
  mutating func receive(
    _ term: Span<UInt8>, kind: TokenKind, position: UInt32, source: Range<Int>
  ) {
    buffer.collect(term, position: position)
  }

  @inline(__always)
  mutating func receive(
    _ term: Span<UInt8>, shortWord bytes: UInt64, position: UInt32, source: Range<Int>
  ) {
    buffer.collect(word: bytes, count: term.count, position: position)
  }
}
