/// What a search found.
public struct SearchResults: Sendable, Equatable {
  /// How many documents match, and how sure that number is.
  public struct Total: Sendable, Equatable {
    /// Whether ``Total/value`` is the number of matches or a lower bound of it.
    public enum Relation: String, Sendable {
      case exact
      case atLeast
    }

    public var value: Int
    public var relation: Relation

    public init(value: Int, relation: Relation) {
      self.value = value
      self.relation = relation
    }
  }

  public var total: Total
  /// The best matches, best first.
  public var hits: [Hit]
  /// How long the search took, from the query to these results.
  public var duration: Duration
  /// Whether the search ended before it had looked everywhere; see ``SearchOptions/timeLimit``.
  public var isPartial: Bool
  /// Whether a pattern means more terms than were looked for, which are the best 1,024.
  public var isCut: Bool
  /// How strictly the query was taken for the least of what was found.
  public var tier: SearchTier
  /// What the search did to find the hits.
  public var work: SearchWork
  /// What ``SearchOptions/facets`` asked for, in the same order. Where the search ended early,
  /// counts are lower bounds.
  public var facets: [FacetCounts]
  /// Where a search for the hits behind these goes on, with ``SearchOptions/after``; `nil` when
  /// there are none, or when the search ended early.
  public var next: SearchCursor?
  /// Another query that may have been meant. A search does not look for one; this is where to keep
  /// the answer of `SearchIndex.suggestion(for:options:)`.
  public var suggestion: String?

  public init(
    total: Total, hits: [Hit], duration: Duration, isPartial: Bool, isCut: Bool = false,
    tier: SearchTier = .exact, work: SearchWork = SearchWork(),
    facets: [FacetCounts] = [], next: SearchCursor? = nil
  ) {
    self.total = total
    self.hits = hits
    self.duration = duration
    self.isPartial = isPartial
    self.isCut = isCut
    self.tier = tier
    self.work = work
    self.facets = facets
    self.next = next
  }
}

/// One document that a search found.
public struct Hit: Sendable, Equatable {
  /// Its place in the whole ranking, from 1; with an offset of 10 the first hit has rank 11.
  public var rank: Int
  /// The BM25 score. Scores of one query can be compared, scores of two queries cannot.
  public var score: Float
  /// The document as it was added, with every stored field.
  public var document: Document
  /// The passages that match best.
  public var snippets: [Snippet]
  /// How many other documents that match have the same value of ``SearchOptions/collapse``; `nil`
  /// where nothing is collapsed.
  public var others: Int?
  /// What each word adds to the score, if ``SearchOptions/explains`` asked for it.
  public var explanation: [WordExplanation]
  /// What was done to the sum of the scores of the words, step by step, if
  /// ``SearchOptions/explains`` asked for it; the last score is that of the hit.
  public var adjustments: [ScoreAdjustment] = []

  public init(
    rank: Int, score: Float, document: Document, snippets: [Snippet],
    explanation: [WordExplanation] = []
  ) {
    self.rank = rank
    self.score = score
    self.document = document
    self.snippets = snippets
    self.explanation = explanation
  }
}

extension Hit {
  /// The document's key.
  public var key: String { document.key }

  /// The title, if the document has one.
  public var title: String? {
    if case .text(let title)? = document["title"], !title.isEmpty { title } else { nil }
  }

  /// The path of the file that the document came from, below the folder that was indexed.
  public var path: String? {
    if case .keyword(let path)? = document["path"] { path } else { nil }
  }

  /// The line of the file that the first snippet starts in, or that the record stands in; from 1.
  public var line: Int? {
    if case .number(let line)? = document["line"], line >= 1, line < 0x1p53 { return Int(line) }
    return snippets.first?.line
  }
}
