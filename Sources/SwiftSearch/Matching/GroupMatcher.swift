/// Matches the documents that have a word in any of its forms, and scores the forms as one term.
///
/// Each form adds its evidence, the weighted frequency over the length's part of BM25; the sum
/// saturates once. This is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to
/// Multiple Weighted Fields", 2004), with the forms of a word beside the fields.
final class GroupMatcher: Matcher, Clause {
  /// A form that gives evidence instead of scores.
  typealias Form = Matcher & Clause

  private let forms: [any Form]
  private let weight: Float
  private let rounding: Float
  /// A window that was worked on as a whole; see ``WindowClause``.
  private let window: DocumentWindow
  private var hasWindow = false
  /// Of the candidates at hand; all groups of a query share it.
  private let evidence: Candidates

  /// - Parameters:
  ///   - weight: the score that the evidence approaches.
  ///   - rounding: see ``TermScoring``.
  init(_ forms: [any Form], weight: Float, rounding: Float, in scratch: MatchingScratch) {
    window = scratch.window()
    evidence = scratch.evidence
    self.forms = forms
    self.weight = weight
    self.rounding = rounding
  }

  /// Whether there are forms of many terms.
  var hasUnions: Bool { forms.contains { $0 is TermUnionMatcher } }

  private func score(_ evidence: Float) -> Float {
    ((weight - weight / (1 + evidence)) + rounding) - rounding
  }

  var cost: Int { forms.reduce(0) { $0 + $1.cost } }

  // MARK: Windows

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    var nearest: UInt32?
    for form in forms {
      guard let next = try form.nextCandidate(from: target) else { continue }
      nearest = min(nearest ?? next, next)
    }
    return nearest
  }

  func match(into target: DocumentWindow, scored: Bool) throws(FormatError) {
    guard scored else {
      for form in forms { try form.match(into: target, scored: false) }
      return
    }
    try evaluate(target.start)
    window.forEachMatch { document, sum in
      target.insert(document, score: score(sum))
    }
  }

  func addDocuments(to bits: DocumentBits) throws(FormatError) {
    for form in forms { try form.addDocuments(to: bits) }
  }

  private func evaluate(_ document: UInt32) throws(FormatError) {
    guard !hasWindow || document >= window.end else { return }
    window.reset(to: DocumentWindow.start(of: document))
    hasWindow = true
    for form in forms { try form.match(into: window, scored: true) }
  }

  // MARK: Runs

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) {
    for form in forms {
      var others = bounds
      others.begin(bounds.windows)
      try form.findBounds(&others)
      // In the order in which evidence is added up, so that rounding cannot make a bound too low.
      bounds.add(others)
    }
    bounds.map { score($0) }
  }

  func scoreReached(by count: Int) throws(FormatError) -> Float? {
    var best: Float?
    for form in forms {
      guard let evidence = try form.scoreReached(by: count) else { continue }
      best = max(best ?? 0, evidence)
    }
    return best.map { score($0) }
  }

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    var target = target
    if !hasWindow || target >= window.end {
      guard let next = try nextCandidate(from: target) else { return nil }
      target = max(target, next)
    }
    guard target < end else { return nil }
    let windowEnd = DocumentWindow.start(of: target) + UInt32(DocumentWindow.documentCount)
    return target..<min(end, windowEnd)
  }

  func collect(
    _ run: Range<UInt32>, above floor: Float, scored: Bool, into candidates: Candidates
  ) throws(FormatError) {
    try evaluate(run.lowerBound)
    window.forEachMatch { document, sum in
      guard run.contains(document) else { return }
      let value = score(sum)
      if !scored || value > floor { candidates.append(document, score: scored ? value : 0) }
    }
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    candidates.beginMatching()
    evidence.removeAll()
    var first = 0
    // The forms have passed the window that was worked on as a whole.
    while first < candidates.count, hasWindow, candidates.document(first) < window.end {
      if let sum = window.score(of: candidates.document(first)) {
        candidates.addMatch(first, score: scored ? score(sum) : 0)
      }
      first += 1
    }
    for index in first..<candidates.count { evidence.append(candidates.document(index), score: 0) }
    for form in forms { try form.match(evidence, scored: true) }
    for index in 0..<evidence.count where evidence.score(index) > 0 {
      candidates.addMatch(
        first + index, score: scored ? score(evidence.score(index)) : 0)
    }
  }
}
