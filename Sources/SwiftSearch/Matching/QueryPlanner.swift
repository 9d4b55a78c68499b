#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Turns the text of a query into terms, as the index's documents were.
struct QueryPlanner {
  let snapshot: IndexSnapshot
  let analyzer: TextAnalyzer
  let defaultFields: [FieldRecord]
  let words: WordForms
  private let stopWords: Set<String>

  /// - Parameters:
  ///   - fields: where words without a field are looked for; `nil` is every text field.
  ///   - usesVariants: whether other forms of a word count, in an index that is made for it.
  ///   - synonyms: for a word in lower case, the words that count as it.
  ///   - stopWords: words in lower case that are left out.
  init(
    _ snapshot: IndexSnapshot, analyzer: TextAnalyzer, fields: [String]? = nil,
    usesVariants: Bool = true, synonyms: [String: [String]] = [:], stopWords: Set<String> = []
  ) {
    self.snapshot = snapshot
    self.analyzer = analyzer
    let folded = WordKey.folded(stopWords, analyzer).map { String(decoding: $0.key, as: UTF8.self) }
    self.stopWords = stopWords.union(folded)
    defaultFields = snapshot.manifest.fields.filter { field in
      fields.map { $0.contains(field.name) } ?? (field.type == .text)
    }
    words = WordForms(
      analyzer: analyzer, stems: StemGroups(snapshot), synonyms: synonyms,
      usesVariants: usesVariants && analyzer.options.expectsVariants)
  }

  /// - Returns: `nil` when there is nothing to look for, as in a query of punctuation.
  func plan(_ query: Query, tier: SearchTier = .exact) throws(FormatError) -> PlannedQuery? {
    switch query {
    case .text(let text, let field): return try plan(text, field: field, tier: tier)
    case .phrase(let text, let field): return try plan(phrase: text, field: field)
    case .words(let text, let field): return try plan(words: text, field: field)
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
    var planned: [PlannedQuery] = []
    for query in queries {
      if let part = try plan(query, tier: tier) { planned.append(part) }
    }
    return planned
  }

  /// Whether a part of the query can be taken less strictly.
  func canRelax(_ query: Query) -> Bool {
    switch query {
    case .text(let text, let name):
      if let name, let field = snapshot.field(named: name), field.type != .text { return false }
      let items = items(of: text)
      return items.count > 1 || items.contains { $0.tokens.count > 1 && $0.kind == .run }
    case .phrase, .words: return false
    case .boolean(let must, let should, _): return (must + should).contains(where: canRelax)
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
    return try plan(text, in: [field], tier)
  }

  private func plan(
    phrase text: String, field name: String?
  ) throws(FormatError) -> PlannedQuery? {
    let fields = name.flatMap { snapshot.field(named: $0) }.map { [$0] } ?? defaultFields
    var parts: [PlannedQuery] = []
    var forms: [PlannedQuery.Form] = []
    let tokens = items(of: text).flatMap(\.phraseTokens)
    for field in fields {
      if field.type == .text {
        if !tokens.isEmpty { forms.append(words.form(words.phrase(tokens), field, 1)) }
      } else if let other = value(text, in: field) {
        parts.append(other)
      }
    }
    if !forms.isEmpty { parts.insert(.group(forms, boost: 1), at: 0) }
    return union(parts)
  }

  private func plan(
    _ text: String, in fields: [FieldRecord], _ tier: SearchTier
  ) throws(FormatError) -> PlannedQuery? {
    var parts = fields.compactMap { value(text, in: $0) }
    let fields = fields.filter { $0.type == .text }
    let items = items(of: text).filter { !isStopWord($0) }
    if !fields.isEmpty, !items.isEmpty, let found = try plan(items, fields, tier) {
      parts.insert(found, at: 0)
    }
    return union(parts)
  }

  private func union(_ parts: [PlannedQuery]) -> PlannedQuery? {
    parts.count <= 1 ? parts.first : .boolean(must: [], should: parts, mustNot: [])
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
  func items(of text: String) -> [QueryItem] {
    QueryItem.items(of: Array(analyzer.tokens(of: text).prefix(Query.clauseLimit)))
  }

  func isStopWord(_ item: QueryItem) -> Bool {
    // Neither `the-end` nor `C++` is a word that the list means by `the` or `c`.
    guard !stopWords.isEmpty, let key = WordKey.key(of: item) else { return false }
    return stopWords.contains(String(decoding: key, as: UTF8.self))
  }
}
