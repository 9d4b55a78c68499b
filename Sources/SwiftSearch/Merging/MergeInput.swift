/// A segment that is written again, and where its documents go.
struct MergeInput {
  let segment: SegmentReader
  let map: DocumentMap

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
