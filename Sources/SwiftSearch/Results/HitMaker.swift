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
    names = Dictionary(
      snapshot.manifest.fields.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// - Parameter query: the number of the query that found the document.
  func hit(_ found: ScoredDocument, query: Int, rank: Int) throws(FormatError) -> Hit {
    let stored = try snapshot.segments[found.segment].storedDocument(Int(found.document))
    var document = Document(key: "")
    for field in stored.fields {
      if field.number == Schema.keyNumber, case .keyword(let key) = field.value {
        document.key = key
      } else if let name = names[field.number] {
        document.fields.append(Document.Field(name, field.value))
      }
    }
    return Hit(
      rank: rank, score: found.score, document: document,
      snippets: makeSnippets(stored, highlighters[query]),
      explanation: explains ? try explanation(of: found, queries[query]) : [])
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
