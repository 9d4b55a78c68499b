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

  /// Up to how many elements are put in order by comparing all with all.
  private static let vectorLimit = 256

  /// How many elements there is room for at first, and at most in a heap that is used again.
  private static let (firstCapacity, keptCapacity) = (128, 1024)

  private var limit = 0
  private var capacity = ScoreHeap.firstCapacity
  /// A heap once there are as many as are kept; until then in the order of their arrival.
  private var elements: UnsafeMutablePointer<Element>
  private var arrivals: UInt32 = 0
  private(set) var count = 0

  /// A heap that keeps nothing, until ``begin(limit:)``.
  init() {
    unsafe elements = .allocate(capacity: capacity)
  }

  deinit { unsafe elements.deallocate() }

  /// Forgets what was kept, and most of the memory if it was much.
  ///
  /// - Parameter limit: how many of the best to keep.
  func begin(limit: Int) {
    self.limit = max(0, limit)
    (count, arrivals) = (0, 0)
    guard capacity > Self.keptCapacity else { return }
    unsafe elements.deallocate()
    capacity = Self.firstCapacity
    unsafe elements = .allocate(capacity: capacity)
  }

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
      unsafe elements[count] = element
      count += 1
      if count == limit { makeHeap() }
    } else if count > 0, unsafe element.key > elements[0].key {
      siftDown(element, from: 0, count: count)
    }
  }

  private func grow() {
    let larger = min(limit, 2 * capacity)
    let new = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    unsafe new.moveInitialize(from: elements, count: count)
    unsafe elements.deallocate()
    unsafe elements = new
    capacity = larger
  }

  private func makeHeap() {
    for parent in (0..<count / 2).reversed() {
      siftDown(unsafe elements[parent], from: parent, count: count)
    }
  }

  /// Puts an element in the place `start` or below it.
  private func siftDown(_ element: Element, from start: Int, count: Int) {
    var parent = start
    while true {
      let left = 2 &* parent &+ 1
      guard left < count else { break }
      // The last one may have no neighbour, and is then compared with itself.
      let right = min(left &+ 1, count &- 1)
      let child = left &+ (unsafe elements[right].key < elements[left].key).one
      guard unsafe elements[child].key < element.key else { break }
      unsafe elements[parent] = unsafe elements[child]
      parent = child
    }
    unsafe elements[parent] = element
  }

  /// What is made of the elements, best first; the heap is empty then.
  @inline(__always)
  func removeAll<Result>(_ make: (Element) -> Result) -> [Result] {
    defer { count = 0 }
    guard count > Self.vectorLimit else { return ranked(make) }
    sort()
    return (0..<count).map { make(unsafe elements[$0]) }
  }

  private func sort() {
    if count < limit { makeHeap() }
    var end = count
    // The worst goes behind the others, again and again.
    while end > 1 {
      end -= 1
      let last = unsafe elements[end]
      unsafe elements[end] = unsafe elements[0]
      siftDown(last, from: 0, count: end)
    }
  }

  /// The elements, best first: each goes where as many are before it as are better. For few of
  /// them that takes less time than to guess the result of each comparison, and be wrong.
  @inline(__always)
  private func ranked<Result>(_ make: (Element) -> Result) -> [Result] {
    guard count > 0 else { return [] }
    var result = [Result](repeating: make(unsafe elements[0]), count: count)
    let rowCount = (count + 3) / 4
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 8 * rowCount) { memory in
      let scores = unsafe memory.baseAddress.unsafelyUnwrapped
      let times = unsafe scores + 4 * rowCount
      for index in 0..<4 * rowCount {
        // What fills the last row is never better, whatever bits a damaged index makes of scores.
        let key = index < count ? unsafe elements[index].key : 1 << 63
        unsafe scores[index] = Int32(truncatingIfNeeded: key >> 32)
        // With the highest bit turned, so that signed integers compare as unsigned ones do.
        unsafe times[index] = Int32(truncatingIfNeeded: key) ^ .min
      }
      for index in 0..<count {
        let (score, time) = unsafe (SIMD4(repeating: scores[index]), SIMD4(repeating: times[index]))
        var better = SIMD4<Int32>.zero
        for row in 0..<rowCount {
          let (left, right) = unsafe (
            UnsafeRawPointer(scores + 4 * row).loadUnaligned(as: SIMD4<Int32>.self),
            UnsafeRawPointer(times + 4 * row).loadUnaligned(as: SIMD4<Int32>.self)
          )
          let isBetter = left .> score .| (left .== score .& right .> time)
          better &-= SIMD4<Int32>.zero.replacing(with: -1, where: isBetter)
        }
        result[Int(better.wrappedSum())] = make(unsafe elements[index])
      }
    }
    return result
  }
}
