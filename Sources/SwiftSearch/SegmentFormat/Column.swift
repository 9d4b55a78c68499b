#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One number for each document; "Column" in index-format.md.
struct Column: Sendable {
  static let layout = [
    LayoutField("encoding", 0, 1), LayoutField("width", 1, 1), LayoutField("has bitset", 2, 1),
    LayoutField("reserved", 3, 1), LayoutField("document count", 4, 4),
    LayoutField("base", 8, 8),
  ]
  static let headerByteCount = 16

  enum Encoding: UInt8 {
    /// Integers, as their differences from the base.
    case integer = 0
    /// IEEE 754 doubles.
    case double = 1
  }

  /// Collects the values of a segment.
  struct Writer {
    /// With ascending documents.
    private var values: [(document: Int, value: Double)] = []

    /// Sets the value of `document`, which is not below any set before; the first value counts.
    mutating func set(_ value: Double, for document: Int) {
      if values.last?.document != document { values.append((document, value)) }
    }

    func write(documentCount: Int, to writer: inout ByteWriter) {
      let existing = values.lazy.map(\.value)
      let isIntegral = existing.allSatisfy { $0 == $0.rounded() && abs($0) <= 0x1p53 }
      let base: Int64 = isIntegral ? Int64(existing.min() ?? 0) : 0
      let largest: Int64 = isIntegral ? Int64(existing.max() ?? 0) - base : 0
      let narrow = [1, 2, 4].first { width in largest >> Int64(8 * width) == 0 }
      let width = isIntegral ? narrow ?? 8 : 8
      let hasBitset = values.count < documentCount
      writer.integer((isIntegral ? Encoding.integer : .double).rawValue)
      writer.integer(UInt8(width))
      writer.integer(UInt8(hasBitset ? 1 : 0))
      writer.integer(UInt8(0))
      writer.integer(UInt32(documentCount))
      writer.integer(base)
      if hasBitset {
        var words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
        for (document, _) in values { words[document / 64] |= 1 << UInt64(document % 64) }
        for word in words { writer.integer(word) }
      }
      var next = values.startIndex
      for document in 0..<documentCount {
        var bits: UInt64 = 0
        if next < values.endIndex, values[next].document == document {
          let value = values[next].value
          bits = isIntegral ? UInt64(Int64(value) - base) : value.bitPattern
          next += 1
        }
        for byte in 0..<width { writer.integer(UInt8(truncatingIfNeeded: bits >> (8 * byte))) }
      }
    }
  }

  private let bytes: MappedBytes
  private let encoding: Encoding
  private let width: Int
  let documentCount: Int
  private let base: Int64
  private let hasBitset: Bool
  private let values: Int

  init(_ bytes: MappedBytes) throws(FormatError) {
    self.bytes = bytes
    let code = try bytes.integer(UInt8.self, at: 0)
    guard let encoding = Encoding(rawValue: code) else {
      throw bytes.invalid("unknown encoding \(code)", at: 0)
    }
    self.encoding = encoding
    width = Int(try bytes.integer(UInt8.self, at: 1))
    guard [1, 2, 4, 8].contains(width), encoding == .integer || width == 8 else {
      throw bytes.invalid("width of \(width) bytes", at: 1)
    }
    let flag = try bytes.integer(UInt8.self, at: 2)
    guard flag <= 1 else { throw bytes.invalid("has bitset is \(flag)", at: 2) }
    hasBitset = flag == 1
    documentCount = Int(try bytes.integer(UInt32.self, at: 4))
    base = try bytes.integer(at: 8)
    values = Self.headerByteCount + (hasBitset ? (documentCount + 63) / 64 * 8 : 0)
    try bytes.check(values, documentCount * width)
    try ByteReader(bytes, at: values + documentCount * width).finish()
  }

  /// The values of candidates.
  func gather(_ candidates: Candidates, into numbers: NumberBlock) throws(FormatError) {
    try numbers.gather(candidates, from: bytes, source)
  }

  /// The value of a document of the segment; not a number when it has none.
  func number(of document: UInt32) -> Double {
    NumberBlock.number(of: Int(document), in: bytes, source)
  }

  private var source: NumberBlock.Source {
    NumberBlock.Source(
      bitset: hasBitset ? Self.headerByteCount : nil, values: values, width: width,
      isDouble: encoding == .double, base: base, documentCount: documentCount)
  }

  /// The value of `document`, or `nil` when it has none.
  func value(of document: Int) throws(FormatError) -> Double? {
    guard document < documentCount else { return nil }
    if hasBitset {
      let word = try bytes.integer(
        UInt64.self, at: Self.headerByteCount + document / 64 * 8)
      guard word >> UInt64(document % 64) & 1 == 1 else { return nil }
    }
    let offset = values + document * width
    var bits: UInt64 = 0
    for byte in 0..<width {
      bits |= UInt64(try bytes.integer(UInt8.self, at: offset + byte)) << UInt64(8 * byte)
    }
    return encoding == .double
      ? Double(bitPattern: bits) : Double(base &+ Int64(bitPattern: bits))
  }
}
