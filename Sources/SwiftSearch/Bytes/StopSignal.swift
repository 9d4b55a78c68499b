import Synchronization

/// Says when work that takes long should end: after some time, when the task that waits for it is
/// cancelled, or when a flag is raised.
///
/// Unchecked `Sendable`: any thread may ask a task whether it is cancelled, and a signal lasts no
/// longer than the work that the task waits for.
@safe final class StopSignal: @unchecked Sendable {
  private let start = ContinuousClock.now
  private let limit: Duration?
  private let task: UnsafeCurrentTask?
  private let flag: StopFlag?
  private let isKnown = Atomic(false)

  private init(_ limit: Duration?, _ task: UnsafeCurrentTask?, _ flag: StopFlag?) {
    self.limit = limit
    unsafe self.task = unsafe task
    self.flag = flag
  }

  /// Hands a signal to `body`, which must not keep it; `nil` when nothing can end the work.
  static func during<Result>(
    atMost limit: Duration? = nil, until flag: StopFlag? = nil,
    _ body: (StopSignal?) throws -> Result
  ) rethrows -> Result {
    try unsafe withUnsafeCurrentTask { task in
      let isNeeded = unsafe limit != nil || task != nil || flag != nil
      return try body(isNeeded ? unsafe StopSignal(limit, task, flag) : nil)
    }
  }

  /// Whether the work should end; once it should, that stays so.
  var isRaised: Bool {
    if isKnown.load(ordering: .relaxed) { return true }
    guard isRaised(allowing: .zero) else { return false }
    isKnown.store(true, ordering: .relaxed)
    return true
  }

  /// Whether what was found should not be worked on further either, for which there is some time
  /// beyond the limit.
  func isRaised(allowing extra: Duration) -> Bool {
    if let flag, flag.isRaised { return true }
    if let task = unsafe task, unsafe task.isCancelled { return true }
    // Not a sum of both: a limit may be as long as can be.
    return limit.map { start.duration(to: .now) - extra >= $0 } ?? false
  }
}
