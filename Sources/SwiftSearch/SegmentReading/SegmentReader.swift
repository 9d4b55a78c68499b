import Synchronization

/// A segment, opened for searching. Opening reads a few pages, whatever the segment's size.
final class SegmentReader: Sendable {
  /// What the manifest says of it.
  let record: SegmentRecord
  let information: SegmentInformation
  let deletions: Deletions?
  let file: SectionFile
  let stored: StoredDocuments
  /// By the numbers of the fields, which are small.
  private let fields: [FieldReader?]
  private let columns: [UInt16: Column]
  /// What was made so far, by the numbers of the fields.
  private let keywordColumns = Mutex<[UInt16: KeywordColumn]>([:])

  var id: UInt64 { record.id }
  var fileName: String { record.fileName }
  var documentCount: Int { information.documentCount }

  /// Segments up to this size are read whole when they are opened, which takes a tenth of a
  /// millisecond, so that bytes that changed on the disk cannot make a wrong answer of them. Of
  /// larger ones ``SectionFile/verify()`` tells.
  private static let verifiedByteCount = 1 << 18

  /// Opens the segment that `record` of a manifest names.
  ///
  /// - Parameter isVerified: whether a small segment is read whole.
  init(
    _ record: SegmentRecord, in directory: IndexDirectory, isVerified: Bool = true
  ) throws {
    self.record = record
    let bytes = try directory.map(record.fileName)
    do {
      file = try SectionFile(bytes, kind: .segment)
      guard file.header.id == record.id, file.checksum == record.checksum else {
        throw FormatError(
          .checksumMismatch(expected: record.checksum, found: file.checksum),
          section: "file footer", offset: 28)
      }
      guard bytes.count == record.fileLength else {
        throw FormatError(
          .invalid("\(bytes.count) bytes, \(record.fileLength) were committed"),
          section: "file footer", offset: 16)
      }
      if isVerified, bytes.count <= Self.verifiedByteCount { try file.verify() }
      information = try SegmentInformation(
        reading: try file.verifiedSection(.segmentInformation))
      guard information.documentCount == record.documentCount else {
        throw FormatError(
          .invalid("number of documents differs from the manifest's"),
          section: "segment information", offset: 0)
      }
      stored = try StoredDocuments(
        try file.requiredSection(.storedDocuments),
        index: try StoredIndex(try file.requiredSection(.storedIndex)))
      guard stored.documentCount == information.documentCount else {
        throw FormatError(
          .invalid("\(stored.documentCount) documents are stored"), section: "stored index",
          offset: 4)
      }
      let largest = information.fields.lazy.map(\.number).max() ?? 0
      var fields = [FieldReader?](repeating: nil, count: Int(largest) + 1)
      var columns: [UInt16: Column] = [:]
      for field in information.fields {
        if field.type.hasTerms {
          fields[Int(field.number)] = try FieldReader(
            file, field, documentCount: information.documentCount)
        } else if field.type.hasColumn {
          let column = try Column(try file.requiredSection(.column, field: field.number))
          guard column.documentCount == information.documentCount else {
            throw FormatError(
              .invalid("column of \(column.documentCount) documents"), section: "column",
              offset: 4)
          }
          columns[field.number] = column
        }
      }
      self.fields = fields
      self.columns = columns
    } catch let error as FormatError {
      throw error.inFile(record.fileName)
    }
    deletions = try record.deletionsGeneration == 0 ? nil : Self.deletions(record, directory)
  }

  /// The deletions of a segment that has any.
  static func deletions(
    _ record: SegmentRecord, _ directory: IndexDirectory
  ) throws -> Deletions {
    let bytes = try directory.map(record.deletionsFileName)
    do {
      let file = try SectionFile(bytes, kind: .deletions)
      guard file.header.id == record.id, file.checksum == record.deletionsChecksum else {
        throw FormatError(
          .checksumMismatch(expected: record.deletionsChecksum, found: file.checksum),
          section: "file footer", offset: 28)
      }
      try file.header.check(generation: record.deletionsGeneration)
      try file.verify()
      let deletions = try Deletions(
        reading: try file.requiredSection(.deletions), documentCount: record.documentCount)
      guard deletions.deletedCount == record.deletedCount else {
        throw FormatError(
          .invalid("number of deletions differs from the manifest's"), section: "deletions",
          offset: 4)
      }
      return deletions
    } catch let error as FormatError {
      throw error.inFile(record.deletionsFileName)
    }
  }

  /// The terms of a field, or `nil` when no document of the segment has the field.
  func field(_ number: UInt16) -> FieldReader? {
    number < fields.count ? fields[Int(number)] : nil
  }

  /// The values of a number or date field, or `nil` when no document has the field.
  func column(_ number: UInt16) -> Column? { columns[number] }

  /// The keywords of each document, or `nil` when no document has the field. They are made when
  /// they are first asked for.
  ///
  /// - Parameter signal: ends that early; they are then `nil` too.
  func keywords(_ number: UInt16, until signal: StopSignal?) throws(FormatError) -> KeywordColumn? {
    guard let field = field(number), field.record.type == .keyword else { return nil }
    return try keywordColumns.withLock { columns throws(FormatError) -> KeywordColumn? in
      if let known = columns[number] { return known }
      let made = try KeywordColumn(field, documentCount: documentCount, until: signal)
      columns[number] = made
      return made
    }
  }

  /// The document with the ID `document`, as it was added.
  func storedDocument(_ document: Int) throws(FormatError) -> StoredDocument {
    do {
      return try stored.document(document)
    } catch {
      throw error.inFile(fileName)
    }
  }
}
