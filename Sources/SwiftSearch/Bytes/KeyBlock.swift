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
