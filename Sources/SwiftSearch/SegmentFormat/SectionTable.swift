/// What a section of a file holds.
enum SectionKind: UInt16, CaseIterable {
  case segmentInformation = 1
  case storedDocuments = 2
  case storedIndex = 3
  case termIndex = 4
  case termDictionary = 5
  case postings = 6
  case positions = 7
  case norms = 8
  case column = 9
  case deletions = 10
  case manifest = 11
  case sources = 12

  /// The heading of the section in index-format.md, in lower case.
  var name: StaticString {
    switch self {
    case .segmentInformation: "segment information"
    case .storedDocuments: "stored documents"
    case .storedIndex: "stored index"
    case .termIndex: "term index"
    case .termDictionary: "term dictionary"
    case .postings: "postings"
    case .positions: "positions"
    case .norms: "norms"
    case .column: "column"
    case .deletions: "deletions"
    case .manifest: "manifest"
    case .sources: "sources"
    }
  }
}

/// Where the sections of a file lie; "Section table" in index-format.md.
///
/// Its entries are in the order of the sections, which follow one another from the header to the
/// table, each from the next multiple of 8.
struct SectionTable: Equatable {
  struct Entry: Equatable {
    static let layout = [
      LayoutField("kind", 0, 2), LayoutField("field", 2, 2), LayoutField("checksum", 4, 4),
      LayoutField("offset", 8, 8), LayoutField("length", 16, 8),
    ]
    static let byteCount = 24

    /// What a section is of.
    struct Owner: Hashable {
      var kind: UInt16
      var field: UInt16
    }

    var owner: Owner { Owner(kind: kind, field: field) }

    /// The raw value of a ``SectionKind``; readers pass over kinds they do not know.
    var kind: UInt16
    /// The number of the field the section belongs to, or ``SectionTable/noField``.
    var field: UInt16
    /// The CRC-32 of the section's bytes.
    var checksum: UInt32
    /// From the start of the file; a multiple of 8.
    var offset: Int
    var length: Int
  }

  static let noField: UInt16 = 0xFFFF

  var entries: [Entry] = []

  func write(to writer: inout ByteWriter) {
    for entry in entries {
      writer.integer(entry.kind)
      writer.integer(entry.field)
      writer.integer(entry.checksum)
      writer.integer(UInt64(entry.offset))
      writer.integer(UInt64(entry.length))
    }
  }

  init() {}

  /// Reads the table that begins at `end`, right behind the last section.
  init(reading bytes: MappedBytes, end: Int) throws(FormatError) {
    var reader = ByteReader(bytes)
    entries.reserveCapacity(bytes.count / Entry.byteCount)
    var owners = Set<Entry.Owner>()
    var next = FileHeader.byteCount
    while reader.remaining > 0 {
      let start = reader.offset
      let kind = try reader.integer(UInt16.self)
      let field = try reader.integer(UInt16.self)
      let checksum = try reader.integer(UInt32.self)
      let offset = try reader.integer(UInt64.self)
      let length = try reader.integer(UInt64.self)
      guard offset == UInt64(next), next <= end, length <= UInt64(end - next) else {
        throw bytes.invalid("section outside of its place", at: start)
      }
      guard owners.insert(.init(kind: kind, field: field)).inserted else {
        throw bytes.invalid("section of kind \(kind) that repeats", at: start)
      }
      next = (next + Int(length) + 7) / 8 * 8
      entries.append(
        Entry(
          kind: kind, field: field, checksum: checksum, offset: Int(offset), length: Int(length)))
    }
    guard next == end else { throw bytes.invalid("bytes behind the last section", at: 0) }
  }
}
