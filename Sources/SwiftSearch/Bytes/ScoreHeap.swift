/// The best of many scored things, in a binary heap whose root is the worst of them.
///
/// Of equal scores the one that came first is better.
@safe final class ScoreHeap {
  struct Element {
    /// The score's bits, which ascend with it, above the complement of the time of arrival.
    fileprivate var key: UInt64
    var segment: UInt32
    var document: UInt32

    var score: Float { Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) }
  }

  private let limit: Int
  private var capacity: Int
  private var elements: UnsafeMutablePointer<Element>
  private var arrivals: UInt32 = 0
  private(set) var count = 0

  /// - Parameter limit: how many of the best to keep.
  init(limit: Int) {
    self.limit = max(0, limit)
    capacity = min(self.limit, 16)
    unsafe elements = .allocate(capacity: max(1, capacity))
  }

  deinit { unsafe elements.deallocate() }

  /// What a score must exceed to be among the best.
  var threshold: Float {
    guard count == limit else { return -.infinity }
    return limit == 0 ? .infinity : unsafe elements[0].score
  }

  /// - Parameter score: 0 or more.
  func insert(_ score: Float, segment: UInt32, document: UInt32) {
    arrivals &+= 1
    let element = Element(
      key: UInt64(score.bitPattern) << 32 | UInt64(~arrivals), segment: segment,
      document: document)
    if count < limit {
      if count == capacity { grow() }
      count += 1
      siftUp(element)
    } else if count > 0, unsafe element.key > elements[0].key {
      siftDown(element, count: count)
    }
  }

  private func grow() {
    let larger = min(limit, 2 * max(8, capacity))
    let new = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    unsafe new.moveInitialize(from: elements, count: count)
    unsafe elements.deallocate()
    unsafe elements = new
    capacity = larger
  }

  /// Puts an element in at the end.
  private func siftUp(_ element: Element) {
    var child = count - 1
    while child > 0 {
      let parent = (child &- 1) / 2
      guard unsafe element.key < elements[parent].key else { break }
      unsafe elements[child] = unsafe elements[parent]
      child = parent
    }
    unsafe elements[child] = element
  }

  /// Puts an element in place of the root.
  private func siftDown(_ element: Element, count: Int) {
    var parent = 0
    while true {
      var child = 2 &* parent &+ 1
      guard child < count else { break }
      let right = child &+ 1
      if right < count, unsafe elements[right].key < elements[child].key { child = right }
      guard unsafe elements[child].key < element.key else { break }
      unsafe elements[parent] = unsafe elements[child]
      parent = child
    }
    unsafe elements[parent] = element
  }

  /// The elements, best first; the heap is empty then.
  func removeAll() -> [Element] {
    var end = count
    // The worst goes behind the others, again and again.
    while end > 1 {
      end -= 1
      let last = unsafe elements[end]
      unsafe elements[end] = unsafe elements[0]
      siftDown(last, count: end)
    }
    defer { count = 0 }
    return (0..<count).map { unsafe elements[$0] }
  }
}
