/// Finds the documents of a segment that have some terms of which enough have few documents: the
/// best of them, and if wanted how many there are.
///
/// The postings of those terms are taken one and all and become one list: that takes less time than
/// windows do, most of which would be nearly empty. The rarest term comes first. Once the documents
/// that have none of the terms so far cannot be among the best, the other terms are only looked for
/// in the list, and what falls behind is dropped before each of them. This is MAXSCORE (Turtle and
/// Flood, "Query Evaluation: Strategies and Optimizations", 1995), a term at a time.
struct ListSearch {
  /// How many postings are taken at most.
  static let limit = 32_768
  /// Up to how many postings are taken of a required term, or to count documents: windows do more
  /// of both in less time.
  private static let smallLimit = 8192
  /// How many terms there may be: with each of them the list is gone through once more.
  private static let termLimit = 16
  /// About how many postings are worked on in a microsecond.
  private static let pace = 256

  private let clauses: QueryClauses
  /// What the list is made of, and after that what is only looked for in it, each of them with the
  /// rarest term first.
  private let terms: [TermMatcher]
  /// What is looked for in the list is required up to this number, and behind it adds to scores.
  private let requiredEnd: Int
  /// From which number on terms may be left for later, once it is known that they can be.
  private let leastMerged: Int
  /// What terms from a number on add at most.
  private let rests: FloatBuffer
  /// What a document must score more than.
  private var threshold: Float
  private let reader: SegmentReader
  private let segment: Int
  private let scratch: MatchingScratch
  private var list: Candidates
  /// Room for a term, and for what becomes of it and the list.
  private var spares: (Candidates, Candidates)?
  private var budget: SearchBudget
  private let top: TopDocuments
  /// Whether all documents are counted.
  let isCounted: Bool
  /// Whether that is done by what two terms have in common.
  private let countsPair: Bool
  /// How many documents match, if all are counted.
  private(set) var count = 0
  /// Whether it ended before it had looked everywhere.
  var isPartial: Bool { budget.isOver }

  /// `nil` where other ways take less time; only for what ``mayFind(_:_:)`` allows.
  ///
  /// - Parameters:
  ///   - top: the best of the segments before.
  ///   - counts: whether the documents are wanted to be counted.
  ///   - limit: how many postings are taken at most.
  init?(
    _ clauses: QueryClauses, segment: Int, of reader: SegmentReader, top: TopDocuments,
    counts: Bool, limit: Int = ListSearch.limit, budget: SearchBudget, in scratch: MatchingScratch
  ) throws(FormatError) {
    guard let terms = clauses.listedTerms,
      // Others have no room for as many candidates.
      clauses.excluded.allSatisfy({ $0 is TermMatcher })
    else { return nil }
    let hasRequired = !clauses.required.isEmpty
    let cost = hasRequired ? terms[0].cost : terms.reduce(0) { $0 + $1.cost }
    let smallLimit = min(limit, Self.smallLimit)
    guard terms[0].cost <= (hasRequired ? smallLimit : limit),
      cost <= limit || Self.mayBeCheap(terms, limit)
    else { return nil }
    let isWhole = reader.deletions == nil && clauses.excluded.isEmpty
    countsPair = counts && !hasRequired && terms.count == 2 && isWhole
    isCounted = hasRequired || countsPair || counts && cost <= smallLimit
    self.clauses = clauses
    self.terms = terms
    self.segment = segment
    self.reader = reader
    self.scratch = scratch
    self.budget = budget
    self.top = top
    threshold = max(top.threshold, top.shared?.floor ?? -.infinity)
    requiredEnd = hasRequired ? clauses.required.count : 0
    leastMerged = hasRequired ? 1 : isCounted && !countsPair ? terms.count : 0
    list = scratch.list()
    rests = scratch.rests
    if leastMerged < terms.count { try findRests() }
    if cost > limit { guard try isCheap(limit) else { return nil } }
  }

  /// Whether it may take less time than other ways, as far as that is known from the kind of query.
  static func mayFind(_ clauses: QueryClauses, _ top: TopDocuments) -> Bool {
    // What some documents score is no floor where scores are still to be refined.
    !clauses.optional.isEmpty && top.capacity > 0 && top.refinement == nil
      && clauses.required.count + clauses.optional.count <= termLimit
  }

