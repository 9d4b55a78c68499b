/// How the values of a field can be searched.
enum FieldType: UInt8, Sendable {
  case text = 1
  case keyword = 2
  case number = 3
  case date = 4
  case stored = 5

  var hasTerms: Bool { self == .text || self == .keyword }
  var hasPositions: Bool { self == .text }
  var hasColumn: Bool { self == .number || self == .date }

  var name: String {
    switch self {
    case .text: "text"
    case .keyword: "keyword"
    case .number: "number"
    case .date: "date"
    case .stored: "stored"
    }
  }
}

/// A field's name and type, and what is counted of it; "Field record" in index-format.md.
struct FieldInformation: Equatable, Sendable {
  static let layout = [
    LayoutField("number", 0, 2), LayoutField("type", 2, 1), LayoutField("reserved", 3, 1),
    LayoutField("document count", 4, 4), LayoutField("total length", 8, 8),
    LayoutField("term count", 16, 8),
  ]

  static let largestNumber: UInt16 = 0xFFFD
  /// Far more than any index has, so that sums stay exact as doubles and cannot overflow.
  static let largestTotalLength: UInt64 = 1 << 53

  /// Identifies the field in all segments of the index.
  var number: UInt16
  var type: FieldType
  var name: String
  /// How many documents have the field; the `N` of BM25.
  var documentCount = 0
  /// The sum of the lengths of the field; divided by ``documentCount`` it is the average length.
  var totalLength = 0
  /// How many terms the field has; in a manifest this is 0, since terms cannot be added up.
  var termCount = 0

  func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.integer(type.rawValue)
    writer.integer(UInt8(0))
    writer.integer(UInt32(documentCount))
    writer.integer(UInt64(totalLength))
    writer.integer(UInt64(termCount))
    writer.string(name)
  }

  init(number: UInt16, type: FieldType, name: String) {
    self.number = number
    self.type = type
    self.name = name
  }

  init(_ reader: inout ByteReader) throws(FormatError) {
    let start = reader.offset
    number = try reader.integer()
    guard number <= Self.largestNumber else {
      throw reader.bytes.invalid("field \(number)", at: start)
    }
    let code = try reader.integer(UInt8.self)
    guard let type = FieldType(rawValue: code) else {
      throw reader.bytes.invalid("unknown type of field \(code)", at: start + 2)
    }
    self.type = type
    try reader.skip(1)
    documentCount = Int(try reader.integer(UInt32.self))
    let totalLength = try reader.integer(UInt64.self)
    guard totalLength <= Self.largestTotalLength else {
      throw reader.bytes.invalid("total length \(totalLength)", at: start + 8)
    }
    self.totalLength = Int(totalLength)
    termCount = Int(clamping: try reader.integer(UInt64.self))
    name = try reader.string()
    // The section table has no room for the number that means "no field".
    guard number < SectionTable.noField else {
      throw reader.bytes.invalid("field number \(number)", at: start)
    }
  }
}

/// What a segment holds; "Segment information" in index-format.md.
struct SegmentInformation: Equatable, Sendable {
  static let layout = [
    LayoutField("document count", 0, 4), LayoutField("field count", 4, 2),
    LayoutField("reserved", 6, 2),
  ]

  /// Doc IDs are below this; deleted documents count.
  var documentCount: Int
  /// In ascending order of their numbers.
  var fields: [FieldInformation]

  func write(to writer: inout ByteWriter) {
    writer.integer(UInt32(documentCount))
    writer.integer(UInt16(fields.count))
    writer.integer(UInt16(0))
    for field in fields { field.write(to: &writer) }
  }

  init(documentCount: Int, fields: [FieldInformation]) {
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
      let field = try FieldInformation(&reader)
      if let last = fields.last, last.number >= field.number {
        throw bytes.invalid("fields out of order", at: start)
      }
      guard field.documentCount <= documentCount else {
        throw bytes.invalid("field in \(field.documentCount) documents", at: start + 4)
      }
      fields.append(field)
    }
  }
}
