/// A segment that is written again, and where its documents go.
struct MergeInput {
  let segment: SegmentReader
  let map: DocumentMap

  /// The documents that are kept, by their new IDs from 0 on, where there are no other inputs.
  func documentsInOrder() -> [UInt32] {
    var order = [UInt32](repeating: 0, count: map.keptCount)
    for document in 0..<UInt32(segment.documentCount) {
      let number = map[document]
      if number != DocumentMap.dropped { order[Int(number)] = document }
    }
    return order
  }

  /// Segments that are put one behind the other.
  static func joining(_ segments: [(reader: SegmentReader, deletions: Deletions?)]) -> [MergeInput]
  {
    var base: UInt32 = 0
    return segments.map { reader, deletions in
      let map = DocumentMap(
        documentCount: reader.documentCount, deletions: deletions, base: base)
      base += UInt32(map.keptCount)
      return MergeInput(segment: reader, map: map)
    }
  }
}

/// Why a merge ended early.
struct MergeStopped: Error {}
