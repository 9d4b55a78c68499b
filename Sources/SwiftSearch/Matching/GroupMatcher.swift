/// Matches the documents that have a word in any of its forms, and scores the forms as one term.
///
/// Each form adds its evidence, the weighted frequency over the length's part of BM25; the sum
/// saturates once. This is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to
/// Multiple Weighted Fields", 2004), with the forms of a word beside the fields.
final class GroupMatcher: Matcher {
  private let forms: [any Matcher]
  private let weight: Float
  private let evidence = DocumentWindow()

  /// - Parameter forms: matchers that give evidence instead of scores.
  init(_ forms: [any Matcher], weight: Float) {
    self.forms = forms
    self.weight = weight
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    var nearest: UInt32?
    for form in forms {
      guard let next = try form.nextCandidate(from: target) else { continue }
      nearest = min(nearest ?? next, next)
    }
    return nearest
  }

  func match(into window: DocumentWindow) throws(FormatError) {
    evidence.reset(to: window.start)
    for form in forms { try form.match(into: evidence) }
    evidence.forEachMatch { document, sum in
      window.insert(document, score: weight - weight / (1 + sum))
    }
  }
}
