extension WriterState {
  /// Merges of up to so many bytes are part of a commit; they take no longer than its syncs.
  private static let smallMerge = 4 << 20

  /// Leaves out segments of which every document is deleted.
  mutating func dropEmptySegments() {
    let merging = merges.job?.segmentIDs ?? []
    segments.removeAll { $0.liveCount == 0 && !merging.contains($0.record.id) }
  }

  /// The merge that the policy wants next, of the segments of `range`.
  func plannedMerge(in range: Range<Int>) -> MergeJob? {
    guard let policy = options.mergePolicy else { return nil }
    let merging = merges.job?.segmentIDs ?? []
    let candidates = segments[range].map { segment in
      MergePolicy.Candidate(
        byteCount: segment.record.fileLength, documentCount: segment.record.documentCount,
        deletedCount: segment.deletions.deletedCount,
        isExcluded: merging.contains(segment.record.id)
          || unmergeable.contains(segment.record.id))
    }
    guard let run = policy.next(candidates) else { return nil }
    let first = range.lowerBound
    return job(merging: first + run.lowerBound..<first + run.upperBound)
  }

  func job(merging range: Range<Int>) -> MergeJob {
    MergeJob(
      id: source.makeID(),
      segments: segments[range].map { ($0.reader, $0.deletions) }, directory: directory,
      byteCount: segments[range].reduce(0) { $0 + $1.record.fileLength })
  }

  /// Makes what is quick to merge part of the commit.
  mutating func mergeSmallSegments() throws {
    while let job = plannedMerge(in: segments.indices), job.byteCount <= Self.smallMerge {
      do {
        try install(job, try job.run())
      } catch is FormatError {
        unmergeable.formUnion(job.segmentIDs)
      }
    }
  }

  /// Starts the next merge in the background, unless one is running or the disk has no room.
  mutating func startMerge(in range: Range<Int>) throws {
    guard merges.job == nil, plannedMerge(in: range) != nil else { return }
    try DuplicateKeys.resolve(&segments, in: range)
    guard let job = plannedMerge(in: range) else { return }
    if let available = directory.availableByteCount(), available < job.neededByteCount { return }
    merges.start(job)
  }

  /// Merges in the background until there is nothing left to merge.
  ///
  /// - Parameters:
  ///   - stop: cancels the merge that is running.
  ///   - progress: is told now and then how much of a merge is done, up to 1.
  mutating func finishMerges(until stop: StopFlag?, progress: (Double) -> Void) throws {
    repeat {
      if stop?.isRaised != true { try startMerge(in: segments.indices) }
      merges.wait(until: stop, progress: progress)
    } while try takeMerged()
  }

  /// Takes over the merge that has ended in the background.
  ///
  /// - Returns: whether there was one, and it did not fail.
  @discardableResult
  mutating func takeMerged() throws -> Bool {
    guard let finished = merges.take() else { return false }
    switch finished.result {
    case .success(let merged):
      try install(finished.job, merged)
      return true
    case .failure(let error):
      // The index is as it was. A disk that is full now may not be so later; damage stays.
      if error is FormatError { unmergeable.formUnion(finished.job.segmentIDs) }
      return false
    }
  }

  /// Puts a new segment in the place of those it was made of, and deletes in it what was deleted in
  /// them meanwhile.
  mutating func install(_ job: MergeJob, _ merged: MergedSegment) throws {
    let ids = job.segmentIDs
    guard let place = segments.firstIndex(where: { ids.contains($0.record.id) }) else { return }
    var new = try WriterSegment(merged.record, in: directory)
    for (input, map) in zip(job.segments, merged.maps) {
      guard let old = segments.first(where: { $0.record.id == input.reader.id }) else { continue }
      for document in 0..<old.record.documentCount
      where old.deletions.contains(document) && map[UInt32(document)] != DocumentMap.dropped {
        new.deletions.insert(Int(map[UInt32(document)]))
        new.hasNewDeletions = true
      }
      new.isNew = new.isNew || old.isNew
    }
    segments.removeAll { ids.contains($0.record.id) }
    segments.insert(new, at: place)
    dropEmptySegments()
  }

  // MARK: On request

  /// Merges all segments into one without deleted documents, and publishes it.
  ///
  /// - Parameters:
  ///   - reorders: whether similar documents are put next to each other.
  ///   - progress: is told what is being done, from any thread.
  /// - Throws: ``FullDisk``, before anything is written, or ``MergeStopped``.
  mutating func optimize(
    reordering reorders: Bool, until stop: StopFlag?,
    progress: @escaping @Sendable (OptimizeProgress) -> Void
  ) throws {
    progress(.merging(0))
    try commit()
    merges.wait(until: stop)
    try takeMerged()
    if segments.count > 1 || segments.contains(where: { $0.deletions.deletedCount > 0 }) {
      try rewriteAll(until: stop, order: nil) { progress(.merging($0)) }
    }
    if reorders, let segment = segments.first {
      let order = try StopSignal.during(until: stop) { signal in
        try DocumentOrder.bisecting(
          segment.reader, memoryBudget: source.memoryBudget,
          threads: options.threadCount ?? ParallelWork.processorCount, until: signal
        ) { progress(.ordering($0)) }
      }
      guard let order else { throw MergeStopped() }
      try rewriteAll(until: stop, order: order) { progress(.writing($0)) }
    }
    try commit()
  }

  mutating func rewriteAll(
    until stop: StopFlag?, order: [UInt32]?, progress: @escaping @Sendable (Double) -> Void
  ) throws {
    guard !segments.isEmpty else { return }
    let job = job(merging: segments.indices)
    if let available = directory.availableByteCount(), available < job.neededByteCount {
      throw FullDisk(path: directory.path, available: available, needed: job.neededByteCount)
    }
    let report = WorkProgress(report: progress)
    try install(job, try job.run(order: order, until: stop, progress: report))
  }
}

/// A merge was not begun, since the disk has no room for it.
struct FullDisk: Error {
  var path: String
  var available: Int
  var needed: Int
}

/// What optimizing an index is at.
public enum OptimizeProgress: Sendable, Equatable {
  /// Segments become one; so much of that is done, up to 1.
  case merging(Double)
  /// The best order of the documents is looked for; so much of that is done, up to 1.
  case ordering(Double)
  /// The segment is written in its new order; so much of that is done, up to 1.
  case writing(Double)
}
