/// A segment of a writer, with the documents deleted from it since it was written.
struct WriterSegment: Sendable {
  var record: SegmentRecord
  let reader: SegmentReader
  var deletions: Deletions
  /// Whether there are deletions that no file has.
  var hasNewDeletions: Bool
  /// Whether its keys were not yet looked for in the other segments.
  var isNew = false

  var liveCount: Int { record.documentCount - deletions.deletedCount }

  /// A segment of the last commit.
  init(_ record: SegmentRecord, in directory: IndexDirectory) throws {
    reader = try SegmentReader(record, in: directory)
    self.record = record
    deletions = reader.deletions ?? Deletions(documentCount: record.documentCount)
    hasNewDeletions = false
  }

  /// A segment that was just written.
  init(_ record: SegmentRecord, deleted: [UInt32], in directory: IndexDirectory) throws {
    try self.init(record, in: directory)
    for document in deleted { deletions.insert(Int(document)) }
    hasNewDeletions = !deleted.isEmpty
  }

  /// Deletes the documents that have a term.
  ///
  /// - Returns: how many there were.
  mutating func delete(term: Span<UInt8>, field: UInt16) throws(FormatError) -> Int {
    do throws(FormatError) {
      guard let field = reader.field(field), let entry = try field.entry(for: term) else {
        return 0
      }
      return try delete(entry, of: field)
    } catch {
      throw error.inFile(reader.fileName)
    }
  }

  /// Deletes a document.
  ///
  /// - Returns: whether it was not deleted before.
  mutating func delete(document: UInt32) -> Bool {
    guard deletions.insert(Int(document)) else { return false }
    hasNewDeletions = true
    return true
  }

  private mutating func delete(
    _ entry: TermEntry, of field: FieldReader
  ) throws(FormatError) -> Int {
    var count = 0
    let cursor = try field.postings(of: entry)
    while try cursor.nextBlock() {
      let documents = try cursor.documents
      for index in 0..<cursor.count where deletions.insert(Int(documents[index])) { count += 1 }
    }
    hasNewDeletions = hasNewDeletions || count > 0
    return count
  }

  /// The document that has a key, if it is not deleted.
  func liveDocument(_ entry: TermEntry, of field: FieldReader) throws(FormatError) -> UInt32? {
    if entry.documentFrequency == 1, entry.onlyDocument < record.documentCount {
      return deletions.contains(Int(entry.onlyDocument)) ? nil : entry.onlyDocument
    }
    do throws(FormatError) {
      let cursor = try field.postings(of: entry)
      while try cursor.nextBlock() {
        let documents = try cursor.documents
        for index in 0..<cursor.count where !deletions.contains(Int(documents[index])) {
          return documents[index]
        }
      }
      return nil
    } catch {
      throw error.inFile(reader.fileName)
    }
  }
}
