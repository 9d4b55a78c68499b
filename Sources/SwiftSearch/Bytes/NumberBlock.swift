/// The numbers that a column has for candidates; where there is none, the value that is not a
/// number.
@safe final class NumberBlock {
  static let capacity = Candidates.capacity

  fileprivate let values: UnsafeMutablePointer<Double>

  init() {
    unsafe values = .allocate(capacity: Self.capacity)
    unsafe values.initialize(repeating: .nan, count: Self.capacity)
  }

  deinit { unsafe values.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Double {
    precondition(index >= 0 && index < Self.capacity)
    return unsafe values[index]
  }

  /// Makes all of them missing.
  func removeAll() { unsafe values.update(repeating: .nan, count: Self.capacity) }

  /// How many of the first numbers are missing.
  func missingCount(of count: Int) -> Int {
    precondition(count <= Self.capacity)
    let values = unsafe values
    var missing = 0
    for index in 0..<count { missing &+= unsafe values[index].isNaN ? 1 : 0 }
    return missing
  }

  /// How many of the first numbers lie in a range; what is missing does not.
  func count(in range: Range<Double>, of count: Int) -> Int {
    precondition(count <= Self.capacity)
    let values = unsafe values
    let (lower, upper) = (range.lowerBound, range.upperBound)
    var found = 0
    for index in 0..<count {
      let value = unsafe values[index]
      found &+= value >= lower && value < upper ? 1 : 0
    }
    return found
  }

  /// Where the numbers of a column are in its bytes.
  struct Source {
    /// Where the bits begin that say which documents have one, if not all have.
    var bitset: Int?
    var values: Int
    /// How many bytes each takes: 1, 2, 4 or 8.
    var width: Int
    var isDouble: Bool
    var base: Int64
    var documentCount: Int
  }

  /// The number of one document, or what is not a number.
  static func number(of document: Int, in bytes: MappedBytes, _ source: Source) -> Double {
    precondition(document >= 0 && document < source.documentCount)
    if let bitset = source.bitset {
      precondition(bitset >= 0 && bitset + (source.documentCount + 7) / 8 <= bytes.count)
      let byte = unsafe bytes.unsafeStart.load(
        fromByteOffset: bitset + document >> 3, as: UInt8.self)
      if byte >> UInt8(document & 7) & 1 == 0 { return .nan }
    }
    let (offset, width) = (source.values + document * source.width, source.width)
    precondition(offset >= 0 && width <= 8 && offset + width <= bytes.count)
    var bits: UInt64 = 0
    for byte in 0..<width {
      let value = unsafe bytes.unsafeStart.load(fromByteOffset: offset + byte, as: UInt8.self)
      bits |= UInt64(value) << UInt64(8 * byte)
    }
    return source.isDouble
      ? Double(bitPattern: bits) : Double(source.base &+ Int64(bitPattern: bits))
  }

  /// Reads the numbers of candidates from a column.
  func gather(
    _ candidates: Candidates, from bytes: MappedBytes, _ source: Source
  ) throws(FormatError) {
    guard candidates.count > 0 else { return }
    // Documents ascend, so the last one decides for all.
    precondition(Int(candidates.document(candidates.count - 1)) < source.documentCount)
    try bytes.check(source.values, source.documentCount * source.width)
    let start = unsafe bytes.unsafeStart + source.values
    switch source.width {
    case 1: unsafe gather(UInt8.self, candidates, from: start, source.base)
    case 2: unsafe gather(UInt16.self, candidates, from: start, source.base)
    case 4: unsafe gather(UInt32.self, candidates, from: start, source.base)
    default:
      precondition(source.width == 8)
      if source.isDouble {
        unsafe gatherDoubles(candidates, from: start)
      } else {
        unsafe gather(UInt64.self, candidates, from: start, source.base)
      }
    }
    guard let bitset = source.bitset else { return }
    try bytes.check(bitset, (source.documentCount + 63) / 64 * 8)
    unsafe drop(candidates, without: bytes.unsafeStart + bitset)
  }

  @inline(__always)
  private func gather<Stored: FixedWidthInteger & BitwiseCopyable>(
    _: Stored.Type, _ candidates: Candidates, from start: UnsafeRawPointer, _ base: Int64
  ) {
    let (documents, values) = unsafe (candidates.documents, values)
    for index in 0..<candidates.count {
      let offset = unsafe Int(documents[index]) &* MemoryLayout<Stored>.size
      let stored = Stored(
        littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: Stored.self))
      unsafe values[index] = Double(base &+ Int64(truncatingIfNeeded: stored))
    }
  }

