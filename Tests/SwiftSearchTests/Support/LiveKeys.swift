@testable import SwiftSearch

extension SearchIndex {
  /// The keys of all documents that are not deleted, in the order of the index.
  func liveKeys() throws -> [String] {
    try current.segments.flatMap { segment in
      var records = StoredDocuments.RecordReader(segment.stored)
      return try (0..<segment.documentCount).compactMap { document -> String? in
        if segment.deletions?.contains(document) == true { return nil }
        var reader = ByteReader(MappedBytes(try records.record(document), section: "record"))
        guard case .keyword(let key)? = try StoredDocument(&reader).fields.first?.value else {
          return nil
        }
        return key
      }
    }
  }
}
