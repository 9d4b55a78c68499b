/// Walks over the postings of a term, block after block.
///
/// Searching works on whole blocks: ``documents`` and ``frequencies`` hold the postings of the
/// current block, of which there are ``count``. What is in them is checked: doc IDs ascend and are
/// below the segment's number of documents.
final class PostingsCursor {
  var frequencies: IntegerBlock { blocks.frequencies }
  private var documentBlock: IntegerBlock { blocks.documents }
  private var frequencySums: IntegerBlock { blocks.frequencySums }
  /// Where the blocks are decoded, with room for more.
  let blocks: TermBlocks
  /// How many documents have the term.
  let documentFrequency: Int
  /// How many postings the current block has; 0 before the first and after the last block.
  private(set) var count = 0
  /// The current block, -1 before the first.
  private(set) var block = -1
  /// The current posting, for those who walk over single postings.
  private(set) var index = 0

  /// The blocks of a list of the segment; empty where there is none.
  private let list: MappedBytes
  private let isList: Bool
  /// What is known of the blocks without decoding them; of no blocks when there is one, or when
  /// the postings are in memory.
  let skip: SkipData
  /// One posting, known from the dictionary.
  private let only: TermEntry?
  /// Postings collected in memory.
  private let memory: PostingsList?
  private let documentCount: Int
  private let positionBytes: MappedBytes?
  /// The last document of the current block.
  private(set) var lastDocument: UInt32 = 0
  /// Where the bits of the current block are, if its documents are bits.
  private var bits: Postings.Bits?
  /// Whether the bits were not read yet, and whether they are not yet integers.
  private var isUnread = false
  private var isPacked = false
  /// Where the frequencies are that were not decoded yet; negative when there are none.
  private var frequenciesOffset = -1
  private var hasFrequencySums = false
  private var reader: PositionsCursor?

  /// The documents of the current block.
  var documents: IntegerBlock {
    @inline(__always)
    get throws(FormatError) {
      if isPacked { try unpackBits() }
      return documentBlock
    }
  }

  @inline(never)
  private func unpackBits() throws(FormatError) {
    guard let bitset = try bitset else { return }
    documentBlock.fill(with: bitset)
    isPacked = false
  }

  /// The documents of the current block, if it has them as bits.
  var bitset: BlockBitset? {
    get throws(FormatError) {
      guard let bits else { return nil }
      if isUnread {
        try Postings.read(bits, of: list, into: blocks.bitset)
        isUnread = false
      }
      return blocks.bitset
    }
  }

  private var blockCount: Int {
    (documentFrequency + Postings.postingCount - 1) / Postings.postingCount
  }

  init(only entry: TermEntry, positions: MappedBytes?, in blocks: TermBlocks = TermBlocks()) {
    self.blocks = blocks
    (list, isList, skip, only, memory) = (.none, false, .none, entry, nil)
    documentFrequency = 1
    documentCount = Int(entry.onlyDocument) + 1
    positionBytes = positions
  }

  init(
    _ bytes: MappedBytes, positions: MappedBytes?, entry: TermEntry, documentCount: Int,
    in blocks: TermBlocks = TermBlocks()
  ) throws(FormatError) {
    self.blocks = blocks
    documentFrequency = entry.documentFrequency
    self.documentCount = documentCount
    positionBytes = positions
    (only, memory, isList) = (nil, nil, true)
    guard entry.documentFrequency <= documentCount else {
      throw bytes.invalid("\(entry.documentFrequency) of \(documentCount) documents", at: 0)
    }
    blocks.work.blocks +=
      (entry.documentFrequency + Postings.postingCount - 1) / Postings.postingCount
    guard entry.documentFrequency > Postings.postingCount else {
      (list, skip) = (bytes, .none)
      return
    }
    let skip = try SkipData(
      bytes, documentFrequency: entry.documentFrequency, hasPositions: positions != nil)
    list = try bytes.slice(at: skip.byteCount, count: bytes.count - skip.byteCount)
    self.skip = skip
  }

  init(_ list: PostingsList, documentCount: Int, in blocks: TermBlocks = TermBlocks()) {
    self.blocks = blocks
    (self.list, isList, skip, only, memory) = (.none, false, .none, nil, list)
    documentFrequency = list.documents.count
    self.documentCount = documentCount
    positionBytes = nil
  }

  // MARK: Blocks

  /// Decodes the doc IDs of the next block.
  ///
  /// - Returns: false when there is none.
  func nextBlock() throws(FormatError) -> Bool {
    try load(block + 1)
  }

  /// Whether the current block has a document of at least `target`.
  func reaches(_ target: UInt32) -> Bool { count > 0 && lastDocument >= target }

