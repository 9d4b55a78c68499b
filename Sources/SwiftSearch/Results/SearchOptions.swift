/// How to search.
public struct SearchOptions: Sendable, Equatable {
  /// How many hits to return at most; 0 only counts.
  public var limit: Int
  /// How many of the best hits to leave out before the first one returned.
  public var offset: Int
  /// What hits are put in order by, the first key before the others; documents that are equal in
  /// all of them stand in the order in which they were added. Empty is the best score first.
  ///
  /// In another order all matches are visited and counted, whatever ``countsExactly`` says. The
  /// first time that a keyword field is sorted by, its values are gathered from the index, which
  /// takes some nanoseconds for each document; they stay in memory, four bytes a document, for as
  /// long as the index is open.
  public var sort: [SortKey]
  /// Where to go on: ``SearchResults/next`` of a search for the same query in the same order.
  public var after: SearchCursor?
  /// A number, date or keyword field of whose values only the best hit each is shown, or the first
  /// in the order of ``sort``; ``Hit/others`` says how many it stands for. Of several values of a
  /// document the first counts, as for ``sort``; documents without a value are all shown.
  ///
  /// The total is that of all documents. All matches are visited, and what is remembered takes
  /// memory for each value that they have.
  public var collapse: String?
  /// What lowers scores by the age of a date or the distance of a number.
  public var decays: [ScoreDecay]
  /// What makes the score of a document, after ``decays``. All matches are visited then.
  public var scoring: ScoreFunction?
  /// What is counted of all documents that match; ``SearchResults/facets`` has the counts.
  ///
  /// All matches are visited and counted then, whatever ``countsExactly`` says. Keyword fields take
  /// memory as for ``sort``.
  public var facets: [Facet]
  /// Whether every match is counted. Without it, documents that cannot be among the best are passed
  /// over, which is many times faster in a large index; ``SearchResults/total`` is then a lower
  /// bound.
  public var countsExactly: Bool
  /// The BM25 parameters; `nil` is ``BM25/measured`` where forms of words count, and the usual
  /// values for an index made with ``AnalysisOptions/words``, ``AnalysisOptions/pairs`` or
  /// ``AnalysisOptions/exact``.
  public var ranking: BM25?
  /// How many snippets to make for a hit at most; 0 makes none.
  public var snippetCount: Int
  /// About how long a snippet is, in characters.
  public var snippetLength: Int
  /// The fields that a term without a field's name is looked for in; `nil` is every text field.
  public var fields: [String]?
  /// How much a word counts in some fields, compared with one in any other; without this, a word in
  /// the field `title` counts twice. What the fields of a document have of a word is added up
  /// before it saturates, as in BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to
  /// Multiple Weighted Fields", 2004).
  public var fieldWeights: [String: Float]
  /// Whether other forms of a word count: English words with the same stem, other spellings in
  /// kana, Korean words without their particles. What stands in quotation marks is always exact.
  public var usesVariants: Bool
  /// Whether text without white space, such as a sentence in Chinese or `GPT-5.5`, is taken less
  /// strictly where it finds too little as it was typed; see ``SearchTier``.
  public var relaxes: Bool
  /// Other words that count as the word they are listed for, which is one word in lower case.
  public var synonyms: [String: [String]]
  /// Words that are left out of a query, in lower case; never out of a phrase.
  public var stopWords: Set<String>
  /// Whether hits say what each word adds to their score.
  public var explains: Bool
  /// After how long a search ends; `nil` is no limit.
  ///
  /// A search ends within a millisecond or two then, and also when the task that it runs in is
  /// cancelled. The answer has what was found so far, ``SearchResults/isPartial`` is true, and the
  /// total is a lower bound.
  public var timeLimit: Duration?
  /// How many threads a search may use, that of the caller among them; `nil` is as many as there
  /// are processors.
  ///
  /// More than one are used where several segments have enough to look at. The answer is the same.
  public var threadLimit: Int?

  public init(
    limit: Int = 10, offset: Int = 0, countsExactly: Bool = true, ranking: BM25? = nil,
    snippetCount: Int = 2,
    snippetLength: Int = 160, fields: [String]? = nil,
    fieldWeights: [String: Float] = [:], usesVariants: Bool = true,
    relaxes: Bool = true, synonyms: [String: [String]] = [:], stopWords: Set<String> = [],
    explains: Bool = false, timeLimit: Duration? = nil, threadLimit: Int? = nil,
    sort: [SortKey] = [], after: SearchCursor? = nil, collapse: String? = nil,
    facets: [Facet] = [], decays: [ScoreDecay] = [], scoring: ScoreFunction? = nil
  ) {
    self.limit = limit
    self.offset = offset
    self.countsExactly = countsExactly
    self.ranking = ranking
    self.snippetCount = snippetCount
    self.snippetLength = snippetLength
    self.fields = fields
    self.fieldWeights = fieldWeights
    self.usesVariants = usesVariants
    self.relaxes = relaxes
    self.synonyms = synonyms
    self.stopWords = stopWords
    self.explains = explains
    self.timeLimit = timeLimit
    self.threadLimit = threadLimit
    self.sort = sort
    self.after = after
    self.collapse = collapse
    self.facets = facets
    self.decays = decays
    self.scoring = scoring
  }
}
