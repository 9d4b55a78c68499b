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
    let result = Mutex<Result<MergedSegment, any Error>?>(nil)
    let group = DispatchGroup()

    init(_ job: MergeJob) { self.job = job }
  }

  private let running = Mutex<Run?>(nil)

  /// The merge that was started and not taken over yet.
  var job: MergeJob? { running.withLock { $0?.job } }

  /// Starts a merge; there must be none.
  func start(_ job: MergeJob) {
    let run = Run(job)
    running.withLock {
      precondition($0 == nil, "a merge is running")
      $0 = run
    }
    run.group.enter()
    ParallelWork.start {
      let result = Result { try run.job.run(until: run.stop) }
      run.result.withLock { $0 = result }
      run.group.leave()
    }
  }

  /// Hands out the merge that is over.
  ///
  /// - Parameter waits: whether to wait for one that is running.
  func take(waits: Bool) -> Finished? {
    guard let run = running.withLock({ $0 }) else { return nil }
    if waits { run.group.wait() }
    guard let result = run.result.withLock({ $0 }) else { return nil }
    running.withLock { $0 = nil }
    return Finished(job: run.job, result: result)
  }

  /// Ends the merge that is running, and leaves no file of it.
  func cancel() {
    running.withLock { $0 }?.stop.raise()
    guard let finished = take(waits: true), case .success(let merged) = finished.result else {
      return
    }
    try? finished.job.directory.remove(merged.record.fileName)
  }

  deinit { cancel() }
}
