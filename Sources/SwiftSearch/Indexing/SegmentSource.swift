/// What it takes to write segments of an index.
struct SegmentSource: Sendable {
  let directory: IndexDirectory
  let analyzer: TextAnalyzer
  let storesText: Bool
  /// How many bytes a segment takes in memory until it is written.
  var memoryBudget: Int
  /// Makes numbers for new segments; tests make them predictable.
  let makeID: @Sendable () -> UInt64

  func builder() throws(FileError) -> SegmentBuilder {
    try SegmentBuilder.creating(in: directory, id: makeID(), analyzer: analyzer)
  }
}
