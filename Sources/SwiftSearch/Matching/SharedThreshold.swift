import Synchronization

/// What a document must score to be among the best, as far as any of the threads knows.
final class SharedThreshold: Sendable {
  /// The bits of the score, which ascend as scores do that are not negative.
  private let bits = Atomic<UInt32>(0)

  /// What a document must score more than.
  ///
  /// As much as the worst of the best is enough: that one may be of a later segment.
  var floor: Float {
    let bits = bits.load(ordering: .relaxed)
    return bits == 0 ? -.infinity : Float(bitPattern: bits - 1)
  }

  /// Says that as many documents as are wanted score `score` or more.
  func raise(to score: Float) {
    guard score > 0, score.bitPattern > bits.load(ordering: .relaxed) else { return }
    bits.max(score.bitPattern, ordering: .relaxed)
  }
}
