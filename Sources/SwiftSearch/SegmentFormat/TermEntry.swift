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

  /// The ranges of `postings` and `positions` are not written: they follow those of the term
  /// before, only their lengths are.
  func write(to writer: inout ByteWriter, hasPositions: Bool) {
    guard documentFrequency == 1 else {
      writer.varint(documentFrequency)
      writer.varint(postings.count)
      if hasPositions { writer.varint(positions.count) }
      return
    }
    let isSingle = hasPositions && onlyFrequency == 1
    writer.varint(isSingle ? 0 : 1)
    writer.varint(UInt64(onlyDocument))
    guard hasPositions else { return }
    if isSingle {
      writer.varint(UInt64(onlyPosition))
    } else {
      writer.varint(UInt64(onlyFrequency))
      writer.varint(positions.count)
    }
  }

  init(documentFrequency: Int) {
    self.documentFrequency = documentFrequency
  }

  /// - Parameters:
  ///   - postingsOffset: where the postings of the term before end; moved to where this one's do.
  ///   - positionsOffset: the same for the positions.
  init(
    _ reader: inout ByteReader, hasPositions: Bool,
    postingsOffset: inout Int, positionsOffset: inout Int
  ) throws(FormatError) {
    let code = try reader.varint(atMost: Int(Int32.max), "document frequency")
    documentFrequency = max(code, 1)
    postings = postingsOffset..<postingsOffset
    positions = positionsOffset..<positionsOffset
    if code > 1 {
      postings = try Self.range(&reader, &postingsOffset)
      if hasPositions { positions = try Self.range(&reader, &positionsOffset) }
      return
    }
    onlyDocument = UInt32(try reader.varint(atMost: Int(Int32.max), "doc ID"))
    if code == 0 {
      guard hasPositions else {
        throw reader.bytes.invalid("position in a field without any", at: reader.offset)
      }
      onlyPosition = UInt32(try reader.varint(atMost: Int(UInt32.max), "position"))
    } else if hasPositions {
      onlyFrequency = UInt32(try reader.varint(atMost: Int(UInt32.max), "frequency"))
      guard onlyFrequency > 1 else {
        throw reader.bytes.invalid("frequency of \(onlyFrequency)", at: reader.offset)
      }
      positions = try Self.range(&reader, &positionsOffset)
    }
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
