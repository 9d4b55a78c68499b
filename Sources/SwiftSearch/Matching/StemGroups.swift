/// Finds the words of an index that have the same English stem.
///
/// The index holds words as they stand. Words with one stem share their beginning, so they are
/// found by walking over the part of the dictionary that begins so.
struct StemGroups {
  private let snapshot: IndexSnapshot

  /// How many terms of one beginning are looked at in a segment. No language has as many, but a
  /// document can.
  private static let scanLimit = 1 << 16
  /// How many other words of a group are taken.
  private static let groupLimit = 32

  init(_ snapshot: IndexSnapshot) {
    self.snapshot = snapshot
  }

  /// The other words with the stem of `word` that a text field of the index has, in the order of
  /// their bytes.
  func others(of word: [UInt8], in field: FieldRecord) throws(FormatError) -> [[UInt8]] {
    guard word.count >= 3, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return [] }
    let stem = EnglishStemmer.stem(word)
    var found: Set<[UInt8]> = []
    for segment in snapshot.segments {
      guard let reader = segment.field(field.number) else { continue }
      do {
        for form in EnglishStemmer.irregularForms(ofStem: stem)
        where try reader.entry(for: form.span) != nil {
          found.insert(form)
        }
        for prefix in EnglishStemmer.candidatePrefixes(ofStem: stem) {
          try scan(reader, prefix, stem, &found)
        }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    found.remove(word)
    return Array(found.sorted { $0.lexicographicallyPrecedes($1) }.prefix(Self.groupLimit))
  }

  private func scan(
    _ reader: FieldReader, _ prefix: [UInt8], _ stem: [UInt8], _ found: inout Set<[UInt8]>
  ) throws(FormatError) {
    var terms = try reader.terms(from: prefix.span)
    var scanned = 0
    while scanned < Self.scanLimit, try terms.next() != nil,
      terms.term.span.starts(with: prefix.span)
    {
      scanned += 1
      if EnglishStemmer.stem(terms.term) == stem { found.insert(terms.term) }
    }
  }
}
