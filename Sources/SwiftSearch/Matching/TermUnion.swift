/// Terms of a field of a segment, any of which counts as one and the same.
final class TermUnion: Sendable {
  let entries: [TermEntry]
  /// How many documents have each of them, added up: as with other forms of a word, a document that
  /// has two of them counts twice.
  let documentFrequency: Int
  /// Ends the reading of the postings early.
  let signal: StopSignal?

  init(_ entries: [TermEntry], until signal: StopSignal?) {
    self.entries = entries
    self.signal = signal
    documentFrequency = entries.reduce(0) { $0 + $1.documentFrequency }
  }

  /// The documents of all terms that lie among the first ones, which is known before all postings
  /// were read.
  ///
  /// - Returns: `nil` when it was ended early.
  func firstBits(
    _ documentCount: Int, of reader: FieldReader, in blocks: TermBlocks
  ) throws(FormatError) -> DocumentBits? {
    let bits = DocumentBits(documentCount)
    var budget = SearchBudget(signal)
    for entry in entries {
      guard budget.allows(1) else { return nil }
      if entry.documentFrequency == 1 {
        try reader.checkOnlyDocument(of: entry)
        if entry.onlyDocument < bits.end { bits.insert(entry.onlyDocument) }
      } else {
        try reader.postings(of: entry, in: blocks).addDocuments(to: bits)
      }
    }
    return bits
  }

  /// Bits of all documents of a segment, none of which is set.
  static func noBits(documentCount: Int) -> DocumentBits {
    DocumentBits((documentCount / 512 + 1) * 512)
  }

  /// The documents of all terms, one bit for each document of the segment.
  ///
  /// - Returns: `nil` when it was ended early.
  func bits(
    of reader: FieldReader, documentCount: Int, in blocks: TermBlocks
  ) throws(FormatError) -> DocumentBits? {
    let bits = Self.noBits(documentCount: documentCount)
    var budget = SearchBudget(signal)
    for entry in entries {
      guard budget.allows(1 + entry.documentFrequency / 1024) else { return nil }
      if entry.documentFrequency == 1 {
        try reader.checkOnlyDocument(of: entry)
        bits.insert(entry.onlyDocument)
      } else if entry.documentFrequency <= Postings.postingCount {
        bits.insert(blocks.documents, 0..<(try reader.decode(entry, into: blocks)))
      } else {
        try reader.postings(of: entry, in: blocks).addDocuments(to: bits)
      }
    }
    return bits
  }
}
