/// A merge that is decided on: some segments, as they are now, and the name of the one they become.
struct MergeJob: Sendable {
  let id: UInt64
  let segments: [(reader: SegmentReader, deletions: Deletions?)]
  let directory: IndexDirectory

  /// The bytes of the files that are read.
  let byteCount: Int

  var segmentIDs: Set<UInt64> { Set(segments.map(\.reader.id)) }

  /// How many bytes of disk the merge may take until its inputs are removed: those of the new file,
  /// and the positions of a field once more.
  var neededByteCount: Int { 2 * byteCount }

  /// Writes the new segment.
  ///
  /// - Parameters:
  ///   - order: the documents of the only segment in the order they should get; `nil` keeps the
  ///     order and leaves out what is deleted.
  ///   - stop: ends the merge.
  ///   - progress: is told how much is done.
  func run(
    order: [UInt32]? = nil, until stop: StopFlag? = nil, progress: WorkProgress? = nil
  ) throws -> MergedSegment {
    let inputs: [MergeInput]
    if let order, let segment = segments.first?.reader {
      let map = DocumentMap(documentCount: segment.documentCount, order: order)
      inputs = [MergeInput(segment: segment, map: map)]
    } else {
      inputs = MergeInput.joining(segments)
    }
    let record = try SegmentMerger(
      inputs, in: directory, id: id, until: stop, progress: progress
    ).run()
    return MergedSegment(record: record, maps: inputs.map(\.map))
  }
}

/// A segment that was made of others, and where their documents are in it.
struct MergedSegment: Sendable {
  var record: SegmentRecord
  var maps: [DocumentMap]
}
