/// The largest of many numbers, in a binary heap whose root is the smallest of them.
@safe final class LargestValues {
  private var limit = 0
  private var count = 0
  private var capacity = 0
  private var heap: UnsafeMutablePointer<Float>?
  /// What a number must exceed to be among the largest.
  private(set) var threshold: Float = .infinity

  deinit { unsafe heap?.deallocate() }

  /// Begins anew.
  ///
  /// - Parameters:
  ///   - limit: how many numbers are wanted, 1 or more.
  ///   - threshold: what the numbers must exceed to count at all.
  func begin(_ limit: Int, above threshold: Float = -.infinity) {
    precondition(limit > 0)
    if limit > capacity {
      unsafe heap?.deallocate()
      unsafe heap = .allocate(capacity: limit)
      capacity = limit
    }
    (self.limit, count, self.threshold) = (limit, 0, threshold)
  }

  /// The smallest of the largest, once there are as many as wanted.
  var smallest: Float? { limit > 0 && count == limit ? threshold : nil }

  func insert(_ value: Float) {
    guard value > threshold, let heap = unsafe heap else { return }
    if count < limit {
      var child = count
      count += 1
      while child > 0, unsafe heap[(child - 1) / 2] > value {
        unsafe heap[child] = unsafe heap[(child - 1) / 2]
        child = (child - 1) / 2
      }
      unsafe heap[child] = value
    } else {
      unsafe replaceRoot(of: heap, value)
    }
    if count == limit { threshold = unsafe heap[0] }
  }

  private func replaceRoot(of heap: UnsafeMutablePointer<Float>, _ value: Float) {
    var parent = 0
    while true {
      let left = 2 &* parent &+ 1
      guard left < limit else { break }
      // The last one may have no neighbour, and is then compared with itself.
      let right = min(left &+ 1, limit &- 1)
      let child = left &+ (unsafe heap[right] < heap[left]).one
      guard unsafe heap[child] < value else { break }
      unsafe heap[parent] = unsafe heap[child]
      parent = child
    }
    unsafe heap[parent] = value
  }
}