  /// Moves to the first block that has a document of at least `target`, which may be the current
  /// one. Never moves back.
  ///
  /// - Returns: false when there is none.
  func advanceBlock(to target: UInt32) throws(FormatError) -> Bool {
    if count > 0, lastDocument >= target { return true }
    guard let next = try block(reaching: target) else {
      block = blockCount
      count = 0
      return false
    }
    return try move(to: next, reaching: target)
  }

  /// The first block behind the current one that may have a document of at least `target`.
  ///
  /// - Returns: `nil` when there is none.
  func block(reaching target: UInt32) throws(FormatError) -> Int? {
    guard block < blockCount else { return nil }
    let next = skip.isEmpty ? block + 1 : try skip.firstBlock(reaching: target, from: block + 1)
    return next < blockCount ? next : nil
  }

  /// Moves to a block that was found for `target`, or where that is not enough to one behind it.
  ///
  /// - Returns: false when there is none.
  func move(to block: Int, reaching target: UInt32) throws(FormatError) -> Bool {
    var next = block
    while try load(next) {
      if lastDocument >= target { return true }
      next += 1
    }
    return false
  }

  /// Adds the documents of a window to it, without scores.
  func addDocuments(to window: DocumentBits) throws(FormatError) {
    guard try advanceBlock(to: window.start) else { return }
    repeat {
      if let bits {
        // Counting looks at all of the bits anyway, so they are not looked at before.
        try window.insert(
          bitsOf: list, at: bits.offset, wordCount: bits.wordCount, from: bits.start)
      } else if lastDocument < window.end, documentBlock[0] >= window.start {
        window.insert(documentBlock, 0..<count)
      } else {
        window.insert(documentBlock, try postings(from: window.start, below: window.end))
      }
      guard lastDocument < window.end else { return }
    } while try load(block + 1)
  }

  /// Decodes the frequencies of the current block, unless it is done already.
  func loadFrequencies() throws(FormatError) {
    guard frequenciesOffset >= 0 else { return }
    let end = try blocks.decodeFrequencies(list, at: frequenciesOffset)
    frequenciesOffset = -1
    if block + 1 == blockCount { try list.finish(at: end) }
  }

  /// Decodes the frequency of one posting of the current block, which takes less time than all of
  /// them.
  func loadFrequency(_ slot: Int) throws(FormatError) {
    guard frequenciesOffset >= 0 else { return }
    frequencies[slot] = try Postings.frequency(list, at: frequenciesOffset, index: slot)
  }

  private func load(_ number: Int) throws(FormatError) -> Bool {
    block = min(number, blockCount)
    count = 0
    index = 0
    (bits, isUnread, isPacked, hasFrequencySums) = (nil, false, false, false)
    frequenciesOffset = -1
    guard block < blockCount else { return false }
    if isList {
      try decode()
    } else if let only {
      documentBlock[0] = only.onlyDocument
      frequencies[0] = only.onlyFrequency
      lastDocument = only.onlyDocument
      count = 1
    } else if let memory {
      count = memory.load(block: block, documentBlock, frequencies)
      lastDocument = documentBlock[count - 1]
    }
    if count < Postings.postingCount { documentBlock.pad(from: count) }
    return true
  }

  private func decode() throws(FormatError) {
    blocks.work.decodedBlocks += 1
    let place = skip.isEmpty ? (0, Postings.beforeFirst, 0) : try skip.place(ofBlock: block)
    count = min(Postings.postingCount, documentFrequency - block * Postings.postingCount)
    if count == Postings.postingCount {
      let end: Int
      if let bits = try Postings.bits(list, at: place.0, after: place.1) {
        (self.bits, isUnread, isPacked) = (bits, true, true)
        lastDocument = bits.last
        end = bits.end
      } else {
        (end, lastDocument) = try blocks.decodePacked(list, at: place.0, after: place.1)
      }
      if hasFrequencies {
        frequenciesOffset = end
      } else {
        frequencies.fill(with: 1, count: count)
        if block + 1 == blockCount { try list.finish(at: end) }
      }
    } else {
      lastDocument = try blocks.decodeShort(
        list, at: place.0, after: place.1, count: count, hasFrequencies: hasFrequencies)
    }
    guard lastDocument < documentCount else {
      throw list.invalid("doc ID \(lastDocument) out of range", at: 0)
    }
    // The next block counts on from what the skip data say; only so do doc IDs ascend.
    guard skip.isEmpty || place.2 == lastDocument else {
      throw list.invalid("block that ends with \(lastDocument), unlike its skip data", at: 0)
    }
  }

  private var hasFrequencies: Bool { positionBytes != nil }

  // MARK: Postings

  /// Moves to the first posting whose document is at least `target`; never moves back.
  ///
  /// - Returns: its document, or `nil` when there is none.
  func advance(to target: UInt32) throws(FormatError) -> UInt32? {
    guard try advanceBlock(to: target) else { return nil }
    let documents = try documents
    index = documents.firstIndex(
      atLeast: target, from: index < count ? index : 0, count: count)
    return documents[index]
  }

