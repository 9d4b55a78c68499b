/// Postings in memory: the union of those of several terms.
struct PostingsList {
  private(set) var documents: [UInt32] = []
  private(set) var frequencies: [UInt32] = []
  private var positions: [UInt32] = []
  private var positionStarts: [Int] = []

  /// Unites the postings of several terms of one field; frequencies add up.
  init(union cursors: [PostingsCursor]) throws(FormatError) {
    var all: [(document: UInt32, position: UInt32)] = []
    var buffer: [UInt32] = []
    for cursor in cursors {
      var next = try cursor.advance(to: 0)
      while let document = next {
        try cursor.positions(into: &buffer)
        for position in buffer { all.append((document, position)) }
        next = try cursor.advance(to: document + 1)
      }
    }
    all.sort { $0 < $1 }
    for (document, position) in all {
      if documents.last != document {
        documents.append(document)
        frequencies.append(0)
        positionStarts.append(positions.count)
      }
      frequencies[frequencies.count - 1] += 1
      positions.append(position)
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

  func positions(of posting: Int, into result: inout [UInt32]) {
    let start = positionStarts[posting]
    result.append(contentsOf: positions[start..<start + Int(frequencies[posting])])
  }
}
