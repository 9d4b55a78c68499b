/// Matches the documents in which the parts of a ``ProximityRule`` are near each other.
///
/// Documents that have the rarest term come first, a run at a time and only those that could score
/// enough if the parts were near each other wherever it stands. Positions are read of those that
/// have all terms.
final class ProximityMatcher: Matcher, Clause {
  /// In the order of the form.
  private let terms: [PhrasePart]
  /// The terms, rarest first.
  private let byFrequency: [Int]
  private let offsets: [UInt32]
  private let scoring: TermScoring
  /// The documents that have all terms. Once they are verified, their scores are how many places
  /// they have.
  private let found: Candidates
  private var scan: ProximityScan
  private var positions: [[UInt32]]
  private let course: Course

  /// How it is found where the parts are near each other.
  fileprivate enum Course {
    /// Two terms.
    case pair(PairDistance)
    /// More terms. The two rarest of them are never further from each other than all are.
    case terms(lengths: [Int], room: Int, isOrdered: Bool)
    /// Parts of several terms, and parts that are the same.
    case parts
  }

  /// - Parameter terms: at least one, each with its place in its part.
  init(
    _ terms: [PhrasePart], _ rule: ProximityRule, scoring: TermScoring,
    in scratch: MatchingScratch
  ) {
    self.terms = terms
    byFrequency = terms.indices.sorted {
      (terms[$0].matcher.cost, $0) < (terms[$1].matcher.cost, $1)
    }
    offsets = terms.map { UInt32(truncatingIfNeeded: $0.offset) }
    positions = terms.map { _ in [] }
    scan = ProximityScan(rule)
    course = Course(rule)
    found = scratch.candidates()
    self.scoring = scoring
  }

  private var rarest: TermMatcher { terms[byFrequency[0]].matcher }

