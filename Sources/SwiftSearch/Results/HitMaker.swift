/// Turns a found document into a hit, with its stored fields and snippets.
struct HitMaker {
  private let snapshot: IndexSnapshot
  private let queries: [ResolvedQuery]
  private let explains: Bool
  /// What each query has to mark, of which only the one counts that found a document.
  private let highlighters: [Highlighter]
  private let snippets: SnippetMaker
  private let names: [UInt16: String]

  init(
    _ snapshot: IndexSnapshot, _ queries: [ResolvedQuery], analyzer: TextAnalyzer,
    options: SearchOptions
  ) {
    self.snapshot = snapshot
    self.queries = queries
    explains = options.explains
    highlighters = queries.map { Highlighter($0.patterns, analyzer: analyzer) }
    snippets = SnippetMaker(length: options.snippetLength, count: options.snippetCount)
    names = snapshot.fieldNames
  }

  /// - Parameter query: the number of the query that found the document.
  func hit(_ found: ScoredDocument, query: Int, rank: Int) throws(FormatError) -> Hit {
    let stored = try snapshot.segments[found.segment].storedDocument(Int(found.document))
    var hit = Hit(
      rank: rank, score: found.score, document: Document(stored, fieldNames: names),
      snippets: makeSnippets(stored, highlighters[query]),
      explanation: explains ? try explanation(of: found, queries[query]) : [])
    if explains, let plan = queries[query].refinement?.scoring {
      let words = hit.explanation.reduce(0) { $0 + $1.score }
      hit.adjustments = SegmentScoring(plan, snapshot.segments[found.segment])
        .adjustments(of: words, found.document)
    }
    return hit
  }

  private func explanation(
    of found: ScoredDocument, _ query: ResolvedQuery
  ) throws(FormatError) -> [WordExplanation] {
    try query.explain(found).map { part in
      let forms = part.forms.map { form in
        WordExplanation.Form(
          field: form.form.field.name,
          terms: form.form.terms.map { term in
            String(decoding: term.bytes, as: UTF8.self) + (term.isPrefix ? "…" : "")
          },
          weight: form.form.weight, documentFrequencies: form.documentFrequencies)
      }
      return WordExplanation(score: part.score, weight: part.weight, forms: forms)
    }
  }

  private func makeSnippets(
    _ stored: StoredDocument, _ highlighter: Highlighter
  ) -> [Snippet] {
    guard snippets.count > 0 else { return [] }
    var found: [(snippet: Snippet, score: Float)] = []
    var lead: Snippet?
    for field in stored.fields {
      guard case .text(let text) = field.value, let name = names[field.number] else { continue }
      let matches = highlighter.matches(in: text, field: field.number)
      found += snippets.snippets(
        of: text, field: name, matches: matches, weight: highlighter.weight(ofPattern:))
      if lead == nil, name != "title" { lead = snippets.lead(of: text, field: name) }
    }
    // A title stands above the snippets anyway, so its matches come last.
    found.sort { left, right in
      let titles = (left.snippet.field == "title", right.snippet.field == "title")
      return titles.0 == titles.1 ? left.score > right.score : titles.1
    }
    let best = found.prefix(snippets.count).map(\.snippet)
    guard best.allSatisfy({ $0.field == "title" }), let lead else { return best }
    return [lead] + best.prefix(snippets.count - 1)
  }
}

extension IndexSnapshot {
  fileprivate var fieldNames: [UInt16: String] {
    Dictionary(
      manifest.fields.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// A document as it was added, with every stored field.
  func document(at place: ScoredDocument.Place) throws(FormatError) -> Document {
    Document(
      try segments[place.segment].storedDocument(Int(place.document)), fieldNames: fieldNames)
  }
}

extension Document {
  fileprivate init(_ stored: StoredDocument, fieldNames: [UInt16: String]) {
    self.init(key: "")
    for field in stored.fields {
      if field.number == Schema.keyNumber, case .keyword(let key) = field.value {
        self.key = key
      } else if let name = fieldNames[field.number] {
        fields.append(Field(name, field.value))
      }
    }
  }
}
