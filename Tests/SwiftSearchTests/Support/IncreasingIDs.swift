import Synchronization

/// Numbers of segments that are the same from run to run.
final class IncreasingIDs: Sendable {
  private let last = Atomic<UInt64>(0)

  func next() -> UInt64 { last.add(1, ordering: .relaxed).newValue }
}
