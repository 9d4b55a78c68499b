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

/// Keeps the best of many documents, in a binary heap whose root is the worst of them.
struct TopDocuments {
  private let limit: Int
  private var heap: [ScoredDocument] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// What a document must score more than to be among the best.
  ///
  /// Documents come in ascending order, so one that only equals the worst comes too late.
  var threshold: Float {
    guard limit > 0 else { return .infinity }
    return heap.count < limit ? -.infinity : heap[0].score
  }

  @inline(__always)
  mutating func insert(_ candidate: ScoredDocument) {
    if heap.count < limit {
      heap.append(candidate)
      siftUp()
    } else if let worst = heap.first, candidate.score > worst.score {
      heap[0] = candidate
      siftDown()
    }
  }

  /// The best documents, best first.
  func sorted() -> [ScoredDocument] { heap.sorted(by: ScoredDocument.precedes) }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard ScoredDocument.precedes(heap[parent], heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var worst = parent
      if left < heap.count, ScoredDocument.precedes(heap[worst], heap[left]) { worst = left }
      if right < heap.count, ScoredDocument.precedes(heap[worst], heap[right]) { worst = right }
      guard worst != parent else { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
