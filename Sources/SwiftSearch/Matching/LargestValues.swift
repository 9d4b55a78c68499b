/// The largest of many numbers, in a binary heap whose root is the smallest of them.
struct LargestValues {
  private let limit: Int
  private var heap: [Float] = []

  init(_ limit: Int) {
    self.limit = limit
    heap.reserveCapacity(limit)
  }

  /// The smallest of the largest, once there are as many as wanted.
  var smallest: Float? { heap.count == limit ? heap.first : nil }

  mutating func insert(_ value: Float) {
    if heap.count < limit {
      var child = heap.count
      heap.append(value)
      while child > 0, heap[(child - 1) / 2] > value {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if value > heap[0] {
      replaceRoot(value)
    }
  }

  private mutating func replaceRoot(_ value: Float) {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < limit else { break }
      if child + 1 < limit, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < value else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = value
  }
}
