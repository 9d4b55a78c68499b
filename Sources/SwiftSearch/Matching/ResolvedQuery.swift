/// The leaves of a planned query, resolved against every segment of an index.
///
/// Document frequencies are summed over all segments before anything is scored, so that scores do
/// not depend on how the index is cut.
///
/// A class, since searches hand it on and copies of its parts would cost more than short searches.
final class ResolvedQuery: Sendable {
  enum Node: Sendable {
    case group([Form], weight: Float)
    indirect case range(Range<Double>, field: FieldRecord)
    case boolean(must: [Node], should: [Node], mustNot: [Node])
    /// With the bits of the documents of each segment, where no column and no norms tell.
    indirect case presence(FieldRecord, bits: [[UInt64]])
    indirect case constant(Node, score: Float)
    case atLeast(Int, [Node])
    case best([Node], tieBreaker: Float)
  }

  /// A form of a word, with its postings. A class, as the query is one.
  final class Form: Sendable {
    let form: PlannedQuery.Form
    /// By segment, and in each by term.
    let postings: [TermPostings?]

    init(form: PlannedQuery.Form, postings: [TermPostings?]) {
      self.form = form
      self.postings = postings
    }

    /// The number of documents that have a term.
    func documentFrequency(_ term: Int) -> Int {
      var sum = 0
      for place in stride(from: term, to: postings.count, by: form.terms.count) {
        sum += postings[place]?.documentFrequency ?? 0
      }
      return sum
    }

    var documentFrequencies: [Int] { form.terms.indices.map(documentFrequency) }

    /// Whether there are documents for every term.
    var isFound: Bool { form.terms.indices.allSatisfy { documentFrequency($0) > 0 } }

    func postings(inSegment number: Int) -> ArraySlice<TermPostings?> {
      postings[number * form.terms.count..<(number + 1) * form.terms.count]
    }
  }

  /// A term in one segment.
  enum TermPostings {
    case entry(TermEntry)
    case union(TermUnion)
    /// The same with its postings, in a form where their positions matter.
    indirect case gathered(TermUnion, PostingsList)

    /// How many documents have it; of a union, how many have each of its terms, added up.
    var documentFrequency: Int {
      switch self {
      case .entry(let entry): entry.documentFrequency
      case .union(let union), .gathered(let union, _): union.documentFrequency
      }
    }
  }

  let snapshot: IndexSnapshot
  private let ranking: BM25
  let root: Node?
  /// See ``TermScoring``.
  private let rounding: Float
  /// How many postings were put together in memory.
  let gatheredPostings: Int
  /// What decides on the best documents beside their scores.
  let refinement: RankRefinement?

  /// - Parameters:
  ///   - isScored: whether scores matter; else what only adds to them is left out.
  ///   - refinement: what decides on the best documents beside their scores.
  ///   - signal: ends it early; what was resolved until then is of no use.
  init(
    _ query: PlannedQuery, _ snapshot: IndexSnapshot, ranking: BM25, isScored: Bool = true,
    refinement: RankRefinement? = nil, until signal: StopSignal? = nil
  ) throws(FormatError) {
    var resolver = QueryResolver(snapshot, isScored: isScored, until: signal)
    let root = try resolver.resolve(query)
    self.snapshot = snapshot
    self.ranking = ranking
    self.refinement = refinement
    self.root = root
    rounding = BM25.rounding(forTotal: Self.total(of: root))
    gatheredPostings = resolver.gatheredPostings
  }

  /// The sum of the weights of a part, which its score does not exceed.
  private static func total(of node: Node, rounding: Float = 0) -> Float {
    switch node {
    case .group(_, let weight): return (weight + rounding) - rounding
    case .range, .presence: return 0
    case .constant(_, let score): return (score + rounding) - rounding
    case .boolean(let must, let should, _):
      var sum: Float = 0
      for part in must { sum += total(of: part, rounding: rounding) }
      for part in should { sum += total(of: part, rounding: rounding) }
      return sum
    case .atLeast(_, let parts), .best(let parts, _):
      return parts.reduce(0) { $0 + total(of: $1, rounding: rounding) }
    }
  }

  // MARK: Matching

  /// What finds the matches of one segment, or `nil` when it has none.
  func matcher(
    _ node: Node, _ number: Int, in scratch: MatchingScratch
  ) throws(FormatError) -> (any Matcher)? {
    switch node {
    case .group(let forms, let weight): return try group(forms, weight, number, scratch)
    case .range(let range, let field):
      let segment = snapshot.segments[number]
      guard let column = segment.column(field.number) else { return nil }
      return RangeMatcher(column, range, documentCount: UInt32(segment.documentCount))
    case .boolean(let must, let should, let mustNot):
      let required = try matchers(must, number, scratch)
      guard required.count == must.count else { return nil }
      let optional = try matchers(should, number, scratch)
      if must.isEmpty, !should.isEmpty, optional.isEmpty { return nil }
      return BooleanMatcher(
        must: required, should: optional, mustNot: try matchers(mustNot, number, scratch),
        documentCount: UInt32(snapshot.segments[number].documentCount), in: scratch)
    case .presence(let field, let bits):
      return PresenceMatcher(field, bits: bits[number], in: snapshot.segments[number])
    case .constant(let part, let score):
      return try matcher(part, number, in: scratch).map {
        ConstantMatcher($0, score: (score + rounding) - rounding, in: scratch)
      }
    case .atLeast(let count, let parts):
      let matchers = try matchers(parts, number, scratch)
      let least = min(max(1, count), parts.count)
      guard !matchers.isEmpty, matchers.count >= least else { return nil }
      return UnionMatcher(matchers, .sum, least: least, rounding: rounding, in: scratch)
    case .best(let parts, let tieBreaker):
      let matchers = try matchers(parts, number, scratch)
      guard !matchers.isEmpty else { return nil }
      return UnionMatcher(
        matchers, .best(tieBreaker: tieBreaker), least: 1, rounding: rounding, in: scratch)
    }
  }

