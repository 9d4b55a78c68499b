#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Turns the text of a query into terms, as the index's documents were.
struct QueryPlanner {
  private let snapshot: IndexSnapshot
  private let analyzer: TextAnalyzer
  private let defaultFields: [FieldInformation]

  /// - Parameter fields: where words without a field are looked for; `nil` is every text field.
  init(_ snapshot: IndexSnapshot, analyzer: TextAnalyzer, fields: [String]?) {
    self.snapshot = snapshot
    self.analyzer = analyzer
    defaultFields = snapshot.manifest.fields.filter { field in
      fields.map { $0.contains(field.name) } ?? (field.type == .text)
    }
  }

  /// - Returns: `nil` when there is nothing to look for, as in a query of punctuation.
  func plan(_ query: Query) -> PlannedQuery? {
    switch query {
    case .text(let text, let field): return plan(text, field: field)
    case .phrase(let text, let field): return plan(text, field: field, isPhrase: true)
    case .words(let text, let field): return plan(words: text, field: field)
    case .boolean(let must, let should, let mustNot):
      let planned = (
        must: must.compactMap(plan), should: should.compactMap(plan),
        mustNot: mustNot.compactMap(plan)
      )
      // Words that became nothing must not turn "a word but not c" into "all but c".
      let isExclusion = must.isEmpty && should.isEmpty && !planned.mustNot.isEmpty
      guard isExclusion || !planned.must.isEmpty || !planned.should.isEmpty else { return nil }
      return .boolean(must: planned.must, should: planned.should, mustNot: planned.mustNot)
    }
  }

  private func plan(_ text: String, field name: String?, isPhrase: Bool = false) -> PlannedQuery? {
    guard let name else { return union(defaultFields.compactMap { plan(text, in: $0) }) }
    guard let field = snapshot.field(named: name) else {
      // Not a field's name, so the colon is part of the text, as in `https://…`.
      return plan(isPhrase ? text : "\(name):\(text)", field: nil)
    }
    return plan(text, in: field)
  }

  private func plan(words text: String, field name: String?) -> PlannedQuery? {
    let fields = name.map { snapshot.field(named: $0).map { [$0] } ?? [] } ?? defaultFields
    var parts: [PlannedQuery] = []
    for var term in terms(of: text) {
      term.offset = 0
      parts += fields.filter { $0.type == .text }.map { .terms([term], field: $0) }
    }
    return union(parts)
  }

  private func union(_ parts: [PlannedQuery]) -> PlannedQuery? {
    parts.count <= 1 ? parts.first : .boolean(must: [], should: parts, mustNot: [])
  }

  private func plan(_ text: String, in field: FieldInformation) -> PlannedQuery? {
    switch field.type {
    case .text:
      let terms = terms(of: text)
      return terms.isEmpty ? nil : .terms(terms, field: field)
    case .keyword:
      // Cut as the values are.
      let bytes = Array(text.utf8.prefix(SegmentBuilder.longestKeyword))
      return .terms([PlannedQuery.Term(bytes: bytes)], field: field)
    case .number:
      guard let number = Double(text), !number.isNaN else { return nil }
      return .range(number..<number.nextUp, field: field)
    case .date:
      return DateRange.milliseconds(text).map { .range($0, field: field) }
    case .stored:
      return nil
    }
  }

  private func terms(of text: String) -> [PlannedQuery.Term] {
    var terms: [PlannedQuery.Term] = []
    var start: UInt32?
    let tokens = analyzer.tokens(of: text)
    // A name such as `C++` is asked for in place of the word at its position.
    let names = Dictionary(
      tokens.lazy.filter { $0.kind == .symbol }.map { ($0.position, $0) }
    ) { first, _ in first }
    for var token in tokens {
      switch token.kind {
      case .runEnd, .joined, .whole, .symbol: continue
      case .word, .bigram, .single: token = names[token.position] ?? token
      }
      let first = start ?? token.position
      start = first
      terms.append(
        PlannedQuery.Term(
          bytes: token.term, isPrefix: token.kind == .single, offset: token.position - first))
    }
    return terms
  }
}
