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
struct FieldRecord: Equatable, Sendable {
  static let layout = [
    LayoutField("number", 0, 2), LayoutField("type", 2, 1), LayoutField("reserved", 3, 1),
    LayoutField("document count", 4, 4), LayoutField("total length", 8, 8),
    LayoutField("term count", 16, 8), LayoutField("posting count", 24, 8),
    LayoutField("position count", 32, 8),
  ]

  /// Below ``SectionTable/noField``, which means "no field".
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
  /// How many pairs of a term and a document there are, and how many positions; in a manifest 0.
  var postingCount = 0
  var positionCount = 0

  func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.integer(type.rawValue)
    writer.integer(UInt8(0))
    writer.integer(UInt32(documentCount))
    writer.integer(UInt64(totalLength))
    writer.integer(UInt64(termCount))
    writer.integer(UInt64(postingCount))
    writer.integer(UInt64(positionCount))
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
    postingCount = Int(clamping: try reader.integer(UInt64.self))
    positionCount = Int(clamping: try reader.integer(UInt64.self))
    name = try reader.string()
  }
}
