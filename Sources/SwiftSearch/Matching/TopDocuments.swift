/// A document that matches: where it is and how well.
struct ScoredDocument: Equatable, Sendable {
  /// The number of its segment in the snapshot.
  var segment: Int
  var document: UInt32
  var score: Float

  /// Where a document is.
  struct Place: Hashable {
    var segment: Int
    var document: UInt32
  }

  var place: Place { Place(segment: segment, document: document) }

  /// The order of results: better first, then older first.
  static func precedes(_ left: ScoredDocument, _ right: ScoredDocument) -> Bool {
    if left.score != right.score { return left.score > right.score }
    if left.segment != right.segment { return left.segment < right.segment }
    return left.document < right.document
  }
}

/// Keeps the best of many documents, which come in ascending order.
final class TopDocuments {
  private let limit: Int
  private let heap: ScoreHeap
  /// What decides beside the score, in the segment that is searched; `nil` is nothing.
  var refinement: SegmentRefinement?
  /// What the threads of a search tell each other.
  let shared: SharedThreshold?

  /// - Parameter heap: where they are kept, which nobody else uses meanwhile.
  init(limit: Int, shared: SharedThreshold? = nil, in heap: ScoreHeap = ScoreHeap()) {
    self.limit = limit
    self.shared = shared
    self.heap = heap
    heap.begin(limit: limit)
  }

  /// How many documents are kept at most.
  var capacity: Int { limit }

  /// What a document must score more than to be among the best.
  ///
  /// Documents come in ascending order, so one that only equals the worst comes too late.
  @inline(__always)
  var threshold: Float { heap.threshold }

  @inline(__always)
  func insert(_ candidate: ScoredDocument) {
    heap.insert(
      candidate.score, segment: UInt32(truncatingIfNeeded: candidate.segment),
      document: candidate.document)
  }

  /// Inserts what scores more than `floor` and than the worst of the best.
  func insert(_ candidates: Candidates, ofSegment segment: Int, above floor: Float) {
    if let refinement { return insert(candidates, segment, above: floor, refinement) }
    var index = candidates.firstIndex(scoring: max(threshold, floor), from: 0)
    while index < candidates.count {
      insert(
        ScoredDocument(
          segment: segment, document: candidates.document(index), score: candidates.score(index)))
      index = candidates.firstIndex(scoring: max(threshold, floor), from: index + 1)
    }
  }

  /// The same with scores that become no higher than they are.
  private func insert(
    _ candidates: Candidates, _ segment: Int, above floor: Float, _ refinement: SegmentRefinement
  ) {
    for index in 0..<candidates.count {
      let (document, score) = (candidates.document(index), candidates.score(index))
      guard score > max(threshold, floor),
        let refined = refinement.score(score, of: document), refined > max(threshold, floor)
      else { continue }
      insert(ScoredDocument(segment: segment, document: document, score: refined))
    }
  }

  /// The best documents, best first, which are then no longer kept.
  func sorted() -> [ScoredDocument] {
    heap.removeAll {
      ScoredDocument(segment: Int($0.segment), document: $0.document, score: $0.score)
    }
  }
}
