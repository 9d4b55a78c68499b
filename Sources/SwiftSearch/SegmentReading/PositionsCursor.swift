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
  private let block = IntegerBlock()
  /// How many positions are in `block`; 0 when none was decoded.
  private var count = 0
  /// Where the current block starts, and how many positions lie between `origin` and it.
  private var offset = 0
  private var before = 0
  private var origin = -1
  /// Where the block behind the current one starts, once that is known.
  private var next: Int?

  init(_ bytes: MappedBytes) {
    self.bytes = bytes
  }

  /// The ascending positions of a posting.
  mutating func read(_ place: Place, into result: inout [UInt32]) throws(FormatError) {
    result.removeAll(keepingCapacity: true)
    try seek(place)
    var position: UInt32 = 0
    var index = place.index - before
    for _ in 0..<place.count {
      if index >= Positions.blockCapacity {
        try moveOn()
        index -= Positions.blockCapacity
      }
      if count == 0 { try decode() }
      guard index < count else {
        throw bytes.invalid("fewer positions than frequencies", at: offset)
      }
      let (sum, overflow) = position.addingReportingOverflow(block[index])
      guard !overflow else { throw bytes.invalid("position overflows", at: offset) }
      position = sum
      result.append(position)
      index += 1
    }
  }

  /// Moves to the block that has the first position of a posting.
  private mutating func seek(_ place: Place) throws(FormatError) {
    if place.offset != origin {
      origin = place.offset
      before = 0
      if place.offset != offset || count == 0 {
        offset = place.offset
        count = 0
        next = nil
      }
    }
    while place.index - before >= Positions.blockCapacity { try moveOn() }
  }

  private mutating func moveOn() throws(FormatError) {
    var reader = ByteReader(bytes, at: offset)
    if let next {
      offset = next
    } else {
      try Positions.skipBlock(&reader)
      offset = reader.offset
    }
    before += Positions.blockCapacity
    count = 0
    next = nil
  }

  private mutating func decode() throws(FormatError) {
    var reader = ByteReader(bytes, at: offset)
    count = try Positions.decodeBlock(&reader, into: block)
    next = reader.offset
  }
}
