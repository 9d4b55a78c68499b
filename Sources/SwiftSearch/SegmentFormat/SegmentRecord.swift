/// A segment of the commit; "Segment record" in index-format.md.
struct SegmentRecord: Equatable, Sendable {
  static let layout = [
    LayoutField("id", 0, 8), LayoutField("file length", 8, 8),
    LayoutField("footer checksum", 16, 4), LayoutField("document count", 20, 4),
    LayoutField("deletions generation", 24, 8), LayoutField("deletions checksum", 32, 4),
    LayoutField("deleted count", 36, 4),
  ]

  var id: UInt64
  var fileLength: Int
  /// The footer checksum of the segment's file.
  var checksum: UInt32
  var documentCount: Int
  /// The generation whose deletions apply, or 0 when no document is deleted.
  var deletionsGeneration: UInt64 = 0
  /// The footer checksum of the deletions' file.
  var deletionsChecksum: UInt32 = 0
  var deletedCount = 0

  var fileName: String { Manifest.hexadecimal(id) + ".segment" }
  var deletionsFileName: String {
    "\(Manifest.hexadecimal(id))-\(deletionsGeneration).deletions"
  }
}

extension SegmentRecord {
  func write(to writer: inout ByteWriter) {
    writer.integer(id)
    writer.integer(UInt64(fileLength))
    writer.integer(checksum)
    writer.integer(UInt32(documentCount))
    writer.integer(deletionsGeneration)
    writer.integer(deletionsChecksum)
    writer.integer(UInt32(deletedCount))
  }

  init(_ reader: inout ByteReader) throws(FormatError) {
    let start = reader.offset
    id = try reader.integer()
    fileLength = Int(clamping: try reader.integer(UInt64.self))
    checksum = try reader.integer()
    documentCount = Int(try reader.integer(UInt32.self))
    deletionsGeneration = try reader.integer()
    deletionsChecksum = try reader.integer()
    deletedCount = Int(try reader.integer(UInt32.self))
    guard documentCount <= Int(Int32.max), deletedCount <= documentCount,
      (deletedCount == 0) == (deletionsGeneration == 0)
    else {
      throw reader.bytes.invalid("\(deletedCount) of \(documentCount) deleted", at: start)
    }
  }
}
