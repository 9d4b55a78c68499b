/// What belongs to a commit; "Manifest" in index-format.md.
struct Manifest: Equatable, Sendable {
  static let layout = [
    LayoutField("table version", 0, 4), LayoutField("option count", 4, 2),
    LayoutField("field count", 6, 2), LayoutField("segment count", 8, 4),
    LayoutField("sources checksum", 12, 4), LayoutField("sources generation", 16, 8),
    LayoutField("kept commits", 24, 4),
  ]

  var generation: UInt64
  /// The version of the character tables that the terms were made with.
  var tableVersion: UInt32
  /// Names and values of the analysis options, in ascending order of the names.
  var options: [String: String]
  /// Every field of the index, with the totals over all segments.
  var fields: [FieldRecord] = []
  var segments: [SegmentRecord] = []
  /// The generation whose sources apply, or 0 when nothing came from files.
  var sourcesGeneration: UInt64 = 0
  var sourcesChecksum: UInt32 = 0
  /// How many commits before this one writers keep.
  var keptCommitCount: UInt32 = 0

  var fileName: String { Self.fileName(generation: generation) }
  var sourcesFileName: String { "\(sourcesGeneration).sources" }

  /// The files that make up the commit.
  var fileNames: [String] {
    var names = [fileName]
    if sourcesGeneration > 0 { names.append(sourcesFileName) }
    for segment in segments {
      names.append(segment.fileName)
      if segment.deletionsGeneration > 0 { names.append(segment.deletionsFileName) }
    }
    return names
  }

  static func fileName(generation: UInt64) -> String { "\(generation).commit" }

  /// The name of the file that has the same bytes as the newest commit's.
  static func copyName(generation: UInt64) -> String { "\(generation).copy" }

  /// A name with a larger number is no commit's; there is always room for the next one.
  static let largestGeneration = UInt64(Int64.max)

  /// The generation of a commit file's name, or `nil` for any other file.
  static func generation(ofFileName name: String) -> UInt64? {
    generation(ofFileOrCopyName: name).flatMap {
      name == fileName(generation: $0) ? $0 : nil
    }
  }

  /// The generation of the name of a commit file or of a copy of one, or `nil` for any other file.
  static func generation(ofFileOrCopyName name: String) -> UInt64? {
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")),
      let generation = UInt64(name[..<dot]), generation <= largestGeneration,
      name == fileName(generation: generation) || name == copyName(generation: generation)
    else { return nil }
    return generation
  }

  /// Whether a file of this name is one of an index, of whatever commit. Other files of the
  /// directory are the user's.
  static func isFileName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let stem = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    func isID(_ text: Substring) -> Bool {
      UInt64(text, radix: 16).map { hexadecimal($0) == text } ?? false
    }
    func isGeneration(_ text: Substring) -> Bool {
      UInt64(text).map { String($0) == text } ?? false
    }
    switch parts[1] {
    case "segment", "spill": return stem.count == 1 && isID(stem[0])
    case "deletions": return stem.count == 2 && isID(stem[0]) && isGeneration(stem[1])
    case "sources", "commit", "commit.pending", "copy":
      return stem.count == 1 && isGeneration(stem[0])
    default: return false
    }
  }

  static func hexadecimal(_ id: UInt64) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  func write(to writer: inout ByteWriter) {
    writer.integer(tableVersion)
    writer.integer(UInt16(options.count))
    writer.integer(UInt16(fields.count))
    writer.integer(UInt32(segments.count))
    writer.integer(sourcesChecksum)
    writer.integer(sourcesGeneration)
    writer.integer(keptCommitCount)
    for segment in segments { segment.write(to: &writer) }
    for field in fields { field.write(to: &writer) }
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      writer.string(name)
      writer.string(value)
    }
  }

  init(generation: UInt64, tableVersion: UInt32, options: [String: String]) {
    self.generation = generation
    self.tableVersion = tableVersion
    self.options = options
  }

  init(reading bytes: MappedBytes, generation: UInt64) throws(FormatError) {
    self.generation = generation
    var reader = ByteReader(bytes)
    tableVersion = try reader.integer()
    let optionCount = try reader.integer(UInt16.self)
    let fieldCount = try reader.integer(UInt16.self)
    let segmentCount = try reader.integer(UInt32.self)
    sourcesChecksum = try reader.integer()
    sourcesGeneration = try reader.integer()
    keptCommitCount = try reader.integer()
    for _ in 0..<segmentCount { segments.append(try SegmentRecord(&reader)) }
    let documentCount = segments.reduce(0) { $0 + $1.documentCount }
    guard documentCount <= Int(UInt32.max) else {
      throw bytes.invalid("\(documentCount) documents", at: 8)
    }
    guard Set(segments.map(\.id)).count == segments.count else {
      throw bytes.invalid("a segment that is listed twice", at: 8)
    }
    for _ in 0..<fieldCount {
      let start = reader.offset
      let field = try FieldRecord(&reader)
      if let last = fields.last, last.number >= field.number {
        throw bytes.invalid("fields out of order", at: start)
      }
      fields.append(field)
    }
    guard let key = fields.first, key.number == 0, key.type == .keyword else {
      throw bytes.invalid("no field for keys", at: 6)
    }
    options = [:]
    for _ in 0..<optionCount { options[try reader.string()] = try reader.string() }
    guard options.count == optionCount else { throw bytes.invalid("an option twice", at: 4) }
    try reader.finish()
    guard sourcesGeneration <= generation,
      segments.allSatisfy({ $0.deletionsGeneration <= generation })
    else { throw bytes.invalid("files of a later generation", at: 16) }
  }
}