  /// The postings of the current block from `start` to below `end`.
  func postings(
    from start: UInt32, below end: UInt32
  ) throws(FormatError) -> Range<Int> {
    guard lastDocument >= start, start < end else { return count..<count }
    let samples = BlockSamples(try documents)
    let first = samples.firstSlot(atLeast: start)
    return first..<(lastDocument < end ? count : samples.firstSlot(atLeast: end))
  }

  /// Finds which candidates from `first` on are in the current block.
  ///
  /// - Parameter needsSlots: whether it matters where in the block they are.
  /// - Returns: the first candidate behind the block.
  func match(
    _ candidates: Candidates, from first: Int, needsSlots: Bool
  ) throws(FormatError) -> Int {
    guard !needsSlots || isPacked, let bitset = try bitset else {
      if isPacked { try unpackBits() }
      return blocks.match(candidates, from: first, count: count)
    }
    let found = candidates.matchCount
    let end = candidates.match(from: first, bitset)
    // To count the bits before one takes long where the processor is not known to count bits, but
    // is only done for what matches.
    if needsSlots { candidates.findSlots(from: found, in: bitset) }
    return end
  }

  // MARK: Scores

  /// Scores some postings of the current block, into the scores of ``blocks``.
  func score(_ range: Range<Int>, _ scoring: TermScoring) throws(FormatError) {
    try loadFrequencies()
    if isPacked { try unpackBits() }
    blocks.score(range, scoring)
  }

  /// Appends some postings of the current block to the candidates, if they score above `floor`.
  func append(
    _ range: Range<Int>, to candidates: Candidates, _ scoring: TermScoring, above floor: Float
  ) throws(FormatError) {
    try loadFrequencies()
    if isPacked { try unpackBits() }
    blocks.append(range, to: candidates, scoring, above: floor)
  }

  /// Adds to the matches from `first` on, which are in the current block, what it scores.
  func addScores(
    to candidates: Candidates, from first: Int, _ scoring: TermScoring
  ) throws(FormatError) {
    if candidates.matchCount == first &+ 1 {
      try loadFrequency(candidates.slot(ofMatch: first))
    } else {
      try loadFrequencies()
    }
    blocks.addScores(to: candidates, from: first, scoring)
  }

  // MARK: Positions

  /// What reads the positions that places lead to.
  func positionsCursor() -> PositionsCursor {
    PositionsCursor(positionBytes, memory, only: only, in: blocks)
  }

  /// Appends where the positions of some postings of the current block stand.
  ///
  /// - Parameter candidates: whose matches from `first` on are those postings.
  func appendPlaces(
    of candidates: Candidates, from first: Int, to places: PositionPlaces
  ) throws(FormatError) {
    let place = try positionsPlace()
    if candidates.matchCount == first + 1 {
      try loadFrequencies()
      if blocks.appendPlace(ofSlot: candidates.slot(ofMatch: first), to: places, place) { return }
    }
    try loadFrequencySums()
    blocks.appendPlaces(of: candidates, from: first, to: places, place)
  }

  /// Appends where the positions of the matches stand.
  ///
  /// - Parameter candidates: postings of the current block, from `firstPosting` on without a gap.
  func appendPlaces(
    of candidates: Candidates, firstPosting: Int, to places: PositionPlaces
  ) throws(FormatError) {
    try loadFrequencySums()
    blocks.appendPlaces(
      of: candidates, firstPosting: firstPosting, to: places, try positionsPlace())
  }

  /// Where the positions of the current block begin.
  private func positionsPlace() throws(FormatError) -> TermBlocks.Place {
    if let memory {
      return (PositionsCursor.memory, memory.positionStart(of: block * Postings.postingCount))
    }
    if let only, only.onlyFrequency == 1 { return (PositionsCursor.memory, 0) }
    return skip.isEmpty ? (0, 0) : try skip.positionsPlace(block)
  }

  private func loadFrequencySums() throws(FormatError) {
    guard !hasFrequencySums else { return }
    try loadFrequencies()
    // With room for those of the block of positions that they begin in.
    guard blocks.sumFrequencies(count: count) < 1 << 31 else {
      throw FormatError(.invalid("too many positions"), section: "postings", offset: 0)
    }
    hasFrequencySums = true
  }

  /// The positions of the current posting, ascending.
  func positions(into result: inout [UInt32]) throws(FormatError) {
    try loadFrequencySums()
    let (origin, start) = try positionsPlace()
    let places = blocks.runs.places
    places.removeAll()
    places.append(
      origin: origin, start: UInt32(start) + frequencySums[index],
      length: frequencies[index])
    let reader = reader ?? positionsCursor()
    self.reader = reader
    try reader.positions(into: &result)
  }
}
