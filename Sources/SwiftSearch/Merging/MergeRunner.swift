import Dispatch
import Synchronization

/// Runs one merge at a time, in a thread of its own, while documents come in.
///
/// What a merge makes waits here until the writer takes it over. A runner that goes away ends its
/// merge and leaves no file.
final class MergeRunner: Sendable {
  /// A merge that is over.
  struct Finished: Sendable {
    var job: MergeJob
    var result: Result<MergedSegment, any Error>
  }

  /// What the thread knows; it must not keep the runner alive.
  private final class Run: Sendable {
    let job: MergeJob
    let stop = StopFlag()
    private let doneShare = Atomic(0.0.bitPattern)
    let result = Mutex<Result<MergedSegment, any Error>?>(nil)
    let group = DispatchGroup()

    init(_ job: MergeJob) { self.job = job }

    /// How much of the work is done, up to 1.
    var share: Double { Double(bitPattern: doneShare.load(ordering: .relaxed)) }

    func work() {
      let progress = WorkProgress { [self] share in
        doneShare.store(share.bitPattern, ordering: .relaxed)
      }
      let merged = Result { try job.run(until: stop, progress: progress) }
      result.withLock { $0 = merged }
      group.leave()
    }
  }

  private let running = Mutex<Run?>(nil)

  /// The merge that was started and not taken over yet.
  var job: MergeJob? { running.withLock { $0?.job } }

  /// How much of it is done, up to 1.
  var share: Double? { running.withLock { $0?.share } }

  /// Starts a merge; there must be none.
  func start(_ job: MergeJob) {
    let run = Run(job)
    running.withLock {
      precondition($0 == nil, "a merge is running")
      $0 = run
    }
    run.group.enter()
    ParallelWork.start { run.work() }
  }

  /// Waits for the merge that is running, if there is one.
  ///
  /// - Parameters:
  ///   - stop: cancels the merge instead.
  ///   - progress: is told now and then how much of it is done, up to 1.
  func wait(until stop: StopFlag?, progress: (Double) -> Void = { _ in }) {
    guard let run = running.withLock({ $0 }) else { return }
    while run.group.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      if stop?.isRaised == true { return cancel() }
      progress(run.share)
    }
  }

  /// Hands out the merge that is over.
  func take() -> Finished? {
    guard let run = running.withLock({ $0 }) else { return nil }
    guard let result = run.result.withLock({ $0 }) else { return nil }
    running.withLock { $0 = nil }
    return Finished(job: run.job, result: result)
  }

  /// Ends the merge that is running, and leaves no file of it.
  func cancel() {
    guard let run = running.withLock({ $0 }) else { return }
    run.stop.raise()
    run.group.wait()
    guard let finished = take(), case .success(let merged) = finished.result else {
      return
    }
    try? finished.job.directory.remove(merged.record.fileName)
  }

  deinit { cancel() }
}
