/// Finds the terms of a query in every segment of an index.
struct QueryResolver {
  private let snapshot: IndexSnapshot
  private let isScored: Bool
  private let signal: StopSignal?
  /// How many postings were put together in memory.
  private(set) var gatheredPostings = 0

  /// - Parameters: as those of ``ResolvedQuery``.
  init(_ snapshot: IndexSnapshot, isScored: Bool, until signal: StopSignal?) {
    self.snapshot = snapshot
    self.isScored = isScored
    self.signal = signal
  }

  mutating func resolve(
    _ query: PlannedQuery
  ) throws(FormatError) -> ResolvedQuery.Node {
    switch query {
    case .range(let range, let field): return .range(range, field: field)
    case .presence(let field): return .presence(field, bits: try bits(of: field))
    case .constant(let part, let score):
      let part = try resolve(part)
      return isScored ? .constant(part, score: score) : part
    case .atLeast(let count, let parts): return .atLeast(count, try resolve(parts))
    case .best(let parts, let tieBreaker):
      return .best(try resolve(parts), tieBreaker: tieBreaker)
    case .boolean(let must, let should, let mustNot):
      return .boolean(
        must: try resolve(must), should: isScored || must.isEmpty ? try resolve(should) : [],
        mustNot: try resolve(mustNot))
    case .group(let forms, let boost):
      var resolved: [ResolvedQuery.Form] = []
      for form in forms {
        let found = ResolvedQuery.Form(form: form, postings: try postings(of: form))
        if found.isFound { resolved.append(found) }
      }
      return .group(resolved, weight: boost * Self.inverseDocumentFrequency(of: resolved))
    }
  }

  /// The idf of a group: of the field where it is most frequent, with the forms there added up.
  private static func inverseDocumentFrequency(of forms: [ResolvedQuery.Form]) -> Float {
    if forms.count == 1, forms[0].form.terms.count == 1, forms[0].form.wordWeight == 1 {
      let documentCount = forms[0].form.field.documentCount
      return BM25.inverseDocumentFrequency(
        min(documentCount, forms[0].documentFrequency(0)), of: documentCount)
    }
    let documentCount = forms.map(\.form.field.documentCount).max() ?? 0
    var sums: [UInt16: Float] = [:]
    var phrase: Float = .infinity
    for form in forms {
      if form.form.terms.count == 1 {
        sums[form.form.field.number, default: 0] +=
          Float(form.documentFrequencies[0]) * form.form.wordWeight
      } else {
        var sum = 0.0
        for frequency in form.documentFrequencies {
          sum += Double(BM25.inverseDocumentFrequency(frequency, of: documentCount))
        }
        phrase = min(phrase, Float(sum))
      }
    }
    let most = min(Float(documentCount), sums.values.max() ?? 0)
    let single =
      most > 0
      ? BM25.inverseDocumentFrequency(Int(most.rounded(.up)), of: documentCount) : .infinity
    return forms.isEmpty ? 0 : min(single, phrase)
  }

  private mutating func resolve(
    _ queries: [PlannedQuery]
  ) throws(FormatError) -> [ResolvedQuery.Node] {
    var nodes: [ResolvedQuery.Node] = []
    nodes.reserveCapacity(queries.count)
    for query in queries { nodes.append(try resolve(query)) }
    return nodes
  }

  /// The documents of each segment that have a keyword field; nothing for other fields.
  private func bits(of field: FieldRecord) throws(FormatError) -> [[UInt64]] {
    var bits: [[UInt64]] = []
    for segment in snapshot.segments {
      guard !field.type.hasPositions, let reader = segment.field(field.number) else {
        bits.append([])
        continue
      }
      do {
        bits.append(
          try PresenceMatcher.bits(
            of: reader, documentCount: segment.documentCount, until: signal))
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    return bits
  }

  /// The postings of the terms of a form in each segment.
  private mutating func postings(
    of form: PlannedQuery.Form
  ) throws(FormatError) -> [ResolvedQuery.TermPostings?] {
    var result: [ResolvedQuery.TermPostings?] = []
    result.reserveCapacity(form.terms.count * snapshot.segments.count)
    for (number, segment) in snapshot.segments.enumerated() {
      if let signal, signal.isRaised {
        result.append(contentsOf: repeatElement(nil, count: form.terms.count))
        continue
      }
      do {
        let gathers = form.terms.count > 1 || form.rule != nil
        for term in form.terms {
          result.append(try postings(of: term, form.field, in: segment, number, gathers))
        }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    return result
  }

  private mutating func postings(
    of term: PlannedQuery.Term, _ field: FieldRecord, in segment: SegmentReader, _ number: Int,
    _ gathers: Bool
  ) throws(FormatError) -> ResolvedQuery.TermPostings? {
    guard let reader = segment.field(field.number) else { return nil }
    guard term.isPrefix || term.alternatives != nil else {
      return try reader.entry(for: term.bytes.span).map { .entry($0) }
    }
    var entries = term.alternatives?.entries[number] ?? []
    if term.isPrefix { try appendEntries(startingWith: term.bytes, reader, &entries) }
    let union = TermUnion(entries, until: signal)
    gatheredPostings += union.documentFrequency
    guard entries.count > 1 else { return entries.first.map { .entry($0) } }
    guard gathers else { return .union(union) }
    return .gathered(union, try PostingsList(union: entries, of: reader, until: signal))
  }

  private func appendEntries(
    startingWith prefix: [UInt8], _ reader: FieldReader, _ entries: inout [TermEntry]
  ) throws(FormatError) {
    var iterator = try reader.terms(from: prefix.span)
    while let entry = try iterator.next(), iterator.term.span.starts(with: prefix.span) {
      entries.append(entry)
      if let signal, signal.isRaised { return }
    }
  }
}
