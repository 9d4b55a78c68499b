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

  /// The words that share a stem, as far as they can be told without an index.
  struct Group {
    fileprivate let word: [UInt8]
    fileprivate let stem: [UInt8]
    fileprivate let irregularForms: [[UInt8]]
    fileprivate let prefixes: [[UInt8]]
  }

  /// The group of `word`, or `nil` when it has no other forms.
  func group(of word: [UInt8]) -> Group? {
    guard word.count >= 3, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    let stem = EnglishStemmer.stem(word)
    return Group(
      word: word, stem: stem, irregularForms: EnglishStemmer.irregularForms(ofStem: stem),
      prefixes: EnglishStemmer.candidatePrefixes(ofStem: stem))
  }

  /// The other words of a group that a text field of the index has, in the order of their bytes.
  func others(of group: Group, in field: FieldRecord) throws(FormatError) -> [[UInt8]] {
    var found: Set<[UInt8]> = []
    for segment in snapshot.segments {
      guard let reader = segment.field(field.number) else { continue }
      do {
        for form in group.irregularForms where try reader.entry(for: form.span) != nil {
          found.insert(form)
        }
        for prefix in group.prefixes { try scan(reader, prefix, group.stem, &found) }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    found.remove(group.word)
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