  var cost: Int { rarest.cost }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    try rarest.nextCandidate(from: target)
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    try forEachRun(window.start..<window.end) { () throws(FormatError) in
      try verify(countsAll: scored)
      for index in 0..<found.count {
        window.insert(found.document(index), score: scored ? score(index) : 0)
      }
    }
  }

  func addDocuments(to bits: DocumentBits) throws(FormatError) {
    try forEachRun(bits.start..<bits.end) { () throws(FormatError) in
      try verify(countsAll: false)
      for index in 0..<found.count { bits.insert(found.document(index)) }
    }
  }

  /// Calls `body` with the documents that have the rarest term, a run at a time.
  private func forEachRun(
    _ documents: Range<UInt32>, _ body: () throws(FormatError) -> Void
  ) throws(FormatError) {
    var target = documents.lowerBound
    while let run = try nextRun(from: target, below: documents.upperBound, above: -.infinity) {
      found.removeAll()
      try rarest.collect(run, above: 0, scored: false, into: found)
      try body()
      target = run.upperBound
    }
  }

  // MARK: Runs

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    try rarest.findBounds(&bounds)
    // There are no more places than the least frequent of the terms has.
    for term in byFrequency.dropFirst() {
      var others = bounds
      others.begin(bounds.windows)
      try terms[term].matcher.findBounds(&others)
      bounds.formMinimum(others)
    }
  }

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    try rarest.nextRun(from: target, below: end, above: floor)
  }

  func runBound() throws(FormatError) -> Float { try rarest.runBound() }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    found.removeAll()
    try rarest.collect(run, above: floor, scored: scored, into: found)
    try verify(countsAll: scored)
    for index in 0..<found.count {
      let score = scored ? score(index) : 0
      if !scored || score > floor { candidates.append(found.document(index), score: score) }
    }
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    found.removeAll()
    found.append(candidates)
    try verify(countsAll: scored)
    candidates.beginMatching()
    var candidate = 0
    for index in 0..<found.count {
      let document = found.document(index)
      while candidates.document(candidate) < document { candidate += 1 }
      candidates.addMatch(candidate, score: scored ? score(index) : 0)
    }
  }

  private func score(_ index: Int) -> Float {
    let norm = scoring.norm(of: found.document(index))
    return scoring.score(evidence: found.score(index) * scoring.factors[norm])
  }

  // MARK: Positions

  /// Drops of what was found the documents without a place.
  ///
  /// - Parameter countsAll: whether it matters how many places there are.
  private func verify(countsAll: Bool) throws(FormatError) {
    found.clearScores()
    for (number, term) in byFrequency.enumerated() where !found.isEmpty {
      try terms[term].locate(found)
      if found.matchCount < found.count {
        for before in byFrequency[..<number] {
          terms[before].runs.places.keepMatches(of: found)
        }
      }
      found.keepMatches()
    }
    found.beginMatching()
    switch course {
    case .pair(let pair):
      try findPairs(terms[0], terms[1], pair, countsAll: countsAll)
    case .terms(let lengths, let room, let isOrdered):
      try dropWithoutPair(lengths, room: room)
      if isOrdered {
        try findPlaces(countsAll: countsAll)
      } else {
        try findTerms(lengths, room: room, countsAll: countsAll)
      }
    case .parts: try findPlaces(countsAll: countsAll)
    }
    found.keepMatches()
  }

  /// Drops the documents where not even the two rarest terms are near each other, so that no
  /// positions of the others have to be read.
  private func dropWithoutPair(_ lengths: [Int], room: Int) throws(FormatError) {
    let (first, second) = (byFrequency[0], byFrequency[1])
    let pair = PairDistance(
      lengths: (lengths[first], lengths[second]), room: room, isOrdered: false)
    try findPairs(terms[first], terms[second], pair, countsAll: false)
    for term in terms { term.runs.places.keepMatches(of: found) }
    found.keepMatches()
    found.clearScores()
    found.beginMatching()
  }

  private func findPairs(
    _ first: PhrasePart, _ second: PhrasePart, _ pair: PairDistance, countsAll: Bool
  ) throws(FormatError) {
    // Each copy of what is reached by way of another object would be counted.
    let found = found
    let (runs, otherRuns) = (first.runs, second.runs)
    var (end, otherEnd) = (0, 0)
    for document in 0..<found.count {
      if document == end { end = try first.load(document..<found.count) }
      if document == otherEnd { otherEnd = try second.load(document..<found.count) }
      guard let count = runs.countNear(document, otherRuns, pair, stopsAtFirst: !countsAll) else {
        throw FormatError(.invalid("position overflows"), section: "positions", offset: 0)
      }
      found.addMatch(document, score: Float(Int32(truncatingIfNeeded: count)), if: count > 0)
    }
  }

  private func findTerms(
    _ lengths: [Int], room: Int, countsAll: Bool
  ) throws(FormatError) {
    let (found, runs) = (found, terms.map(\.runs))
    var ends = terms.map { _ in 0 }
    for document in 0..<found.count {
      for term in terms.indices where document == ends[term] {
        ends[term] = try terms[term].load(document..<found.count)
      }
      let count = PositionRuns.countNear(
        document, runs, lengths: lengths, room: room, stopsAtFirst: !countsAll)
      guard let count else {
        throw FormatError(.invalid("position overflows"), section: "positions", offset: 0)
      }
      found.addMatch(document, score: Float(Int32(truncatingIfNeeded: count)), if: count > 0)
    }
  }

  private func findPlaces(countsAll: Bool) throws(FormatError) {
    var loadedEnds = terms.map { _ in 0 }
    for document in 0..<found.count {
      for (number, term) in terms.enumerated() {
        if document == loadedEnds[number] {
          loadedEnds[number] = try term.load(document..<found.count)
        }
        guard term.runs.read(document, into: &positions[number]) else {
          throw FormatError(.invalid("position overflows"), section: "positions", offset: 0)
        }
      }
      let count = scan.run(positions, offsets: offsets, stopsAtFirst: !countsAll)
      found.addMatch(
        document, score: Float(Int32(truncatingIfNeeded: count)), if: count > 0)
    }
  }
}

extension ProximityMatcher.Course {
  fileprivate init(_ rule: ProximityRule) {
    let isOfTerms = rule.parts.allSatisfy { $0.terms.count == 1 && $0.copies == 1 }
    guard isOfTerms, rule.parts.count > 1 else {
      self = .parts
      return
    }
    let room = rule.length + Int(rule.distance)
    let lengths = rule.parts.map { Int($0.length) }
    self =
      lengths.count == 2
      ? .pair(
        PairDistance(lengths: (lengths[0], lengths[1]), room: room, isOrdered: rule.isOrdered))
      : .terms(lengths: lengths, room: room, isOrdered: rule.isOrdered)
  }
}
