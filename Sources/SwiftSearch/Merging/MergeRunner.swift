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
  private final class Box: Sendable {
    let stop = StopFlag()
    let finished = Mutex<Finished?>(nil)
    let group = DispatchGroup()
  }

  private let box = Box()
  private let running = Mutex<MergeJob?>(nil)

  /// The merge that was started and not taken over yet.
  var job: MergeJob? { running.withLock { $0 } }

  /// Starts a merge; there must be none.
  func start(_ job: MergeJob) {
    running.withLock {
      precondition($0 == nil, "a merge is running")
      $0 = job
    }
    let box = box
    box.group.enter()
    DispatchQueue.global(qos: .utility).async {
      let result = Result { try job.run(until: box.stop) }
      box.finished.withLock { $0 = Finished(job: job, result: result) }
      box.group.leave()
    }
  }

  /// Hands out the merge that is over.
  ///
  /// - Parameter waits: whether to wait for one that is running.
  func take(waits: Bool) -> Finished? {
    if waits { box.group.wait() }
    guard let finished = box.finished.withLock({ $0.take() }) else { return nil }
    running.withLock { $0 = nil }
    return finished
  }

  deinit {
    box.stop.raise()
    box.group.wait()
    if case .success(let merged) = box.finished.withLock({ $0 })?.result, let job {
      try? job.directory.remove(merged.record.fileName)
    }
  }
}