  /// The same for the algorithms that pass over documents.
  func clause(
    _ node: Node, _ number: Int, in scratch: MatchingScratch
  ) throws(FormatError) -> (any Clause)? {
    if case .group(let forms, let weight) = node {
      return try group(forms, weight, number, scratch)
    }
    guard let matcher = try matcher(node, number, in: scratch) else { return nil }
    return WindowClause(
      matcher, cost: snapshot.segments[number].documentCount,
      maximumScore: Self.total(of: node, rounding: rounding), in: scratch)
  }

  private func matchers(
    _ nodes: [Node], _ number: Int, _ scratch: MatchingScratch
  ) throws(FormatError) -> [any Matcher] {
    var matchers: [any Matcher] = []
    for node in nodes {
      if let matcher = try matcher(node, number, in: scratch) { matchers.append(matcher) }
    }
    return matchers
  }

  private func group(
    _ forms: [Form], _ weight: Float, _ number: Int, _ scratch: MatchingScratch
  ) throws(FormatError) -> (any GroupMatcher.Form)? {
    if forms.count == 1 { return try matcher(forms[0], weight, rounding, number, scratch) }
    var matchers: [any GroupMatcher.Form] = []
    for form in forms {
      if let matcher = try matcher(form, nil, 0, number, scratch) { matchers.append(matcher) }
    }
    if matchers.isEmpty { return nil }
    return GroupMatcher(matchers, weight: weight, rounding: rounding, in: scratch)
  }

  private func matcher(
    _ form: Form, _ weight: Float?, _ rounding: Float, _ number: Int, _ scratch: MatchingScratch
  ) throws(FormatError) -> (any GroupMatcher.Form)? {
    guard let reader = snapshot.segments[number].field(form.form.field.number) else { return nil }
    let scoring = TermScoring(
      norms: reader.norms, factors: factors(form.form, scratch), weight: weight,
      rounding: rounding)
    return try matcher(form, number, reader, scoring, scratch)
  }

  private func factors(_ form: PlannedQuery.Form, _ scratch: MatchingScratch) -> NormFactors {
    scratch.factors(
      ranking, form.weight,
      FieldStatistics(
        documentCount: form.field.documentCount, totalLength: form.field.totalLength),
      hasNorms: form.field.type.hasPositions)
  }

  private func matcher(
    _ form: Form, _ number: Int, _ reader: FieldReader, _ scoring: TermScoring,
    _ scratch: MatchingScratch
  ) throws(FormatError) -> (any GroupMatcher.Form)? {
    let postings = form.postings(inSegment: number)
    guard form.form.terms.count > 1 || form.form.rule != nil else {
      guard let only = postings.first, let only else { return nil }
      if case .union(let union) = only {
        return TermUnionMatcher(
          union, of: reader, documentCount: snapshot.segments[number].documentCount,
          scoring: scoring, in: scratch)
      }
      return try cursor(only, number, reader, scratch).map { TermMatcher($0, scoring: scoring) }
    }
    var parts: [PhrasePart] = []
    parts.reserveCapacity(postings.count)
    for term in form.form.terms.indices {
      guard let postings = postings[postings.startIndex + term],
        let cursor = try cursor(postings, number, reader, scratch)
      else { return nil }
      parts.append(PhrasePart(cursor, offset: form.form.terms[term].offset, scoring: scoring))
    }
    if let rule = form.form.rule {
      return ProximityMatcher(parts, rule, scoring: scoring, in: scratch)
    }
    return PhraseMatcher(parts, scoring: scoring, in: scratch)
  }

  private func cursor(
    _ postings: TermPostings, _ number: Int, _ reader: FieldReader, _ scratch: MatchingScratch
  ) throws(FormatError) -> PostingsCursor? {
    switch postings {
    case .entry(let entry): try reader.postings(of: entry, in: scratch.termBlocks())
    case .union: nil
    case .gathered(_, let list):
      PostingsCursor(
        list, documentCount: snapshot.segments[number].documentCount, in: scratch.termBlocks())
    }
  }
}

extension ResolvedQuery {
  /// A word or phrase whose occurrences are what a document is found for.
  struct Pattern {
    var field: UInt16
    var terms: [PlannedQuery.Term]
    var rule: ProximityRule?
    /// The more, the rarer.
    var weight: Float
  }

  /// What to highlight: every word and phrase that is not excluded.
  var patterns: [Pattern] {
    var patterns: [Pattern] = []
    var pending = root.map { [$0] } ?? []
    while let node = pending.popLast() {
      switch node {
      case .group(let forms, let weight):
        for form in forms {
          patterns.append(
            Pattern(
              field: form.form.field.number, terms: form.form.terms, rule: form.form.rule,
              weight: weight))
        }
      case .range, .presence: break
      case .constant(let part, _): pending.append(part)
      case .boolean(let must, let should, _): pending += must + should
      case .atLeast(_, let parts), .best(let parts, _): pending += parts
      }
    }
    return patterns
  }
}