  private func gatherDoubles(_ candidates: Candidates, from start: UnsafeRawPointer) {
    let (documents, values) = unsafe (candidates.documents, values)
    for index in 0..<candidates.count {
      let offset = unsafe Int(documents[index]) &* 8
      let bits = UInt64(
        littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      unsafe values[index] = Double(bitPattern: bits)
    }
  }

  private func drop(_ candidates: Candidates, without bitset: UnsafeRawPointer) {
    let (documents, values) = unsafe (candidates.documents, values)
    for index in 0..<candidates.count {
      let document = unsafe Int(documents[index])
      let byte = unsafe bitset.load(fromByteOffset: document &>> 3, as: UInt8.self)
      if byte &>> UInt8(document & 7) & 1 == 0 { unsafe values[index] = .nan }
    }
  }
}

/// Integers that ascend with the place that candidates have in an order.
@safe final class KeyBlock {
  private let keys: UnsafeMutablePointer<UInt64>

  init() {
    unsafe keys = .allocate(capacity: NumberBlock.capacity)
    unsafe keys.initialize(repeating: 0, count: NumberBlock.capacity)
  }

  deinit { unsafe keys.deallocate() }

  @inline(__always)
  subscript(index: Int) -> UInt64 {
    get {
      precondition(index >= 0 && index < NumberBlock.capacity)
      return unsafe keys[index]
    }
    set {
      precondition(index >= 0 && index < NumberBlock.capacity)
      unsafe keys[index] = newValue
    }
  }

  /// Takes numbers, the smallest or the largest first.
  ///
  /// - Parameter missing: the key of what is missing.
  func fill(with numbers: NumberBlock, count: Int, isDescending: Bool, missing: UInt64) {
    precondition(count >= 0 && count <= NumberBlock.capacity)
    let (keys, values) = unsafe (keys, numbers.values)
    let turned: UInt64 = isDescending ? .max : 0
    for index in 0..<count {
      let value = unsafe values[index]
      unsafe keys[index] = value.isNaN ? missing : value.orderedBits ^ turned
    }
  }

  /// Takes the scores of candidates, the highest or the lowest first.
  ///
  /// - Parameter tier: what comes before the score.
  func fill(withScoresOf candidates: Candidates, tier: Int, isDescending: Bool) {
    for index in 0..<candidates.count {
      let key = Self.key(ofScore: candidates.score(index), tier: tier)
      unsafe keys[index] = isDescending ? key : ~key
    }
  }

  /// The key of a score if the highest comes first.
  static func key(ofScore score: Float, tier: Int) -> UInt64 {
    UInt64(tier) << 32 | UInt64(~score.orderedBits)
  }

  /// The reverse, whatever the tier.
  static func score(ofKey key: UInt64) -> Float {
    Float(orderedBits: ~UInt32(truncatingIfNeeded: key))
  }

  /// The first index from `start` on whose key is at most `limit`.
  @inline(__always)
  func firstIndex(atMost limit: UInt64, from start: Int, count: Int) -> Int {
    precondition(start >= 0 && count <= NumberBlock.capacity)
    let keys = unsafe keys
    var index = start
    while index < count, unsafe keys[index] > limit { index &+= 1 }
    return index
  }
}
