#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Turns the text of a query into terms, as the index's documents were.
///
/// A planner is made for every query. What depends on the index alone is in the snapshot.
final class QueryPlanner {
  /// Fields by what is done with them.
  struct Fields {
    var text: [FieldRecord]
    /// Those that are looked in for a value.
    var others: [FieldRecord] = []

    init(_ field: FieldRecord) {
      text = field.type == .text ? [field] : []
      others = field.type == .text ? [] : [field]
    }

    fileprivate init(_ snapshot: IndexSnapshot, named names: [String]?) {
      guard let names else {
        text = snapshot.textFields
        return
      }
      text = snapshot.textFields.filter { names.contains($0.name) }
      others = snapshot.otherFields.filter { names.contains($0.name) }
    }
  }

  let snapshot: IndexSnapshot
  let analyzer: TextAnalyzer
  let defaultFields: Fields
  let words: WordForms
  private let stopWords: Set<String>
  private let texts: Pool<AnalysisMemory>
  let signal: StopSignal?
  /// Whether a pattern means more terms than are looked for.
  var hasCutPattern = false
  /// Whether the query means more terms than are looked for.
  var isCut: Bool { hasCutPattern || words.budget?.isExhausted ?? false }

  /// - Parameters:
  ///   - fields: where words without a field are looked for; `nil` is every text field.
  ///   - fieldWeights: how much a word counts in some fields.
  ///   - usesVariants: whether other forms of a word count, in an index that is made for it.
  ///   - synonyms: for a word in lower case, the words that count as it.
  ///   - stopWords: words in lower case that are left out.
  ///   - texts: memory that texts are analyzed in.
  ///   - signal: ends the search for other forms of words early.
  init(
    _ snapshot: IndexSnapshot, analyzer: TextAnalyzer, fields: [String]? = nil,
    fieldWeights: [String: Float] = [:], usesVariants: Bool = true,
    synonyms: [String: [String]] = [:], stopWords: Set<String> = [],
    texts: Pool<AnalysisMemory> = Pool(limit: 1), until signal: StopSignal? = nil
  ) {
    self.texts = texts
    self.snapshot = snapshot
    self.analyzer = analyzer
    self.signal = signal
    self.stopWords =
      stopWords.isEmpty
      ? stopWords
      : stopWords.union(
        WordKey.folded(stopWords, analyzer).map { String(decoding: $0.key, as: UTF8.self) })
    defaultFields = Fields(snapshot, named: fields)
    words = WordForms(
      analyzer: analyzer, stems: StemGroups(snapshot, until: signal), synonyms: synonyms,
      fieldWeights: fieldWeights,
      usesVariants: usesVariants && analyzer.options.expectsVariants)
  }

  /// - Returns: `nil` when there is nothing to look for, as in a query of punctuation.
  func plan(_ query: Query, tier: SearchTier = .exact) throws(FormatError) -> PlannedQuery? {
    switch query {
    case .text(let text, let field): return try plan(text, field: field, tier: tier)
    case .phrase(let text, let field): return try plan(phrase: text, field: field)
    case .words(let text, let field): return try plan(words: text, field: field)
    case .pattern(let pattern, let field): return try plan(pattern, field: field)
    case .range(let range, let field): return try plan(range, field: field)
    case .boosted(let part, let factor): return try plan(part, tier: tier)?.boosted(by: factor)
    case .proximity(let proximity, let field): return try plan(proximity, field: field)
    case .similar(let key): return try plan(similarTo: key)
    case .everything: return .boolean(must: [], should: [], mustNot: [])
    case .exists(let name): return plan(existing: name)
    case .constant(let part, let score):
      return try plan(part, tier: tier).map { .constant($0, score: score) }
    case .atLeast(let count, let parts):
      let planned = try planEach(parts, tier)
      return planned.isEmpty ? nil : .atLeast(count, planned)
    case .best(let parts, let tieBreaker):
      let planned = try planEach(parts, tier)
      return planned.isEmpty ? nil : .best(planned, tieBreaker: tieBreaker)
    case .boolean(let must, let should, let mustNot):
      let planned = (
        must: try plan(must, tier), should: try plan(should, tier),
        // What is excluded is meant as it was typed.
        mustNot: try plan(mustNot, .exact)
      )
      // Words that became nothing must not turn "a word but not c" into "all but c".
      let isExclusion = must.isEmpty && should.isEmpty && !planned.mustNot.isEmpty
      guard isExclusion || !planned.must.isEmpty || !planned.should.isEmpty else { return nil }
      return .boolean(must: planned.must, should: planned.should, mustNot: planned.mustNot)
    }
  }

  private func plan(_ queries: [Query], _ tier: SearchTier) throws(FormatError) -> [PlannedQuery] {
    queries.isEmpty ? [] : RepeatedParts.merged(try planEach(queries, tier))
  }

  /// The parts that are not nothing.
  private func planEach(
    _ queries: [Query], _ tier: SearchTier
  ) throws(FormatError) -> [PlannedQuery] {
    var planned: [PlannedQuery] = []
    planned.reserveCapacity(queries.count)
    for query in queries {
      if let part = try plan(query, tier: tier) { planned.append(part) }
    }
    return planned
  }

