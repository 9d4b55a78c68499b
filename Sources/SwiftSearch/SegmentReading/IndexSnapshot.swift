/// The segments of one commit, opened. It stays as it is while writers go on.
final class IndexSnapshot: Sendable {
  let manifest: Manifest
  let segments: [SegmentReader]
  /// The fields in which words are looked for when a query names none.
  let textFields: [FieldRecord]
  let otherFields: [FieldRecord]

  /// Opens the newest commit.
  ///
  /// - Returns: `nil` when the directory holds no index.
  static func newest(in directory: IndexDirectory) throws -> IndexSnapshot? {
    var attempt = 0
    while true {
      do {
        guard let manifest = try CommitReader.newest(in: directory) else { return nil }
        return try IndexSnapshot(manifest, in: directory)
      } catch is FileError where attempt < 5 {
        // A writer may have published a newer commit and removed the files of the one that was
        // found, the commit's own among them.
        attempt += 1
      }
    }
  }

  init(_ manifest: Manifest, in directory: IndexDirectory) throws {
    self.manifest = manifest
    textFields = manifest.fields.filter { $0.type == .text }
    otherFields = manifest.fields.filter { $0.type != .text }
    segments = try manifest.segments.map { record in
      let segment = try SegmentReader(record, in: directory)
      try Self.check(segment, against: manifest)
      return segment
    }
  }

  /// Fields have the same numbers, types and names in the manifest and in all segments.
  private static func check(
    _ segment: SegmentReader, against manifest: Manifest
  ) throws(FormatError) {
    for field in segment.information.fields {
      guard
        manifest.fields.contains(where: {
          $0.number == field.number && $0.type == field.type && $0.name == field.name
        })
      else {
        throw FormatError(
          .invalid("field \(field.number) differs from the manifest's"),
          section: "segment information", offset: 0, file: segment.fileName)
      }
    }
  }

  func field(named name: String) -> FieldRecord? {
    manifest.fields.first { $0.name == name }
  }
}
