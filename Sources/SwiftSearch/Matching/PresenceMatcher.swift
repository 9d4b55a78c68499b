/// Matches the documents that have something in a field. Adds nothing to the score.
final class PresenceMatcher: Matcher {
  private enum Source {
    case norms(MappedBytes)
    case column(Column)
    /// A bit for each document.
    case bits([UInt64])
  }

  private let source: Source
  private let documentCount: UInt32

  /// - Parameter bits: of the documents that have the field, where no column and no norms tell.
  /// - Returns: `nil` when no document of the segment has the field.
  init?(_ field: FieldRecord, bits: [UInt64], in segment: SegmentReader) {
    documentCount = UInt32(segment.documentCount)
    if let column = segment.column(field.number) {
      source = .column(column)
    } else if let norms = segment.field(field.number)?.norms {
      source = .norms(norms)
    } else if !bits.isEmpty {
      source = .bits(bits)
    } else {
      return nil
    }
  }

  /// The documents that have a term of a field, one bit for each document of the segment.
  static func bits(
    of reader: FieldReader, documentCount: Int, until signal: StopSignal?
  ) throws(FormatError) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: documentCount / 64 + 1)
    var terms = try reader.terms(from: [UInt8]().span)
    let blocks = TermBlocks()
    while let entry = try terms.next(), signal?.isRaised != true {
      let cursor = try reader.postings(of: entry, in: blocks)
      var target: UInt32 = 0
      while let document = try cursor.advance(to: target), document < documentCount {
        bits[Int(document / 64)] |= 1 << UInt64(document % 64)
        target = document + 1
      }
    }
    return bits
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    target < documentCount ? target : nil
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    for document in window.start..<min(window.end, documentCount) where try has(Int(document)) {
      window.insert(document, score: 0)
    }
  }

  private func has(_ document: Int) throws(FormatError) -> Bool {
    switch source {
    case .norms(let norms): try norms.integer(UInt8.self, at: document) != Norms.encode(0)
    case .column(let column): try column.value(of: document) != nil
    case .bits(let bits): bits[document / 64] >> UInt64(document % 64) & 1 == 1
    }
  }
}
