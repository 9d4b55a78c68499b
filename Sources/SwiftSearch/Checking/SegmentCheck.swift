/// Reads a segment from its first byte to its last, and compares what its parts say of each other.
struct SegmentCheck {
  private let segment: SegmentReader
  private let work: CheckWork

  init(_ segment: SegmentReader, counting work: CheckWork = CheckWork()) {
    self.segment = segment
    self.work = work
  }

  /// Reads the segment, or a part of it when the work is stopped.
  ///
  /// - Throws: the first thing that is wrong.
  func run() throws(FormatError) {
    do throws(FormatError) {
      guard try segment.file.verify(while: work.hasVerified) else { return }
      try checkStoredDocuments()
      for record in segment.information.fields where !work.isStopped {
        if let field = segment.field(record.number) {
          try checkTerms(field)
        } else if let column = segment.column(record.number) {
          try check(column, record)
        }
      }
    } catch {
      throw error.inFile(segment.fileName)
    }
  }

  private func checkStoredDocuments() throws(FormatError) {
    var records = StoredDocuments.RecordReader(segment.stored)
    for document in 0..<segment.documentCount {
      let (key, byteCount) = try Self.key(of: document, &records)
      guard key != nil else {
        throw FormatError(
          .invalid("document \(document) has no key"), section: "stored documents", offset: 0)
      }
      // What is stored takes about half of its bytes in the file.
      guard work.hasDecoded(byteCount / 2) else { return }
    }
  }

  /// The key of a document, which is the first of its values, and how many bytes it has.
  static func key(
    of document: Int, _ records: inout StoredDocuments.RecordReader
  ) throws(FormatError) -> (key: String?, byteCount: Int) {
    let bytes = MappedBytes(try records.record(document), section: "stored document")
    var reader = ByteReader(bytes)
    let stored = try StoredDocument(&reader)
    try reader.finish()
    guard let first = stored.fields.first, first.number == Schema.keyNumber,
      case .keyword(let key) = first.value
    else { return (nil, bytes.count) }
    return (key, bytes.count)
  }

  private func checkTerms(_ field: FieldReader) throws(FormatError) {
    var counts = (terms: 0, postings: 0, positions: 0)
    var holders = DocumentSet(segment.documentCount)
    var positions: [UInt32] = []
    let blocks = TermBlocks()
    let first: [UInt8] = []
    var terms = try field.terms(from: first.span)
    while let entry = try terms.next() {
      let cursor = try field.postings(of: entry, in: blocks)
      var found = 0
      var next = try cursor.advance(to: 0)
      while let document = next {
        found += 1
        if found % 4096 == 0, work.isStopped { return }
        holders.insert(document)
        if field.hasPositions {
          try cursor.loadFrequencies()
          try cursor.positions(into: &positions)
          counts.positions += positions.count
        }
        next = try cursor.advance(to: document + 1)
      }
      guard found == entry.documentFrequency else {
        throw field.dictionary.invalid(
          "a term of \(entry.documentFrequency) documents is in \(found)", at: 0)
      }
      counts.terms += 1
      counts.postings += found
      let byteCount = entry.postings.count + entry.positions.count
      guard work.hasDecoded(byteCount + Self.entryByteCount) else { return }
    }
    let record = field.record
    let counted = (record.termCount, record.postingCount, record.positionCount)
    let documentCount = try field.norms.map(Self.documentCount) ?? holders.count
    guard counts == counted, documentCount == record.documentCount else {
      throw FormatError(
        .invalid("the counts of field \(record.number) are not those of its terms"),
        section: "segment information", offset: 0)
    }
  }

  /// About what a term takes in a dictionary.
  private static let entryByteCount = 8

  /// A document that has the field has a norm.
  private static func documentCount(_ norms: MappedBytes) throws(FormatError) -> Int {
    var count = 0
    for document in 0..<norms.count where try norms.integer(UInt8.self, at: document) > 0 {
      count += 1
    }
    return count
  }

  private func check(_ column: Column, _ record: FieldRecord) throws(FormatError) {
    var count = 0
    for document in 0..<column.documentCount where try column.value(of: document) != nil {
      count += 1
    }
    guard count == record.documentCount else {
      throw FormatError(
        .invalid("\(count) values, \(record.documentCount) were counted"), section: "column",
        offset: 0)
    }
  }
}
