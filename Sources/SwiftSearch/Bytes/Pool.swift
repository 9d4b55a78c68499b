import Synchronization

/// Things that are costly to make and wait for their next user.
///
/// Unchecked `Sendable`: what is in the pool has no user, and whoever takes a thing has it alone.
final class Pool<Thing: AnyObject>: @unchecked Sendable {
  private let limit: Int
  private let lock = Mutex(())
  private var things: [Thing] = []

  /// - Parameter limit: how many things wait at most.
  init(limit: Int) {
    self.limit = limit
  }

  func take() -> Thing? { lock.withLock { _ in things.popLast() } }

  /// Puts back a thing that nobody else refers to.
  func put(_ thing: Thing) {
    lock.withLock { _ in
      if things.count < limit { things.append(thing) }
    }
  }
}
