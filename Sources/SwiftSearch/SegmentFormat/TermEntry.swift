/// What the dictionary says of one term; "Term entry" in index-format.md.
struct TermEntry: Equatable, Sendable {
  /// How many documents have the term.
  var documentFrequency: Int
  /// The only document, its frequency, and its only position, when there is one of them.
  var onlyDocument: UInt32 = 0
  var onlyFrequency: UInt32 = 1
  var onlyPosition: UInt32 = 0
  /// In the field's postings; empty for a term of one document.
  var postings: Range<Int> = 0..<0
  /// In the field's positions; empty for a term of one position.
  var positions: Range<Int> = 0..<0

  /// What an entry of a block goes on from: what the one before it leaves behind.
  struct Place: Equatable {
    /// Where its postings and its positions end.
    var postings = 0
    var positions = 0
    /// The last document that stood in an entry of a field without positions.
    var document: UInt32 = 0
  }

  /// The ranges of `postings` and `positions` are not written: they follow those of the term
  /// before, only their lengths are.
  ///
  /// - Parameter place: of which nothing but the document matters; moved on.
  func write(to writer: inout ByteWriter, hasPositions: Bool, after place: inout Place) {
    guard documentFrequency == 1 else {
      writer.varint((documentFrequency - 1) << 1 | 1)
      writer.varint(postings.count)
      if hasPositions { writer.varint(positions.count) }
      return
    }
    guard hasPositions else {
      // Neighbours in a dictionary of keys are mostly near each other.
      let distance = Int(onlyDocument) - Int(place.document)
      writer.varint(UInt64(distance < 0 ? -2 * distance - 1 : 2 * distance) << 1)
      place.document = onlyDocument
      return
    }
    if onlyFrequency == 1 {
      writer.varint(UInt64(onlyDocument) << 1)
      writer.varint(UInt64(onlyPosition))
    } else {
      writer.varint(1)
      writer.varint(UInt64(onlyDocument))
      writer.varint(UInt64(onlyFrequency))
      writer.varint(positions.count)
    }
  }

  init(documentFrequency: Int) {
    self.documentFrequency = documentFrequency
  }

  /// - Parameter place: moved on to behind this entry.
  init(
    _ reader: inout ByteReader, hasPositions: Bool, after place: inout Place
  ) throws(FormatError) {
    let head = try reader.varint(atMost: 2 * Int(UInt32.max) + 1, "term entry")
    documentFrequency = 1
    postings = place.postings..<place.postings
    positions = place.positions..<place.positions
    if head & 1 == 0 {
      let document = hasPositions ? head / 2 : Self.document(head / 2, from: place.document)
      onlyDocument = try Self.checked(document, reader)
      if hasPositions {
        onlyPosition = UInt32(try reader.varint(atMost: Int(UInt32.max), "position"))
      } else {
        place.document = onlyDocument
      }
    } else if head > 1 {
      documentFrequency = head / 2 + 1
      guard documentFrequency <= Int(Int32.max) else {
        throw reader.bytes.invalid("document frequency out of range", at: reader.offset)
      }
      postings = try Self.range(&reader, &place.postings)
      if hasPositions { positions = try Self.range(&reader, &place.positions) }
    } else {
      guard hasPositions else {
        throw reader.bytes.invalid("frequency in a field without any", at: reader.offset)
      }
      onlyDocument = try Self.checked(try reader.varint(atMost: Int.max, "doc ID"), reader)
      onlyFrequency = UInt32(try reader.varint(atMost: Int(UInt32.max), "frequency"))
      guard onlyFrequency > 1 else {
        throw reader.bytes.invalid("frequency of \(onlyFrequency)", at: reader.offset)
      }
      positions = try Self.range(&reader, &place.positions)
    }
  }

  /// The document at a distance from another, the sign of which is in the lowest bit.
  @inline(__always)
  static func document(_ code: Int, from other: UInt32) -> Int {
    Int(other) + (code & 1 == 0 ? code / 2 : -1 - code / 2)
  }

  private static func checked(
    _ document: Int, _ reader: ByteReader
  ) throws(FormatError) -> UInt32 {
    guard document >= 0, document <= Int(Int32.max) else {
      throw reader.bytes.invalid("doc ID \(document) out of range", at: reader.offset)
    }
    return UInt32(document)
  }

  private static func range(
    _ reader: inout ByteReader, _ offset: inout Int
  ) throws(FormatError) -> Range<Int> {
    let count = try reader.varint(atMost: Int(UInt32.max), "length of a term's bytes")
    let (end, overflow) = offset.addingReportingOverflow(count)
    guard !overflow else { throw reader.bytes.invalid("offset overflows", at: reader.offset) }
    defer { offset = end }
    return offset..<end
  }
}
