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

  /// What the values of a segment have in common, which decides how they are written.
  struct Shape {
    /// How many documents have a value.
    private(set) var count = 0
    private var isIntegral = true
    private var (least, largest) = (Double.infinity, -Double.infinity)

    mutating func add(_ value: Double) {
      count += 1
      isIntegral = isIntegral && value == value.rounded() && abs(value) <= 0x1p53
      (least, largest) = (min(least, value), max(largest, value))
    }

    private var base: Int64 { isIntegral && count > 0 ? Int64(least) : 0 }

    private var width: Int {
      guard isIntegral else { return 8 }
      let range = count > 0 ? Int64(largest) - Int64(least) : 0
      return [1, 2, 4].first { width in range >> Int64(8 * width) == 0 } ?? 8
    }

    func hasBitset(_ documentCount: Int) -> Bool { count < documentCount }

    func writeHeader(documentCount: Int, to writer: inout ByteWriter) {
      writer.integer((isIntegral ? Encoding.integer : .double).rawValue)
      writer.integer(UInt8(width))
      writer.integer(UInt8(hasBitset(documentCount) ? 1 : 0))
      writer.integer(UInt8(0))
      writer.integer(UInt32(documentCount))
      writer.integer(base)
    }

    func write(_ value: Double, to writer: inout ByteWriter) {
      let bits = isIntegral ? UInt64(Int64(value) - base) : value.bitPattern
      for byte in 0..<width { writer.integer(UInt8(truncatingIfNeeded: bits >> (8 * byte))) }
    }

    /// Writes that `count` documents have no value.
    func writeNothing(_ count: Int, to writer: inout ByteWriter) {
      for _ in 0..<count * width { writer.integer(UInt8(0)) }
    }
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
      var shape = Shape()
      for (_, value) in values { shape.add(value) }
      shape.writeHeader(documentCount: documentCount, to: &writer)
      if shape.hasBitset(documentCount) {
        var words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
        for (document, _) in values { words[document / 64] |= 1 << UInt64(document % 64) }
        for word in words { writer.integer(word) }
      }
      var next = 0
      for (document, value) in values {
        shape.writeNothing(document - next, to: &writer)
        shape.write(value, to: &writer)
        next = document + 1
      }
      shape.writeNothing(documentCount - next, to: &writer)
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
