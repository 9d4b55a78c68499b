import Dispatch
import Synchronization

/// Makes segments of units of input in several threads, with the same outcome as one thread has:
/// documents stand in the order of the input, and fields have the types of their first values.
///
/// A thread takes a unit, makes a segment of it and takes the next; no document waits for a lock.
/// A single thread goes on with the same segment.
struct ParallelIndexing<Unit: Sendable>: Sendable {
  /// What became of a unit.
  struct Outcome: Sendable {
    var unit: Unit
    var addedCount = 0
    var skipped: [SkippedFile] = []
    var skippedCount = 0
    var byteCount = 0
    /// The files of which something was skipped and nothing added.
    var failed: [String] = []

    /// More reports than this are counted, not kept.
    private static var keptReports: Int { 10_000 }

    fileprivate mutating func skip(_ file: SkippedFile) {
      skippedCount += 1
      if skipped.count < Self.keptReports { skipped.append(file) }
    }
  }

  /// Units that follow one another, and the segments that are complete since those before. A thread
  /// that works alone hands its last segment out behind the last unit.
  struct Batch: Sendable {
    var first: Int
    var outcomes: [Outcome]
    var segments: [BuiltSegment]
    var schema: Schema

    fileprivate init(
      _ first: Int, _ outcomes: [Outcome], _ collector: inout SegmentCollector
    ) {
      self.first = first
      self.outcomes = outcomes
      segments = collector.takeSegments()
      schema = collector.schema
    }
  }

  let source: SegmentSource
  let threadCount: Int
  let stop: StopFlag
  let progress: IndexingProgress
  /// Hands out the units with their numbers, from 0; called by all threads.
  let next: @Sendable () throws -> (number: Int, unit: Unit)?
  /// Reads a unit; called by all threads.
  let read: @Sendable (Unit, (IngestEvent) throws -> Void) throws -> Void

  private final class Shared: Sendable {
    struct State {
      var schema: Schema
      var batches: [Batch] = []
      var failure: (any Error)?
      var activeCount: Int
    }

    let state: Mutex<State>
    let signal = DispatchSemaphore(value: 0)

    init(_ schema: Schema, threadCount: Int) {
      state = Mutex(State(schema: schema, activeCount: threadCount))
    }
  }

  // MARK: The calling thread

  /// Does all of the work.
  ///
  /// - Parameters:
  ///   - schema: the fields so far, which get those that are met.
  ///   - wake: called now and then.
  ///   - take: takes batches, in the order of the units.
  func run(
    _ schema: inout Schema, wake: () -> Void, take: (Batch, Schema) throws -> Void
  ) throws {
    let shared = Shared(schema, threadCount: threadCount)
    for _ in 0..<threadCount {
      ParallelWork.start { work(shared) }
    }
    var waiting: [Int: Batch] = [:]
    var expected = 0
    var isDone = false
    var failure: (any Error)?
    while !isDone {
      _ = shared.signal.wait(timeout: .now() + .milliseconds(50))
      let (batches, isOver) = shared.state.withLock { state in
        defer { state.batches = [] }
        failure = failure ?? state.failure
        return (state.batches, state.activeCount == 0)
      }
      isDone = isOver
      for batch in batches { waiting[batch.first] = batch }
      do {
        while failure == nil, var batch = waiting.removeValue(forKey: expected) {
          if !schema.add(batch.schema) { batch = try again(batch, &schema) }
          shared.state.withLock { [schema] in $0.schema = schema }
          expected += batch.outcomes.count
          try take(batch, schema)
        }
      } catch {
        failure = error
        stop.raise()
      }
      wake()
    }
    if let failure { throw failure }
  }

  /// Reads the units of a batch again, now that the types of the fields before are known.
  private func again(_ batch: Batch, _ schema: inout Schema) throws -> Batch {
    for segment in batch.segments { try source.directory.remove(segment.record.fileName) }
    var collector = SegmentCollector(source, schema: schema)
    let outcomes = try batch.outcomes.map { old in
      progress.add(documents: -old.addedCount)
      progress.add(bytes: -old.byteCount)
      return try outcome(of: old.unit, &collector)
    }
    try collector.flush()
    schema = collector.schema
    return Batch(batch.first, outcomes, &collector)
  }

  // MARK: The threads

  private func work(_ shared: Shared) {
    do {
      try index(shared)
    } catch {
      stop.raise()
      shared.state.withLock { $0.failure = $0.failure ?? error }
    }
    shared.state.withLock { $0.activeCount -= 1 }
    shared.signal.signal()
  }

  private func index(_ shared: Shared) throws {
    var collector = SegmentCollector(source, schema: shared.state.withLock { $0.schema })
    var last = -1
    while !stop.isRaised, let (number, unit) = try next() {
      collector.mark()
      let outcome: Outcome
      do {
        outcome = try self.outcome(of: unit, &collector)
      } catch is IndexingStopped {
        collector.forget()
        break
      }
      last = number
      // Alone, a thread goes on with its segment.
      if threadCount > 1 { try collector.flush() }
      hand(Batch(number, [outcome], &collector), shared)
      if threadCount > 1 {
        collector = SegmentCollector(source, schema: shared.state.withLock { $0.schema })
      }
    }
    // One of several threads has nothing left but a unit that it was to leave unfinished.
    guard threadCount == 1 else { return }
    try collector.flush()
    if collector.hasSegments { hand(Batch(last + 1, [], &collector), shared) }
  }

  private func hand(_ batch: Batch, _ shared: Shared) {
    shared.state.withLock { $0.batches.append(batch) }
    shared.signal.signal()
  }

  private func outcome(
    of unit: Unit, _ collector: inout SegmentCollector
  ) throws -> Outcome {
    var outcome = Outcome(unit: unit)
    var file: (path: String, addedCount: Int, skippedCount: Int)?
    func endFile() {
      if let file, outcome.addedCount == file.addedCount, outcome.skippedCount > file.skippedCount {
        outcome.failed.append(file.path)
      }
    }
    try read(unit) { event in
      if stop.isRaised { throw IndexingStopped() }
      switch event {
      case .began(let path):
        endFile()
        file = path.map { ($0, outcome.addedCount, outcome.skippedCount) }
        progress.begin(path)
      case .document(let document):
        do {
          try collector.add(document)
          outcome.addedCount += 1
          progress.add(documents: 1)
        } catch let refused as RefusedDocument {
          outcome.skip(SkippedFile(path: document.key, reason: refused.reason))
        }
      case .skipped(let file): outcome.skip(file)
      case .consumed(let byteCount):
        outcome.byteCount += byteCount
        progress.add(bytes: byteCount)
      }
    }
    endFile()
    return outcome
  }
}

/// The work was asked to end.
struct IndexingStopped: Error {}
