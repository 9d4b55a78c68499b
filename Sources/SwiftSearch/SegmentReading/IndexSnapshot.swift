/// The segments of one commit, opened. It stays as it is while writers go on.
final class IndexSnapshot: Sendable {
  let manifest: Manifest
  let segments: [SegmentReader]
  /// The fields in which words are looked for when a query names none.
  let textFields: [FieldRecord]
  let otherFields: [FieldRecord]

  /// Opens the newest commit.
  ///
  /// - Parameter old: a commit that is open; it is returned if it is the newest, and the segments
  ///   that stayed as they are are taken from it.
  /// - Returns: `nil` when the directory holds no index.
  static func newest(
    in directory: IndexDirectory, after old: IndexSnapshot? = nil
  ) throws -> IndexSnapshot? {
    var attempt = 0
    while true {
      do {
        guard let generation = try CommitReader.generations(in: directory).last else { return nil }
        if let old, old.manifest.generation == generation { return old }
        let manifest = try CommitReader.manifest(of: generation, in: directory)
        return try IndexSnapshot(manifest, in: directory, after: old)
      } catch is FileError where attempt < 5 {
        // A writer may have published a newer commit and removed the files of the one that was
        // found, the commit's own among them.
        attempt += 1
      }
    }
  }

  init(
    _ manifest: Manifest, in directory: IndexDirectory, after old: IndexSnapshot? = nil
  ) throws {
    self.manifest = manifest
    textFields = manifest.fields.filter { $0.type == .text }
    otherFields = manifest.fields.filter { $0.type != .text }
    segments = try manifest.segments.map { record in
      let known = old?.segments.first { $0.record == record }
      let segment = try known ?? SegmentReader(record, in: directory)
      try Self.check(segment, against: manifest)
      return segment
    }
  }

  /// The segments of a writer, whether they belong to a commit or not.
  init(_ segments: [SegmentReader], fields: [FieldRecord]) {
    var manifest = Manifest(generation: 0, tableVersion: 0, options: [:])
    manifest.fields = fields
    manifest.segments = segments.map(\.record)
    self.manifest = manifest
    self.segments = segments
    textFields = fields.filter { $0.type == .text }
    otherFields = fields.filter { $0.type != .text }
  }

  /// Fields have the same numbers, types and names in the manifest and in all segments.
  static func check(
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
