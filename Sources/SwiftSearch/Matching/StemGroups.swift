/// Finds the words of an index that have the same English stem.
///
/// The index holds words as they stand. Words with one stem share their beginning, so they are
/// found by walking over the part of the dictionary that begins so.
struct StemGroups {
  private let snapshot: IndexSnapshot
  private let signal: StopSignal?

  /// How many terms of one beginning are looked at in a segment. No language has as many, but a
  /// document can.
  private static let scanLimit = 1 << 16
  /// How many other words of a group are taken.
  private static let groupLimit = 32

  /// - Parameter signal: ends a walk over words early, with some of them.
  init(_ snapshot: IndexSnapshot, until signal: StopSignal? = nil) {
    self.snapshot = snapshot
    self.signal = signal
  }

  /// The words that share a stem, as far as they can be told without an index.
  struct Group {
    fileprivate let word: [UInt8]
    fileprivate let stem: [UInt8]
    fileprivate let irregularForms: [[UInt8]]
    fileprivate let prefixes: [[UInt8]]

    fileprivate func isStem(_ term: Span<UInt8>) -> Bool {
      term.count == stem.count && term.starts(with: stem.span)
    }
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
    var found: [[UInt8]] = []
    for segment in snapshot.segments {
      guard let reader = segment.field(field.number), signal?.isRaised != true else { continue }
      do {
        for form in group.irregularForms where form != group.word {
          if try reader.entry(for: form.span) != nil { found.append(form) }
        }
        for prefix in group.prefixes { try scan(reader, prefix, group, &found) }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    guard found.count > 1 else { return found }
    found.sort { $0.span.precedes($1.span) }
    // Segments have words in common.
    var last = 0
    for index in found.indices.dropFirst() where found[index] != found[last] {
      last += 1
      found.swapAt(last, index)
    }
    return Array(found[...last].prefix(Self.groupLimit))
  }

  private func scan(
    _ reader: FieldReader, _ prefix: [UInt8], _ group: Group, _ found: inout [[UInt8]]
  ) throws(FormatError) {
    var visitor = StemVisitor(group)
    var walk = EntryWalk(startingWith: prefix, endingWith: [], atMost: Self.scanLimit)
    guard try !walk.run(over: reader, until: signal, &visitor) else {
      found += visitor.found
      return
    }
    try scanAll(reader, prefix, group, &found)
  }

  /// What ``scan(_:_:_:_:)`` does, on bytes that may be damaged.
  private func scanAll(
    _ reader: FieldReader, _ prefix: [UInt8], _ group: Group, _ found: inout [[UInt8]]
  ) throws(FormatError) {
    var terms = try reader.terms(from: prefix.span)
    var scanned = 0
    while scanned < Self.scanLimit, try terms.next() != nil,
      terms.term.span.starts(with: prefix.span)
    {
      scanned += 1
      if let signal, scanned % 64 == 0, signal.isRaised { return }
      if terms.term != group.word, EnglishStemmer.stem(terms.term) == group.stem {
        found.append(terms.term)
      }
    }
  }
}

/// Keeps the words of a group.
private struct StemVisitor: TermVisitor {
  private let group: StemGroups.Group
  private let filter: StemFilter
  private var word: [UInt8] = []
  /// How many bytes of the word that was looked at last rule out others.
  private var ruledOut = 0
  private(set) var found: [[UInt8]] = []

  init(_ group: StemGroups.Group) {
    self.group = group
    filter = StemFilter(stem: group.stem)
  }

  mutating func visit(_ term: Span<UInt8>, sharing common: Int) -> TermVisit {
    if let count = filter.ruledOut(term) {
      ruledOut = count
      return .ruledOut(prefix: count, place: -1, least: 0)
    }
    guard term.count > 0, StemFilter.canEnd(in: term[term.count - 1]) || group.isStem(term) else {
      return .passed
    }
    word.removeAll(keepingCapacity: true)
    word.append(copying: term)
    guard word != group.word else { return .passed }
    EnglishStemmer.stem(&word)
    if word == group.stem { found.append([UInt8](copying: term)) }
    return .passed
  }

  mutating func take(_ entry: TermEntry) {}

  func start(behind term: Span<UInt8>) -> UInt64? {
    TermIndex.prefix(behind: term.extracting(first: min(ruledOut, term.count)))
  }
}
