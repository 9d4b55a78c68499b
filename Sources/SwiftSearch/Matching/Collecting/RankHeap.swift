/// Keeps the first of many documents of a segment, which come in ascending order, in an order of
/// several keys.
final class RankHeap {
  private let limit: Int
  private let width: Int
  private(set) var count = 0
  /// By slot, as many as the order has parts.
  private var keys: [UInt64] = []
  private var documents: [UInt32] = []
  private var scores: [Float] = []
  private var payloads: [Int] = []
  /// Slots: a heap whose root is the last in the order, once there are as many as are kept.
  private var heap: [Int] = []

  /// - Parameters:
  ///   - limit: how many documents are kept.
  ///   - width: how many keys each has.
  init(limit: Int, width: Int) {
    self.limit = max(0, limit)
    self.width = width
  }

  private var isFull: Bool { count == limit }

  /// What the first key of a document must not exceed for it to be kept.
  private var bound: UInt64 {
    guard isFull, limit > 0, width > 0 else { return .max }
    return keys[heap[0] * width]
  }

  /// Inserts those candidates of a window that come behind `after`.
  func insert(_ candidates: Candidates, _ blocks: [KeyBlock], after: RankStart?) {
    guard limit > 0 else { return }
    guard let first = blocks.first else {
      for index in 0..<candidates.count { insert(candidates, index, blocks, after) }
      return
    }
    var index = 0
    while true {
      index = first.firstIndex(atMost: bound, from: index, count: candidates.count)
      guard index < candidates.count else { return }
      if !isFull || precedesRoot(blocks, index) { insert(candidates, index, blocks, after) }
      index += 1
    }
  }

  /// Whether a candidate comes before the last of those that are kept, all of which came earlier
  /// and so stay where it is equal.
  private func precedesRoot(_ blocks: [KeyBlock], _ index: Int) -> Bool {
    let root = heap[0] * width
    for part in 0..<width {
      let (one, other) = (blocks[part][index], keys[root + part])
      if one != other { return one < other }
    }
    return false
  }

  func insert(
    _ candidates: Candidates, _ index: Int, _ blocks: [KeyBlock], _ after: RankStart?
  ) {
    let document = candidates.document(index)
    if let after, !after.admits(document, { blocks[$0][index] }) { return }
    insert(document, score: candidates.score(index)) { blocks[$0][index] }
  }

  /// - Parameter key: the document's key for each part of the order.
  func insert(_ document: UInt32, score: Float, payload: Int = 0, _ key: (Int) -> UInt64) {
    guard limit > 0 else { return }
    if isFull {
      let root = heap[0]
      guard precedesRoot(document, key) else { return }
      for part in 0..<width { keys[root * width + part] = key(part) }
      documents[root] = document
      scores[root] = score
      payloads[root] = payload
      siftDown(from: 0)
      return
    }
    for part in 0..<width { keys.append(key(part)) }
    documents.append(document)
    scores.append(score)
    payloads.append(payload)
    heap.append(count)
    count += 1
    if isFull { for parent in (0..<count / 2).reversed() { siftDown(from: parent) } }
  }

  private func precedesRoot(_ document: UInt32, _ key: (Int) -> UInt64) -> Bool {
    let root = heap[0]
    for part in 0..<width {
      let (one, other) = (key(part), keys[root * width + part])
      if one != other { return one < other }
    }
    return document < documents[root]
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    for part in 0..<width {
      let (one, other) = (keys[left * width + part], keys[right * width + part])
      if one != other { return one < other }
    }
    return documents[left] < documents[right]
  }

  private func siftDown(from start: Int) {
    var parent = start
    let slot = heap[parent]
    while true {
      var child = 2 * parent + 1
      guard child < count else { break }
      if child + 1 < count, precedes(heap[child], heap[child + 1]) { child += 1 }
      guard precedes(slot, heap[child]) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = slot
  }

  /// What is kept, with its place among all segments, in the order.
  func matches(
    ofSegment segment: Int, _ segmentKeys: SegmentKeys
  ) throws(FormatError) -> [RankedMatch] {
    var result: [RankedMatch] = []
    result.reserveCapacity(count)
    for slot in heap.sorted(by: precedes) {
      var values: [RankValue] = []
      for part in 0..<width {
        values.append(try segmentKeys.value(keys[slot * width + part], ofPart: part))
      }
      result.append(
        RankedMatch(
          document: ScoredDocument(
            segment: segment, document: documents[slot], score: scores[slot]),
          query: segmentKeys.tier, values: values, payload: payloads[slot]))
    }
    return result
  }
}

/// Behind which place in an order documents of a segment count.
struct RankStart {
  var keys: [UInt64]
  /// The first document that counts of those whose keys are equal.
  var firstEqual: UInt32

  func admits(_ document: UInt32, _ key: (Int) -> UInt64) -> Bool {
    for part in keys.indices {
      let one = key(part)
      if one != keys[part] { return one > keys[part] }
    }
    return document >= firstEqual
  }
}
