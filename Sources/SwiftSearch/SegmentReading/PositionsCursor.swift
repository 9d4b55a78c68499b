/// Reads the positions of postings of a term, each posting behind the one before.
struct PositionsCursor {
  /// Where the positions of a posting stand.
  struct Place {
    /// Where the block of positions starts in which those of the block of postings begin.
    var offset: Int
    /// The first of the posting's positions, counted from the start of that block.
    var index: Int
    /// How many positions there are.
    var count: Int
    /// Whether they are kept with the postings; `index` is then the number of the posting.
    var isInMemory = false

    init(offset: Int, index: Int, count: Int) {
      self.offset = offset
      self.index = index
      self.count = count
    }

    init(inMemory posting: Int) {
      self.init(offset: 0, index: posting, count: 0)
      isInMemory = true
    }
  }

  private let bytes: MappedBytes
  private var reader: Positions.Reader?
  /// Where the reader stands.
  private var offset = 0
  private var index = 0

  init(_ bytes: MappedBytes) {
    self.bytes = bytes
  }

  /// The ascending positions of a posting.
  mutating func read(_ place: Place, into result: inout [UInt32]) throws(FormatError) {
    result.removeAll(keepingCapacity: true)
    if reader == nil {
      reader = try Positions.Reader(bytes, offset: place.offset, index: place.index)
    } else if place.offset == offset, place.index >= index {
      try reader?.skip(place.index - index)
    } else {
      try reader?.move(to: place.offset, index: place.index)
    }
    try reader?.append(place.count, to: &result)
    (offset, index) = (place.offset, place.index + place.count)
  }
}
