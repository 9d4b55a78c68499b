/// A document that others are like becomes its most telling words.
extension QueryPlanner {
  /// How many words tell a document from others.
  private static let wordLimit = 25
  /// How many tokens of a text are looked at, and how many different words are looked up.
  private static let tokenLimit = 1 << 16
  private static let lookupLimit = 1 << 13

  func plan(similarTo key: String) throws(FormatError) -> PlannedQuery? {
    // A field of this name is meant by those who have one.
    guard snapshot.field(named: "similar") == nil, let keyField = snapshot.field(named: "id") else {
      return try plan(.text(key, field: "similar"))
    }
    let itself = PlannedQuery.group(
      [
        words.form([words.term(Array(key.utf8.prefix(SegmentBuilder.longestKeyword)))], keyField, 1)
      ],
      boost: 1)
    guard let document = try self.document(matching: itself) else {
      return try plan(.text("similar:" + key))
    }
    let telling = try tellingWords(of: document)
    // Without such words nothing is like it, which is not the same as everything.
    guard !telling.isEmpty else { return .group([], boost: 1) }
    return .boolean(
      must: [],
      should: telling.map { .group(words.forms([words.term($0)], defaultFields.text), boost: 1) },
      mustNot: [itself])
  }

  private func document(matching query: PlannedQuery) throws(FormatError) -> StoredDocument? {
    let resolved = try ResolvedQuery(query, snapshot, ranking: BM25(), until: signal)
    let found = try SnapshotSearch.run(resolved, limit: 1, countsExactly: false)
    guard let first = found.top.first else { return nil }
    return try snapshot.segments[first.segment].storedDocument(Int(first.document))
  }

  /// The words that are frequent in a document and rare elsewhere, best first: those with the
  /// greatest product of frequency and inverse document frequency, of which others have some.
  private func tellingWords(of document: StoredDocument) throws(FormatError) -> [[UInt8]] {
    var frequencies: [[UInt8]: Int] = [:]
    var tokensLeft = Self.tokenLimit
    for field in document.fields
    where defaultFields.text.contains(where: { $0.number == field.number }) {
      guard case .text(let text) = field.value else { continue }
      let tokens = analyzer.tokens(of: text, limit: tokensLeft)
      tokensLeft -= tokens.count
      for token in tokens where [.word, .bigram].contains(token.kind) {
        frequencies[token.term, default: 0] += 1
      }
    }
    let frequent = frequencies.sorted {
      $0.value == $1.value ? $0.key.span.precedes($1.key.span) : $0.value > $1.value
    }
    var rated: [(term: [UInt8], value: Float)] = []
    for (term, frequency) in frequent.prefix(Self.lookupLimit) where signal?.isRaised != true {
      guard let rarity = try rarity(of: term) else { continue }
      rated.append((term, Float(frequency) * rarity))
    }
    rated.sort { $0.value == $1.value ? $0.term.span.precedes($1.term.span) : $0.value > $1.value }
    return rated.prefix(Self.wordLimit).map(\.term)
  }

  /// The inverse document frequency in the field where most documents have a term; `nil` when only
  /// one has it.
  private func rarity(of term: [UInt8]) throws(FormatError) -> Float? {
    var best: (frequency: Int, count: Int) = (1, 0)
    for field in defaultFields.text {
      var frequency = 0
      for segment in snapshot.segments {
        do throws(FormatError) {
          frequency +=
            try segment.field(field.number)?.entry(for: term.span)?.documentFrequency ?? 0
        } catch {
          throw error.inFile(segment.fileName)
        }
      }
      if frequency > best.frequency { best = (frequency, field.documentCount) }
    }
    guard best.frequency > 1 else { return nil }
    return BM25.inverseDocumentFrequency(best.frequency, of: best.count)
  }
}