  /// Whether terms that are too frequent to be taken may be left for later: in the best case the
  /// documents with the rarest term score as much as it weighs, and the others half as much.
  private static func mayBeCheap(_ terms: [TermMatcher], _ limit: Int) -> Bool {
    var (cost, weight): (Int, Float) = (0, 0)
    for term in terms {
      cost += term.cost
      if cost > limit { weight += term.scoreLimit }
    }
    return weight / 2 <= terms[0].scoreLimit
  }

  private func findRests() throws(FormatError) {
    rests.resize(to: terms.count + 1)
    rests[terms.count] = 0
    for number in (max(1, requiredEnd)..<terms.count).reversed() {
      rests[number] = rests[number + 1] + (try terms[number].maximumScore())
    }
    rests[0] = .infinity
  }

  /// Whether few enough postings are taken, although there are many.
  private mutating func isCheap(_ limit: Int) throws(FormatError) -> Bool {
    var cost = 0
    var number = 0
    while number < terms.count, rests[number] > threshold {
      cost += terms[number].cost
      guard cost <= limit else { return false }
      number += 1
      // What the best documents of a term score is a floor for the sum, where none can be left out.
      guard number < terms.count, reader.deletions == nil, clauses.excluded.isEmpty else {
        continue
      }
      guard let score = try terms[number - 1].scoreReached(by: top.capacity) else { continue }
      threshold = max(threshold, score.nextDown)
    }
    return true
  }

  mutating func run() throws(FormatError) {
    let windows = (reader.documentCount - 1) >> WindowBounds.shift + 1
    if requiredEnd > 0 {
      scratch.work.ledWindows += windows
    } else {
      scratch.work.unitedWindows += windows
    }
    var next = try merge()
    while next < requiredEnd, !list.isEmpty, budget.allows(1 + list.count / Self.pace) {
      try terms[next].match(list, scored: true)
      list.keepMatches()
      next += 1
    }
    try exclude()
    guard !isPartial else { return }
    count = list.count
    try addRests(from: next)
    guard !isPartial else { return }
    top.insert(list, ofSegment: segment, above: threshold)
    top.shared?.raise(to: top.threshold)
  }

  // MARK: Merging

  /// Makes one list of the first terms.
  ///
  /// - Returns: the number of the first term that is not in it.
  private mutating func merge() throws(FormatError) -> Int {
    var number = 0
    while number < terms.count, budget.allows(1 + (list.count + terms[number].cost) / Self.pace) {
      if number >= leastMerged {
        if requiredEnd > 0 { break }
        raiseThreshold()
        if rests[number] <= threshold { break }
      }
      try take(terms[number])
      number += 1
    }
    scratch.work.candidates += list.count
    return number
  }

  /// Adds the postings of a term to the list.
  private mutating func take(_ term: TermMatcher) throws(FormatError) {
    guard !list.isEmpty else { return try term.collectAll(into: list) }
    let (taken, merged) = spares ?? (scratch.list(), scratch.list())
    taken.removeAll()
    try term.collectAll(into: taken)
    merged.formUnion(of: list, taken)
    (list, spares) = (merged, (taken, list))
  }

  /// What the best of the list score already, the best documents score at least.
  private mutating func raiseThreshold() {
    // Some of the list may not count.
    guard reader.deletions == nil, clauses.excluded.isEmpty,
      let score = list.scoreReached(by: top.capacity, above: threshold, in: scratch.largest)
    else { return }
    threshold = max(threshold, score.nextDown)
  }

  // MARK: Looking for the others

  private mutating func exclude() throws(FormatError) {
    for clause in clauses.excluded
    where !list.isEmpty && budget.allows(1 + list.count / Self.pace) {
      try clause.match(list, scored: false)
      list.removeMatches()
    }
    if let deletions = reader.deletions { list.remove(deletions.words) }
  }

  /// Adds the scores of the terms that are not in the list, and drops what falls behind.
  private mutating func addRests(from first: Int) throws(FormatError) {
    if countsPair, first == 1, budget.allows(1 + list.count / Self.pace) {
      try terms[1].match(list, scored: true)
      count = terms[0].cost + terms[1].cost - list.matchCount
      return
    }
    for number in first..<terms.count {
      if let score = list.scoreReached(by: top.capacity, above: threshold, in: scratch.largest) {
        threshold = max(threshold, score.nextDown)
      }
      list.keep(above: threshold - rests[number])
      guard !list.isEmpty, budget.allows(1 + list.count / Self.pace) else { return }
      try terms[number].match(list, scored: true, above: threshold - rests[number + 1])
    }
  }
}
