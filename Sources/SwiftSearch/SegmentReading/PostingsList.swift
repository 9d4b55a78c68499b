/// Postings in memory: the union of those of several terms.
struct PostingsList {
  private(set) var documents: [UInt32] = []
  private(set) var frequencies: [UInt32] = []
  private var positions: [UInt32] = []
  private var positionStarts: [Int] = []

  /// Unites the postings of several terms of a field; frequencies add up.
  ///
  /// - Parameter signal: ends it early, with some of the postings.
  init(
    union entries: [TermEntry], of field: FieldReader, until signal: StopSignal? = nil
  ) throws(FormatError) {
    var occurrences = OccurrenceRuns(until: signal)
    // They are read one after the other, so there is room for one.
    let blocks = TermBlocks()
    for entry in entries where !occurrences.isOver {
      try occurrences.append(try field.postings(of: entry, in: blocks))
    }
    for occurrence in occurrences.merged() {
      let document = UInt32(truncatingIfNeeded: occurrence >> 32)
      if documents.last != document {
        documents.append(document)
        frequencies.append(0)
        positionStarts.append(positions.count)
      }
      frequencies[frequencies.count - 1] += 1
      positions.append(UInt32(truncatingIfNeeded: occurrence))
    }
  }

  /// Copies a block of postings.
  ///
  /// - Returns: how many there are.
  func load(block: Int, _ documents: IntegerBlock, _ frequencies: IntegerBlock) -> Int {
    let start = block * Postings.postingCount
    let count = min(Postings.postingCount, self.documents.count - start)
    for index in 0..<count {
      documents[index] = self.documents[start + index]
      frequencies[index] = self.frequencies[start + index]
    }
    return count
  }

  /// How many positions the postings before one have.
  func positionStart(of posting: Int) -> Int { positionStarts[posting] }

  /// Appends positions of one posting, each as its distance from the one before.
  func load(_ range: Range<Int>, into buffer: PositionBuffer) {
    buffer.reserve(upTo: range.upperBound)
    var last: UInt32 = 0
    for index in range {
      buffer[index] = positions[index] - last
      last = positions[index]
    }
  }
}
