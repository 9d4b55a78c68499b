/// Writes the postings and positions that a term has in several segments as those of one.
struct TermMerger {
  private let hasPositions: Bool
  private let blocks = TermBlocks()
  private var postings: PostingsWriter
  private var positions = Positions.Writer()
  // The postings of the term, with their new doc IDs, and where those of each input end.
  private var documents: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var ends: [Int] = []
  private var keptCount = 0
  // Only for documents that change their order.
  private var gaps: [UInt32] = []
  private var starts: [Int] = []

  init(hasPositions: Bool) {
    self.hasPositions = hasPositions
    postings = PostingsWriter(hasPositions: hasPositions)
  }

  /// The bytes of the term that was written last.
  var postingsBytes: [UInt8] { postings.bytes.bytes }
  var positionsBytes: [UInt8] { positions.bytes.bytes }

  /// A term of one of the segments.
  struct Part {
    var fileName: String
    var field: FieldReader
    var map: DocumentMap
    var entry: TermEntry
  }

  /// Writes a term.
  ///
  /// - Parameter norms: of the documents by their new IDs, in fields that have any.
  /// - Returns: what the dictionary says of it, with offsets from the term's own bytes, or `nil`
  ///   when no document is left.
  mutating func write(_ parts: [Part], norms: [UInt8]) throws(FormatError) -> TermEntry? {
    try collect(parts)
    guard keptCount > 0 else { return nil }
    postings.begin(documentFrequency: keptCount)
    positions.removeAll()
    positions.beginTerm()
    if parts.contains(where: { !$0.map.isOrdered }) {
      try writeReordered(parts, norms)
    } else {
      try writeOrdered(parts, norms)
    }
    var entry = TermEntry(documentFrequency: keptCount)
    guard keptCount > 1 else { return try only(entry, parts) }
    postings.finish()
    entry.postings = 0..<postings.bytes.count
    entry.positions = 0..<positions.endTerm()
    return entry
  }

  // MARK: Reading

  private mutating func collect(_ parts: [Part]) throws(FormatError) {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    keptCount = 0
    for part in parts {
      do throws(FormatError) {
        try collect(part)
      } catch {
        throw error.inFile(part.fileName)
      }
      ends.append(documents.count)
    }
  }

  private mutating func collect(_ part: Part) throws(FormatError) {
    let cursor = try part.field.postings(of: part.entry, in: blocks)
    while try cursor.nextBlock() {
      if hasPositions { try cursor.loadFrequencies() }
      let block = try cursor.documents
      for index in 0..<cursor.count {
        let document = part.map[block[index]]
        documents.append(document)
        frequencies.append(hasPositions ? cursor.frequencies[index] : 1)
        if document != DocumentMap.dropped { keptCount += 1 }
      }
    }
  }

  /// The new documents that have the term that was written last.
  func forEachDocument(_ body: (UInt32) -> Void) {
    for document in documents where document != DocumentMap.dropped { body(document) }
  }

  // MARK: Writing

  private mutating func writeOrdered(_ parts: [Part], _ norms: [UInt8]) throws(FormatError) {
    var next = 0
    for (part, end) in zip(parts, ends) {
      do throws(FormatError) {
        try writeOrdered(part, next..<end, norms)
      } catch {
        throw error.inFile(part.fileName)
      }
      next = end
    }
  }

  private mutating func writeOrdered(
    _ part: Part, _ range: Range<Int>, _ norms: [UInt8]
  ) throws(FormatError) {
    var stream = try stream(part)
    for index in range {
      let (document, frequency) = (documents[index], frequencies[index])
      guard document != DocumentMap.dropped else {
        try stream?.skip(frequency)
        continue
      }
      postings.beginPosting(at: positions.place)
      if stream == nil, hasPositions {
        positions.append(part.entry.onlyPosition)
      } else {
        try stream?.copy(frequency, to: &positions)
      }
      postings.append(document, frequency, norm: hasPositions ? norms[Int(document)] : 0)
    }
  }

  /// Positions are needed in another order than they are read, so those of the term are kept: four
  /// bytes for each.
  private mutating func writeReordered(_ parts: [Part], _ norms: [UInt8]) throws(FormatError) {
    gaps.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    var next = 0
    for (part, end) in zip(parts, ends) {
      do throws(FormatError) {
        try readPositions(part, next..<end)
      } catch {
        throw error.inFile(part.fileName)
      }
      next = end
    }
    var order: [UInt64] = []
    order.reserveCapacity(keptCount)
    for (index, document) in documents.enumerated() where document != DocumentMap.dropped {
      order.append(UInt64(document) << 32 | UInt64(index))
    }
    order.sort()
    for key in order {
      let document = UInt32(key >> 32)
      let index = Int(key & 0xFFFF_FFFF)
      postings.beginPosting(at: positions.place)
      if hasPositions {
        let start = starts[index]
        for gap in gaps[start..<start + Int(frequencies[index])] { positions.append(gap) }
      }
      postings.append(
        document, frequencies[index], norm: hasPositions ? norms[Int(document)] : 0)
    }
  }

  private mutating func readPositions(
    _ part: Part, _ range: Range<Int>
  ) throws(FormatError) {
    var stream = try stream(part)
    for index in range {
      starts.append(gaps.count)
      if stream == nil, hasPositions {
        gaps.append(part.entry.onlyPosition)
      } else {
        try stream?.append(frequencies[index], to: &gaps)
      }
    }
  }

  /// The positions of a term, unless there is one and the dictionary has it.
  private func stream(_ part: Part) throws(FormatError) -> Positions.Sequence? {
    let isSingle = part.entry.documentFrequency == 1 && part.entry.onlyFrequency == 1
    guard hasPositions, !isSingle else { return nil }
    return try part.field.positionBytes(of: part.entry).map { Positions.Sequence($0) }
  }

  /// The entry of a term that one document has.
  private mutating func only(
    _ entry: TermEntry, _ parts: [Part]
  ) throws(FormatError) -> TermEntry {
    var entry = entry
    guard let index = documents.firstIndex(where: { $0 != DocumentMap.dropped }) else {
      return entry
    }
    entry.onlyDocument = documents[index]
    entry.onlyFrequency = frequencies[index]
    guard hasPositions else { return entry }
    if entry.onlyFrequency == 1 {
      entry.onlyPosition = positions.lastOfTerm
      positions.discardTerm()
    } else {
      entry.positions = 0..<positions.endTerm()
    }
    return entry
  }
}
