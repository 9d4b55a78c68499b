import Synchronization

/// Says how much of some work is done, which several threads share.
final class WorkProgress: Sendable {
  private struct State {
    var done = 0
    var total = 0
    var reported = 0
  }

  /// How often it is said.
  private static let stepCount = 1000

  private let state = Mutex(State())
  private let report: (@Sendable (Double) -> Void)?

  init(report: (@Sendable (Double) -> Void)?) {
    self.report = report
  }

  /// Says how much there is to do.
  func begin(_ total: Int) {
    state.withLock { $0.total = total }
  }

  func add(_ amount: Int) {
    guard let report else { return }
    state.withLock { state in
      state.done += amount
      guard state.total > 0 else { return }
      let step = Int(Double(state.done) / Double(state.total) * Double(Self.stepCount))
      guard step > state.reported, step < Self.stepCount else { return }
      state.reported = step
      // Under the lock, for otherwise a larger part could be told before a smaller one.
      report(Double(step) / Double(Self.stepCount))
    }
  }

  func finish() {
    report?(1)
  }
}
