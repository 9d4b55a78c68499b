/// Matches of any matcher, for the algorithms that pass over documents.
///
/// A window is evaluated as a whole when it is first asked for, and kept until the next one is.
final class WindowClause: Clause {
  let cost: Int
  private let matcher: any Matcher
  private let maximumScore: Float
  private let window: DocumentWindow
  private var isEvaluated = false

  /// - Parameters:
  ///   - cost: about how many documents match.
  ///   - maximumScore: the most that one of them scores.
  init(_ matcher: any Matcher, cost: Int, maximumScore: Float, in scratch: MatchingScratch) {
    window = scratch.window()
    self.matcher = matcher
    self.cost = cost
    self.maximumScore = maximumScore
  }

  func match(into target: DocumentWindow, scored: Bool) throws(FormatError) {
    try evaluate(target.start)
    target.formUnion(matchesOf: window)
  }

  func addDocuments(to bits: DocumentBits) throws(FormatError) {
    for part in 0..<bits.partCount {
      try evaluate(bits.start + UInt32(part * DocumentWindow.documentCount))
      bits.formUnion(window)
    }
  }

  func findBounds(_ bounds: inout WindowBounds) throws(FormatError) { bounds.fill(maximumScore) }

  func nextRun(
    from target: UInt32, below end: UInt32, above floor: Float
  ) throws(FormatError) -> Range<UInt32>? {
    guard maximumScore > floor else { return nil }
    var target = target
    if !isEvaluated || target >= window.end {
      guard let next = try matcher.nextCandidate(from: target) else { return nil }
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
    window.forEachMatch { document, score in
      guard run.contains(document), !scored || score > floor else { return }
      candidates.append(document, score: scored ? score : 0)
    }
  }

  func match(_ candidates: Candidates, scored: Bool) throws(FormatError) {
    candidates.beginMatching()
    for index in 0..<candidates.count {
      let document = candidates.document(index)
      try evaluate(document)
      if let score = window.score(of: document) {
        candidates.addMatch(index, score: scored ? score : 0)
      }
    }
  }

  private func evaluate(_ document: UInt32) throws(FormatError) {
    guard !isEvaluated || document >= window.end else { return }
    window.reset(to: DocumentWindow.start(of: document))
    isEvaluated = true
    // A matcher may have nothing more to say.
    guard let next = try matcher.nextCandidate(from: window.start), next < window.end else {
      return
    }
    try matcher.match(into: window, scored: true)
  }
}
