/// Postings of several terms in one list, each document once with the sum of its frequencies.
@safe final class PostingSums {
  /// How many bits of a document are sorted by at a time.
  private static let digit: UInt64 = 11

  /// The document in the upper half, the frequency in the lower one.
  private var values: UnsafeMutablePointer<UInt64>
  private var spare: UnsafeMutablePointer<UInt64>
  private var capacity = 1024
  private(set) var count = 0

  init() {
    unsafe values = .allocate(capacity: capacity)
    unsafe spare = .allocate(capacity: capacity)
  }

  deinit {
    unsafe values.deallocate()
    unsafe spare.deallocate()
  }

  func removeAll() { count = 0 }

  func document(_ index: Int) -> UInt32 {
    precondition(index >= 0 && index < count)
    return UInt32(truncatingIfNeeded: unsafe values[index] &>> 32)
  }

  func frequency(_ index: Int) -> UInt32 {
    precondition(index >= 0 && index < count)
    return UInt32(truncatingIfNeeded: unsafe values[index])
  }

  // MARK: Filling

  func append(_ document: UInt32, _ frequency: UInt32) {
    if count == capacity { grow(by: 1) }
    unsafe values[count] = UInt64(document) &<< 32 | UInt64(frequency)
    count &+= 1
  }

  /// Appends the first postings of a block.
  func append(_ documents: IntegerBlock, _ frequencies: IntegerBlock, count added: Int) {
    precondition(added >= 0 && added <= IntegerBlock.capacity)
    if count &+ added > capacity { grow(by: added) }
    let (document, frequency) = unsafe (documents.start, frequencies.start)
    for index in 0..<added {
      unsafe values[count &+ index] = UInt64(document[index]) &<< 32 | UInt64(frequency[index])
    }
    count &+= added
  }

  private func grow(by added: Int) {
    let larger = max(capacity * 2, count + added)
    let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    unsafe moved.update(from: values, count: count)
    unsafe values.deallocate()
    unsafe spare.deallocate()
    unsafe values = unsafe moved
    unsafe spare = .allocate(capacity: larger)
    capacity = larger
  }

  // MARK: Uniting

  /// Puts the documents in their order and adds up the frequencies of each.
  ///
  /// - Parameter documentCount: what all documents are below.
  func unite(documentCount: Int) {
    var shift: UInt64 = 0
    while documentCount > 1 << Int(shift), count > 1 {
      sort(by: 32 &+ shift)
      shift &+= Self.digit
    }
    guard count > 1 else { return }
    var last = 0
    for index in 1..<count {
      let (value, other) = unsafe (values[index], values[last])
      if value &>> 32 == other &>> 32 {
        let sum = min(value & 0xFFFF_FFFF &+ other & 0xFFFF_FFFF, 0xFFFF_FFFF)
        unsafe values[last] = (value & ~0xFFFF_FFFF) | sum
      } else {
        last &+= 1
        unsafe values[last] = value
      }
    }
    count = last &+ 1
  }

  /// Sorts by some bits, and leaves in their order what has the same.
  private func sort(by shift: UInt64) {
    let mask: UInt64 = 1 &<< Self.digit &- 1
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: Int(mask) + 1) { places in
      unsafe places.initialize(repeating: 0)
      for index in 0..<count {
        unsafe places[Int(values[index] &>> shift & mask)] &+= 1
      }
      var place: Int32 = 0
      for digit in 0...Int(mask) {
        let length = unsafe places[digit]
        unsafe places[digit] = place
        place &+= length
      }
      for index in 0..<count {
        let value = unsafe values[index]
        let digit = Int(value &>> shift & mask)
        unsafe spare[Int(places[digit])] = value
        unsafe places[digit] &+= 1
      }
    }
    unsafe swap(&values, &spare)
  }

  // MARK: Reading

  /// Raises the bounds of so many documents each to what their evidence is, with some slack.
  func raise(_ bounds: inout [Float], shift: Int, _ scoring: TermScoring, slack: Float) {
    guard count > 0 else { return }
    // Documents ascend, so the last one decides for all.
    let last = Int(document(count - 1))
    precondition(last >> shift < bounds.count && scoring.norms.map { last < $0.count } ?? true)
    let norms = unsafe scoring.norms?.unsafeStart
    let factor = unsafe scoring.factors.start
    unsafe bounds.withUnsafeMutableBufferPointer { bounds in
      for index in 0..<count {
        let value = unsafe values[index]
        let document = Int(truncatingIfNeeded: value &>> 32)
        var norm = 1
        if let norms = unsafe norms {
          norm = Int(unsafe norms.load(fromByteOffset: document, as: UInt8.self))
        }
        let evidence = unsafe Float(UInt32(truncatingIfNeeded: value)) * factor[norm] * slack
        let place = document &>> shift
        if unsafe bounds[place] < evidence { unsafe bounds[place] = evidence }
      }
    }
  }

  /// The first index from `first` on whose document is at least `target`.
  func firstIndex(atLeast target: UInt32, from first: Int) -> Int {
    precondition(first >= 0 && first <= count)
    // Mostly it is near, so the steps double first; then the last one is halved.
    var low = first
    var step = 1
    while low &+ step <= count, unsafe values[low &+ step &- 1] &>> 32 < UInt64(target) {
      low &+= step
      step &*= 2
    }
    var length = min(step, count &- low)
    while length > 0 {
      let half = length &>> 1
      let isBelow = unsafe values[low &+ half] &>> 32 < UInt64(target)
      low = isBelow ? low &+ half &+ 1 : low
      length = isBelow ? length &- half &- 1 : half
    }
    return low
  }

  /// Adds the frequencies of documents from index `first` on to a window, up to the document `end`,
  /// which is not behind the end of the window.
  ///
  /// - Returns: the first index that was not added.
  func add(from first: Int, below end: UInt32, to window: DocumentWindow) -> Int {
    precondition(first >= 0 && first <= count && end <= window.end)
    var index = first
    while index < count {
      let value = unsafe values[index]
      let document = UInt32(truncatingIfNeeded: value &>> 32)
      guard document < end else { break }
      window.insert(document, score: Float(UInt32(truncatingIfNeeded: value)))
      index &+= 1
    }
    return index
  }
}
