#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The fields of a document as it was added; "Stored document" in index-format.md.
struct StoredDocument: Equatable {
  enum Tag: UInt8 {
    case text = 1
    case keyword = 2
    case number = 3
    case date = 4
    case stored = 5
  }

  var fields: [(number: UInt16, value: FieldValue)]

  static func == (left: StoredDocument, right: StoredDocument) -> Bool {
    left.fields.elementsEqual(right.fields) { $0.number == $1.number && $0.value == $1.value }
  }

  /// Milliseconds since 1970, the form in which dates are kept.
  static func milliseconds(_ date: Date) -> Int64 {
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    return Int64(max(-0x1p53, min(0x1p53, milliseconds.isNaN ? 0 : milliseconds)))
  }

  static func date(milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  func write(to writer: inout ByteWriter) {
    writer.varint(fields.count)
    for field in fields {
      writer.varint(UInt64(field.number))
      switch field.value {
      case .text(let text): Self.write(.text, text, to: &writer)
      case .keyword(let text): Self.write(.keyword, text, to: &writer)
      case .stored(let text): Self.write(.stored, text, to: &writer)
      case .number(let number):
        writer.integer(Tag.number.rawValue)
        writer.integer(number.bitPattern)
      case .date(let date):
        writer.integer(Tag.date.rawValue)
        writer.integer(Self.milliseconds(date))
      }
    }
  }

  private static func write(_ tag: Tag, _ text: String, to writer: inout ByteWriter) {
    writer.integer(tag.rawValue)
    writer.string(text)
  }

  init(fields: [(number: UInt16, value: FieldValue)]) {
    self.fields = fields
  }

  init(_ reader: inout ByteReader) throws(FormatError) {
    // A value takes three bytes at least.
    let count = try reader.varint(atMost: reader.remaining / 3, "number of fields")
    fields = []
    fields.reserveCapacity(count)
    for _ in 0..<count {
      let number = UInt16(try reader.varint(atMost: Int(UInt16.max), "number of a field"))
      let code = try reader.integer(UInt8.self)
      guard let tag = Tag(rawValue: code) else {
        throw reader.bytes.invalid("unknown type of value \(code)", at: reader.offset - 1)
      }
      let value: FieldValue =
        switch tag {
        case .text: .text(try reader.string())
        case .keyword: .keyword(try reader.string())
        case .stored: .stored(try reader.string())
        case .number: .number(Double(bitPattern: try reader.integer(UInt64.self)))
        case .date: .date(Self.date(milliseconds: try reader.integer(Int64.self)))
        }
      fields.append((number, value))
    }
  }
}
