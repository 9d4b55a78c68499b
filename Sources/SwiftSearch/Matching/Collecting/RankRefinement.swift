/// What decides on the best documents beside the scores of the words of a query.
///
/// A class, since most searches have none, and a place for a large value takes time all the same.
final class RankRefinement: Sendable {
  /// What becomes of scores.
  let scoring: ScorePlan?
  /// The place behind which documents are wanted, and the document there.
  let after: (place: CursorPlace, document: ScoredDocument.Place?)?

  init(
    _ scoring: ScorePlan?, after: (place: CursorPlace, document: ScoredDocument.Place?)?
  ) {
    self.scoring = scoring
    self.after = after
  }

  /// Whether documents that score too little may be passed over before anything of this is known.
  var keepsBounds: Bool { scoring?.function == nil }
}

/// A ``RankRefinement`` in one segment, for one thread, where the best scores come first.
final class SegmentRefinement {
  private let scoring: SegmentScoring?
  /// The highest score that counts, and the first document that counts of those that have it.
  private var start: (score: Float, document: UInt32)?

  init(_ refinement: RankRefinement, _ segment: SegmentReader, number: Int) {
    scoring = refinement.scoring.map { SegmentScoring($0, segment) }
    guard let (place, found) = refinement.after, case .key(let key)? = place.values.first else {
      return
    }
    var document: UInt32 = 0
    if let found, number <= found.segment {
      document = number < found.segment ? .max : found.document + 1
    }
    start = (KeyBlock.score(ofKey: key), document)
  }

  /// The score that counts; `nil` when the document does not.
  func score(_ score: Float, of document: UInt32) -> Float? {
    let score = scoring?.score(score, of: document) ?? score
    guard let start else { return score }
    return score < start.score || score == start.score && document >= start.document ? score : nil
  }
}
