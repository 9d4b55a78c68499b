/// Reads the positions of postings of a term, each posting behind the one before.
final class PositionsCursor {
  /// The origin of places that do not lead to the segment's positions.
  static let memory = -1

  /// The positions of the documents that were loaded last.
  let runs: PositionRuns
  // Not the runs', and not optional: either would be counted each time.
  private let places: PositionPlaces
  private let reader: Positions.Reader
  private let hasBytes: Bool
  private let work: WorkCounters
  private let list: PostingsList?
  private let onlyPosition: UInt32

  /// - Parameters:
  ///   - bytes: the term's positions, in fields that have any.
  ///   - list: postings in memory.
  ///   - only: a posting that is known from the dictionary.
  init(
    _ bytes: MappedBytes?, _ list: PostingsList?, only: TermEntry?, in blocks: TermBlocks
  ) {
    let runs = blocks.runs
    self.runs = runs
    places = runs.places
    work = blocks.work
    self.list = list
    onlyPosition = only?.onlyPosition ?? 0
    hasBytes = bytes != nil
    reader = Positions.Reader(bytes ?? .none, into: runs.buffer, block: blocks.positions)
  }

  /// Loads the positions of some documents, of the first one at least; see ``Positions/Reader``.
  ///
  /// - Returns: the first document that is not loaded.
  func load(_ documents: Range<Int>) throws(FormatError) -> Int {
    let first = documents.lowerBound
    if hasBytes, places.origin(first) >= 0 {
      let before = reader.loadedCount
      let end = try reader.load(places, documents)
      work.positions &+= reader.loadedCount &- before
      return end
    }
    let start = places.start(first)
    let range = start..<start + places.length(first)
    runs.buffer.begin(at: start)
    if let list {
      list.load(range, into: runs.buffer)
    } else {
      runs.buffer.reserve(upTo: range.upperBound)
      for index in range { runs.buffer[index] = onlyPosition }
    }
    return first + 1
  }

  /// The ascending positions of the first document.
  func positions(into result: inout [UInt32]) throws(FormatError) {
    result.removeAll(keepingCapacity: true)
    _ = try load(0..<1)
    var position: UInt32 = 0
    let start = places.start(0)
    for index in start..<start + places.length(0) {
      let (sum, overflow) = position.addingReportingOverflow(runs.buffer[index])
      guard !overflow else {
        throw FormatError(.invalid("position overflows"), section: "positions", offset: 0)
      }
      position = sum
      result.append(sum)
    }
  }
}