  private func plan(existing name: String) -> PlannedQuery {
    guard let field = snapshot.field(named: name), field.type != .stored else {
      // No document has it.
      return .group([], boost: 1)
    }
    return field.number == Schema.keyNumber
      ? .boolean(must: [], should: [], mustNot: []) : .presence(field)
  }

  /// Whether a part of the query can be taken less strictly.
  func canRelax(_ query: Query) -> Bool {
    switch query {
    case .text(let text, let name):
      if analyzer.isPlainTerm(text) { return false }
      if let name, let field = snapshot.field(named: name), field.type != .text { return false }
      let items = items(of: text)
      return items.count > 1 || items.contains { $0.tokens.count > 1 && $0.kind == .run }
    case .phrase, .words, .pattern, .range, .proximity, .everything, .exists, .similar: return false
    case .boosted(let part, _), .constant(let part, _): return canRelax(part)
    case .atLeast(_, let parts), .best(let parts, _): return parts.contains(where: canRelax)
    case .boolean(let must, let should, _):
      return must.contains(where: canRelax) || should.contains(where: canRelax)
    }
  }

  // MARK: Fields

  private func plan(
    _ text: String, field name: String?, tier: SearchTier
  ) throws(FormatError) -> PlannedQuery? {
    guard let name else { return try plan(text, in: defaultFields, tier) }
    guard let field = snapshot.field(named: name) else {
      // Not a field's name, so the colon is part of the text, as in `https://…`.
      return try plan("\(name):\(text)", in: defaultFields, tier)
    }
    return try plan(text, in: Fields(field), tier)
  }

  private func plan(
    phrase text: String, field name: String?
  ) throws(FormatError) -> PlannedQuery? {
    let fields = name.flatMap { snapshot.field(named: $0) }.map { Fields($0) } ?? defaultFields
    var group: PlannedQuery?
    if !fields.text.isEmpty {
      let terms = phrase(text)
      if !terms.isEmpty { group = .group(words.forms(terms, fields.text), boost: 1) }
    }
    return union(group, values(text, in: fields.others))
  }

  private func phrase(_ text: String) -> [PlannedQuery.Term] {
    if let terms = analyzer.plainTerms(of: text, limit: Query.clauseLimit) {
      return terms.enumerated().map { offset, term in
        PlannedQuery.Term(bytes: term, offset: UInt32(truncatingIfNeeded: offset))
      }
    }
    return words.phrase(QueryItem.items(of: tokens(of: text)).flatMap(\.phraseTokens))
  }

  private func plan(
    _ text: String, in fields: Fields, _ tier: SearchTier
  ) throws(FormatError) -> PlannedQuery? {
    let group = fields.text.isEmpty ? nil : try plan(text, inTexts: fields.text, tier)
    return fields.others.isEmpty ? group : union(group, values(text, in: fields.others))
  }

  private func plan(
    _ text: String, inTexts fields: [FieldRecord], _ tier: SearchTier
  ) throws(FormatError) -> PlannedQuery? {
    if let term = analyzer.plainTerm(of: text) {
      if !stopWords.isEmpty, stopWords.contains(String(decoding: term, as: UTF8.self)) {
        return nil
      }
      return .group(try words.forms(ofPlain: term, in: fields), boost: 1)
    }
    var items = items(of: text)
    if !stopWords.isEmpty { items.removeAll(where: isStopWord) }
    return items.isEmpty ? nil : try plan(items, fields, tier)
  }

  private func union(_ group: PlannedQuery?, _ values: [PlannedQuery]) -> PlannedQuery? {
    guard !values.isEmpty else { return group }
    let parts = (group.map { [$0] } ?? []) + values
    return parts.count <= 1 ? parts.first : .boolean(must: [], should: parts, mustNot: [])
  }

  private func values(_ text: String, in fields: [FieldRecord]) -> [PlannedQuery] {
    fields.isEmpty ? [] : fields.compactMap { value(text, in: $0) }
  }

  private func value(_ text: String, in field: FieldRecord) -> PlannedQuery? {
    switch field.type {
    case .keyword:
      let bytes = Array(text.utf8.prefix(SegmentBuilder.longestKeyword))
      return .group([words.form([words.term(bytes)], field, 1)], boost: 1)
    case .number:
      return Double(text).flatMap { $0.isFinite ? .range($0..<$0.nextUp, field: field) : nil }
    case .date:
      return DateRange.milliseconds(text).map { .range($0, field: field) }
    case .text, .stored:
      return nil
    }
  }

  /// The items of a text, of which a bounded number counts.
  func items(of text: String) -> [QueryItem] { QueryItem.items(of: tokens(of: text)) }

  private func tokens(of text: String) -> [Token] {
    let memory = texts.take() ?? AnalysisMemory()
    defer { texts.put(memory) }
    return analyzer.tokens(of: text, limit: Query.clauseLimit, in: memory)
  }

  func isStopWord(_ item: QueryItem) -> Bool {
    // Neither `the-end` nor `C++` is a word that the list means by `the` or `c`.
    guard !stopWords.isEmpty, let key = WordKey.key(of: item) else { return false }
    return stopWords.contains(String(decoding: key, as: UTF8.self))
  }
}
