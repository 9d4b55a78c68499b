/// What a segment holds; "Segment information" in index-format.md.
struct SegmentInformation: Equatable, Sendable {
  static let layout = [
    LayoutField("document count", 0, 4), LayoutField("field count", 4, 2),
    LayoutField("reserved", 6, 2),
  ]

  /// Doc IDs are below this; deleted documents count.
  var documentCount: Int
  /// In ascending order of their numbers.
  var fields: [FieldRecord]

  func write(to writer: inout ByteWriter) {
    writer.integer(UInt32(documentCount))
    writer.integer(UInt16(fields.count))
    writer.integer(UInt16(0))
    for field in fields { field.write(to: &writer) }
  }

  init(documentCount: Int, fields: [FieldRecord]) {
    self.documentCount = documentCount
    self.fields = fields
  }

  init(reading bytes: MappedBytes) throws(FormatError) {
    var reader = ByteReader(bytes)
    documentCount = Int(try reader.integer(UInt32.self))
    guard documentCount <= Int(Int32.max) else {
      throw bytes.invalid("\(documentCount) documents", at: 0)
    }
    let fieldCount = try reader.integer(UInt16.self)
    try reader.skip(2)
    fields = []
    for _ in 0..<fieldCount {
      let start = reader.offset
      let field = try FieldRecord(&reader)
      if let last = fields.last, last.number >= field.number {
        throw bytes.invalid("fields out of order", at: start)
      }
      guard field.type != .stored else {
        throw bytes.invalid("record of a stored field", at: start + 2)
      }
      guard field.documentCount <= documentCount else {
        throw bytes.invalid("field in \(field.documentCount) documents", at: start + 4)
      }
      fields.append(field)
    }
    try reader.finish()
  }
}
