/// Which terms of a segment decide the order of its documents.
///
/// Those of the text fields that are in two documents or more, but at most in half of them: beyond,
/// they cost much time and make the order no better. Where memory does not suffice, the terms
/// of the fewest documents are left out, which bring the least.
struct TermSelection {
  /// How much is worked on until it is asked again whether to end.
  private static let share = 1 << 16

  /// For so many threads there is memory in any case. It is not as many as there are, since the
  /// same terms should be selected on every machine.
  private static let reservedThreads = 4

  /// In how many documents the terms are.
  let smallest: Int
  let largest: Int
  let termCount: Int
  /// With those of documents that are deleted.
  let postingCount: Int
  /// For how many threads there is memory.
  let threadLimit: Int
  /// The numbers that the terms of each frequency begin with: the most frequent come first, so
  /// that what is looked at often stands together.
  private let firstNumbers: [UInt32]

  /// - Returns: `nil` when it ended early.
  init?(
    _ segment: SegmentReader, documentCount: Int, memoryBudget: Int,
    until signal: StopSignal?
  ) throws(FormatError) {
    let perDocument = documentCount * (TermLists.bytesPerDocument + 16)
    let tables = 8 * (segment.documentCount / 2 + 1)
    let isEnough = perDocument + tables <= memoryBudget
    largest = isEnough ? segment.documentCount / 2 : 0
    var counts = [UInt32](repeating: 0, count: largest + 1)
    if isEnough {
      let isWhole = try Self.forEachTerm(of: segment, until: signal) {
        (entry, _) throws(FormatError) in
        if entry.documentFrequency < counts.count { counts[entry.documentFrequency] += 1 }
        return 0
      }
      guard isWhole else { return nil }
    }
    let perTerm = Self.reservedThreads * HalfCounts.bytesPerTerm
    var memory = perDocument + tables
    var (smallest, terms, postings) = (largest + 1, 0, 0)
    while smallest > 2 {
      let count = Int(counts[smallest - 1])
      let needed = count * (perTerm + TermLists.bytesPerPosting * (smallest - 1))
      guard memory + needed <= memoryBudget,
        postings + count * (smallest - 1) <= TermLists.largestPostingCount
      else { break }
      memory += needed
      smallest -= 1
      counts[smallest] = UInt32(terms)
      terms += count
      postings += count * smallest
    }
    (self.smallest, termCount, postingCount) = (smallest, terms, postings)
    let perThread = max(1, terms * HalfCounts.bytesPerTerm)
    threadLimit = Self.reservedThreads + max(0, memoryBudget - memory) / perThread
    firstNumbers = counts
  }

  /// For each of some documents the terms that it has.
  ///
  /// - Returns: `nil` when it ended early.
  func lists(
    of segment: SegmentReader, _ documents: [UInt32], until signal: StopSignal?
  ) throws(FormatError) -> TermLists? {
    var places = [UInt32](repeating: .max, count: segment.documentCount)
    for (place, document) in documents.enumerated() { places[Int(document)] = UInt32(place) }
    let lists = TermLists(documents: documents, termCount: termCount)
    let isCounted = try forEachPosting(of: segment, until: signal) { _, document in
      let place = places[Int(document)]
      if place != .max { lists.announce(Int(place)) }
    }
    guard isCounted else { return nil }
    lists.layOut()
    let isFilled = try forEachPosting(of: segment, until: signal) { term, document in
      let place = places[Int(document)]
      if place != .max { lists.append(term, to: Int(place)) }
    }
    return isFilled ? lists : nil
  }

  /// - Returns: whether it went through to the end.
  private func forEachPosting(
    of segment: SegmentReader, until signal: StopSignal?, _ body: (UInt32, UInt32) -> Void
  ) throws(FormatError) -> Bool {
    let blocks = TermBlocks()
    var numbers = firstNumbers
    return try Self.forEachTerm(of: segment, until: signal) { entry, field throws(FormatError) in
      let frequency = entry.documentFrequency
      guard frequency >= smallest, frequency <= largest else { return 0 }
      let number = numbers[frequency]
      numbers[frequency] += 1
      let postings = try field.postings(of: entry, in: blocks)
      while try postings.nextBlock() {
        let documents = try postings.documents
        for index in 0..<postings.count { body(number, documents[index]) }
      }
      return frequency
    }
  }

  /// Goes through the terms of the text fields.
  ///
  /// - Parameter body: returns how many postings it has looked at.
  /// - Returns: whether it went through to the end.
  private static func forEachTerm(
    of segment: SegmentReader, until signal: StopSignal?,
    _ body: (TermEntry, FieldReader) throws(FormatError) -> Int
  ) throws(FormatError) -> Bool {
    var left = 0
    for record in segment.information.fields where record.type == .text {
      guard let field = segment.field(record.number) else { continue }
      var terms = TermIterator(field: field, block: 0)
      while let entry = try terms.next() {
        // To come to a term takes as long as some dozens of postings.
        left -= try body(entry, field) + 64
        guard left < 0 else { continue }
        left = share
        if let signal, signal.isRaised { return false }
      }
    }
    return true
  }
}
