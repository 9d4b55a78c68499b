/// Writes the postings of one term, with the skip data before them; ``PostingsCursor`` reads them.
struct PostingsWriter {
  private let hasPositions: Bool
  private let documents = IntegerBlock()
  private let frequencies = IntegerBlock()
  private let norms = IntegerBlock()
  private let scratch = IntegerBlock()
  private var count = 0
  private var documentFrequency = 0
  private var previous = Postings.beforeFirst
  private var blocks: [SkipData.Block] = []
  private var blockPlace = (offset: 0, index: 0)
  private var list = ByteWriter()
  /// The term's postings, once ``finish()`` was called.
  private(set) var bytes = ByteWriter()

  /// - Parameter hasPositions: whether the field has frequencies, positions and norms.
  init(hasPositions: Bool) {
    self.hasPositions = hasPositions
  }

  mutating func begin(documentFrequency: Int) {
    self.documentFrequency = documentFrequency
    if bytes.count > 0 { bytes.removeAll() }
    // One posting is none: it stands in the dictionary.
    guard documentFrequency > 1 else { return }
    count = 0
    previous = Postings.beforeFirst
    blocks.removeAll(keepingCapacity: true)
    list.removeAll()
  }

  /// How many postings the current block has room for.
  var room: Int { Postings.postingCount - count }

  /// Says where the positions of the next posting start.
  mutating func beginPosting(at place: (offset: Int, index: Int)) {
    if count == 0 { blockPlace = place }
  }

  @inline(__always)
  mutating func append(_ document: UInt32, _ frequency: UInt32, norm: UInt8) {
    guard documentFrequency > 1 else { return }
    documents[count] = document
    frequencies[count] = frequency
    norms[count] = UInt32(norm)
    count += 1
    if count == Postings.postingCount { endBlock() }
  }

  mutating func finish() {
    if count > 0 { endBlock() }
    if documentFrequency > Postings.postingCount {
      SkipData.write(blocks, hasPositions: hasPositions, to: &bytes)
    }
    bytes.append(list)
  }

  private mutating func endBlock() {
    let start = list.count
    if count == Postings.postingCount {
      Postings.encodeFull(
        documents: documents, frequencies: hasPositions ? frequencies : nil, after: previous,
        scratch: scratch, into: &list)
    } else {
      Postings.encodeShort(
        documents: documents, frequencies: hasPositions ? frequencies : nil, count: count,
        after: previous, scratch: scratch, into: &list)
    }
    let last = documents[count - 1]
    // Shorter lists have no skip data.
    if documentFrequency > Postings.postingCount {
      let impacts =
        hasPositions
        ? ImpactSet(frequencies: frequencies, norms: norms, count: count) : ImpactSet()
      blocks.append(
        SkipData.Block(
          lastDocument: last, postingsOffset: start, positionsOffset: blockPlace.offset,
          positionsIndex: blockPlace.index, impacts: impacts))
    }
    previous = Int64(last)
    count = 0
  }
}
