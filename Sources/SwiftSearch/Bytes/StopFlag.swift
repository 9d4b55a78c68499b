import Synchronization

/// Tells work in other threads to end.
public final class StopFlag: Sendable {
  private let flag = Atomic(false)

  /// Creates a flag that is not raised.
  public init() {}

  /// Whether the work should end.
  public var isRaised: Bool { flag.load(ordering: .relaxed) }

  /// Ends the work, soon; a flag that was raised stays so.
  public func raise() { flag.store(true, ordering: .relaxed) }
}
