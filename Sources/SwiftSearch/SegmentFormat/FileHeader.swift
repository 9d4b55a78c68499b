/// The first bytes of every file; "File header" in index-format.md.
struct FileHeader: Equatable {
  enum Kind: UInt32 {
    case segment = 1
    case commit = 2
    case deletions = 3
    case sources = 4
  }

  static let layout = [
    LayoutField("magic", 0, 8), LayoutField("kind", 8, 4), LayoutField("version", 12, 4),
    LayoutField("id", 16, 8), LayoutField("generation", 24, 8),
  ]
  static let byteCount = 32
  static let magic: UInt64 = 0x0A1A_0A0D_5357_5389

  var kind: Kind
  /// The segment that the file is, or belongs to; 0 where there is none.
  var id: UInt64
  /// The generation of the commit that the file is, or was written for.
  var generation: UInt64

  func write(to writer: inout ByteWriter) {
    writer.integer(Self.magic)
    writer.integer(kind.rawValue)
    writer.integer(FormatVersion.current)
    writer.integer(id)
    writer.integer(generation)
  }

  init(kind: Kind, id: UInt64, generation: UInt64) {
    self.kind = kind
    self.id = id
    self.generation = generation
  }

  init(reading file: MappedBytes) throws(FormatError) {
    var reader = ByteReader(try file.slice(at: 0, count: Self.byteCount, section: "file header"))
    guard try reader.integer(UInt64.self) == Self.magic else {
      throw FormatError(.wrongMagic, section: "file header", offset: 0)
    }
    let kind = try reader.integer(UInt32.self)
    let version = try reader.integer(UInt32.self)
    guard version >= 1 else { throw reader.bytes.invalid("version 0", at: 12) }
    guard version <= FormatVersion.current else {
      throw FormatError(.unknownVersion(version), section: "file header", offset: 12)
    }
    guard let known = Kind(rawValue: kind) else {
      throw reader.bytes.invalid("unknown kind of file \(kind)", at: 8)
    }
    self.kind = known
    id = try reader.integer()
    generation = try reader.integer()
  }

  /// Throws when the generation is not the one in the file's name.
  func check(generation expected: UInt64) throws(FormatError) {
    guard generation == expected else {
      throw FormatError(
        .invalid("generation \(generation) under another name"), section: "file header",
        offset: 24)
    }
  }
}
