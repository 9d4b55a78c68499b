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

  /// Bits of all documents of a segment, none of which is set.
  static func noBits(documentCount: Int) -> DocumentBits {
    DocumentBits((documentCount / 512 + 1) * 512)
  }

  /// Adds the documents of all terms that lie among the first ones, which is less work than all.
  ///
  /// - Returns: false when it was ended early.
  func addDocuments(
    toFirst bits: DocumentBits, of reader: FieldReader, in blocks: TermBlocks
  ) throws(FormatError) -> Bool {
    var budget = SearchBudget(signal)
    for entry in entries {
      guard budget.allows(1 + entry.documentFrequency / 1024) else { return false }
      if entry.documentFrequency == 1 {
        try reader.checkOnlyDocument(of: entry)
        if entry.onlyDocument < bits.end { bits.insert(entry.onlyDocument) }
      } else if entry.documentFrequency <= Postings.postingCount {
        let count = try reader.decode(entry, into: blocks)
        bits.insert(
          blocks.documents,
          0..<blocks.documents.firstIndex(atLeast: bits.end, from: 0, count: count))
      } else {
        try reader.postings(of: entry, in: blocks).addDocuments(to: bits)
      }
    }
    return true
  }
}
