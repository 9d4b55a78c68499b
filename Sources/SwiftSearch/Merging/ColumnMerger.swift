/// Writes the values that a number or date field has in several segments as those of one segment.
///
/// The values are read twice or three times, so that they need not be kept.
struct ColumnMerger {
  private static let pieceByteCount = 1 << 16

  private let field: FieldRecord
  private let inputs: [MergeInput]
  private let documentCount: Int
  private let pace: MergePace

  init(_ field: FieldRecord, _ inputs: [MergeInput], documentCount: Int, pace: MergePace) {
    self.field = field
    self.inputs = inputs
    self.documentCount = documentCount
    self.pace = pace
  }

  /// - Returns: the field's record with its counts.
  func write(to file: inout SectionFileWriter) throws -> FieldRecord {
    var record = FieldRecord(number: field.number, type: field.type, name: field.name)
    var shape = Column.Shape()
    try forEachValue { if let value = $0 { shape.add(value) } }
    record.documentCount = shape.count
    var bytes = ByteWriter()
    shape.writeHeader(documentCount: documentCount, to: &bytes)
    file.beginSection()
    if shape.hasBitset(documentCount) {
      var (word, bit): (UInt64, UInt64) = (0, 0)
      try forEachValue { value in
        if value != nil { word |= 1 << bit }
        bit += 1
        guard bit == 64 else { return }
        bytes.integer(word)
        (word, bit) = (0, 0)
        try flush(&bytes, to: &file)
      }
      if bit > 0 { bytes.integer(word) }
    }
    try forEachValue { value in
      if let value { shape.write(value, to: &bytes) } else { shape.writeNothing(1, to: &bytes) }
      try flush(&bytes, to: &file)
    }
    try file.append(bytes.bytes)
    file.endSection(.column, field: field.number)
    return record
  }

  @inline(__always)
  private func flush(_ bytes: inout ByteWriter, to file: inout SectionFileWriter) throws {
    guard bytes.count >= Self.pieceByteCount else { return }
    try file.append(bytes.bytes)
    try pace.didMerge(bytes.count)
    bytes.removeAll()
  }

  /// Calls `body` for each document that is kept, in the new order.
  private func forEachValue(_ body: (Double?) throws -> Void) throws {
    for input in inputs {
      try pace.check()
      let column = input.segment.column(field.number)
      func value(_ document: UInt32) throws(FormatError) -> Double? {
        do throws(FormatError) {
          return try column?.value(of: Int(document))
        } catch {
          throw error.inFile(input.segment.fileName)
        }
      }
      guard input.map.isOrdered else {
        for document in input.documentsInOrder() { try body(try value(document)) }
        continue
      }
      for document in 0..<UInt32(input.segment.documentCount)
      where input.map[document] != DocumentMap.dropped {
        try body(try value(document))
      }
    }
  }
}
