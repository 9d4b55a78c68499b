/// Finds out which documents are lost with a damaged segment.
struct LostDocuments {
  private let record: SegmentRecord
  private let directory: IndexDirectory

  init(_ record: SegmentRecord, in directory: IndexDirectory) {
    self.record = record
    self.directory = directory
  }

  /// The keys of the documents that were not deleted, or as many of them as can still be read
  /// without doubt.
  func keys() -> [String] {
    var own = record
    (own.deletionsGeneration, own.deletedCount) = (0, 0)
    guard let segment = try? SegmentReader(own, in: directory, isVerified: false)
    else { return [] }
    let deletions =
      try? record.deletionsGeneration == 0
      ? nil : SegmentReader.deletions(record, directory)
    func isDeleted(_ document: Int) -> Bool { deletions?.contains(document) ?? false }
    return storedKeys(segment, except: isDeleted) ?? indexedKeys(segment, except: isDeleted) ?? []
  }

  /// The keys that are stored, unless the stored documents are damaged.
  private func storedKeys(
    _ segment: SegmentReader, except isDeleted: (Int) -> Bool
  ) -> [String]? {
    do throws(FormatError) {
      try segment.file.verify([.storedDocuments, .storedIndex])
      var records = StoredDocuments.RecordReader(segment.stored)
      var keys: [String] = []
      for document in 0..<segment.documentCount where !isDeleted(document) {
        if let key = try SegmentCheck.key(of: document, &records).key { keys.append(key) }
      }
      return keys
    } catch {
      return nil
    }
  }

  /// The keys that are terms, unless the dictionary of the keys is damaged. Long ones are cut.
  private func indexedKeys(
    _ segment: SegmentReader, except isDeleted: (Int) -> Bool
  ) -> [String]? {
    do throws(FormatError) {
      try segment.file.verify(
        [.termIndex, .termDictionary, .postings], field: Schema.keyNumber)
      guard let field = segment.field(Schema.keyNumber) else { return nil }
      var keys: [String] = []
      let first: [UInt8] = []
      var terms = try field.terms(from: first.span)
      while let entry = try terms.next() {
        let cursor = try field.postings(of: entry)
        var next = try cursor.advance(to: 0)
        while let document = next {
          if !isDeleted(Int(document)) { keys.append(String(decoding: terms.term, as: UTF8.self)) }
          next = try cursor.advance(to: document + 1)
        }
      }
      return keys
    } catch {
      return nil
    }
  }
}
