/// Which segments are to be merged, so that they are few and no document is often written again.
///
/// Segments fall into levels, each with segments eight times as large as the one below. Once eight
/// neighbours are of a level or below it, they become one segment, mostly of the next level; so a
/// document is written again once a level. O'Neil et al., "The Log-Structured Merge-Tree" (1996),
/// and Lucene's LogMergePolicy do the same. Only neighbours are merged: documents keep the order in
/// which they were added, which decides between equal scores.
struct MergePolicy: Sendable {
  /// What the policy needs to know of a segment.
  struct Candidate {
    var byteCount: Int
    var documentCount: Int
    var deletedCount: Int
    /// Whether it is being merged, or could not be.
    var isExcluded = false

    /// The bytes that are left after merging.
    fileprivate var keptByteCount: Int {
      guard documentCount > 0 else { return 0 }
      return Int(Double(byteCount) * Double(documentCount - deletedCount) / Double(documentCount))
    }
  }

  var mergedAtOnce = 8
  /// Smaller segments count as of this size. Of many small commits each seventh writes again what
  /// has not reached it; were it smaller, there would be more segments to search.
  var smallestByteCount = 1 << 16
  /// Larger segments are not made, except on request.
  var largestByteCount = 5 << 30

  /// The neighbours that should be merged next, or `nil` when all is well.
  func next(_ segments: [Candidate]) -> Range<Int>? {
    smallRun(segments) ?? mostlyDeleted(segments)
  }

  private func smallRun(_ segments: [Candidate]) -> Range<Int>? {
    let levels = segments.map(level)
    for limit in Set(levels.compactMap { $0 }).sorted() {
      // The newest run first: it has the smallest segments.
      var end = segments.count
      while end > 0 {
        var start = end
        var byteCount = 0
        while start > 0, let level = levels[start - 1], level <= limit {
          byteCount += segments[start - 1].keptByteCount
          guard byteCount <= largestByteCount else { break }
          start -= 1
        }
        if end - start >= mergedAtOnce, isEven(segments[start..<end]) { return start..<end }
        end = min(start, end - 1)
      }
    }
    return nil
  }

  /// Whether no segment has most of the bytes. Else a large one would be written again each time
  /// that a few small ones stand behind it.
  private func isEven(_ segments: ArraySlice<Candidate>) -> Bool {
    let sizes = segments.map { max($0.keptByteCount, smallestByteCount) }
    return sizes.reduce(0) { min($0 + $1, largestByteCount) } / 3 >= sizes.max() ?? 0
  }

  private func level(_ segment: Candidate) -> Int? {
    guard !segment.isExcluded, segment.keptByteCount < largestByteCount else { return nil }
    var level = 0
    var size = smallestByteCount
    while segment.keptByteCount >= size {
      level += 1
      size *= mergedAtOnce
    }
    return level
  }

  /// A segment of which a third is deleted is written again alone.
  private func mostlyDeleted(_ segments: [Candidate]) -> Range<Int>? {
    segments.firstIndex { !$0.isExcluded && $0.deletedCount * 3 > $0.documentCount }.map {
      $0..<$0 + 1
    }
  }
}
