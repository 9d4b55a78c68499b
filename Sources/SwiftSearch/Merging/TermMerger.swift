/// Writes the postings and positions that a term has in several segments as those of one.
struct TermMerger {
  private let sources: [Source?]
  private let hasPositions: Bool
  private let isOrdered: Bool
  /// Where positions are decoded.
  private let block = IntegerBlock()
  private let blocks = TermBlocks()
  private var postings: PostingsWriter
  private var positions = Positions.Writer()
  // The postings of the term, with their new doc IDs, and where those of each input end.
  private var documents: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var ends: [Int] = []
  private var keptCount = 0
  /// How many positions the term has that was written last.
  private(set) var positionCount = 0
  // Only for documents that change their order.
  private var gaps: [UInt32] = []
  private var starts: [Int] = []

  /// - Parameter sources: by the numbers of the inputs; `nil` where no document has the field.
  init(_ sources: [Source?], hasPositions: Bool) {
    self.sources = sources
    isOrdered = sources.allSatisfy { $0?.map.isOrdered ?? true }
    self.hasPositions = hasPositions
    postings = PostingsWriter(hasPositions: hasPositions)
  }

  /// The bytes of the term that was written last.
  var postingsBytes: [UInt8] { postings.bytes.bytes }
  var positionsBytes: [UInt8] { positions.bytes.bytes }

  /// The field in one of the segments.
  struct Source {
    var fileName: String
    var field: FieldReader
    var map: DocumentMap
  }

  /// What the dictionary of a source says of a term.
  typealias Part = (input: Int, entry: TermEntry)

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
    try isOrdered ? writeOrdered(parts, norms) : writeReordered(parts, norms)
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
    positionCount = 0
    for (input, entry) in parts {
      if let source = sources[input] {
        do throws(FormatError) {
          try collect(entry, source)
        } catch {
          throw error.inFile(source.fileName)
        }
      }
      ends.append(documents.count)
    }
  }

  private mutating func collect(_ entry: TermEntry, _ source: Source) throws(FormatError) {
    if entry.documentFrequency == 1 {
      try source.field.checkOnlyDocument(of: entry)
      return append(source.map[entry.onlyDocument], entry.onlyFrequency)
    }
    let cursor = try source.field.postings(of: entry, in: blocks)
    while try cursor.nextBlock() {
      if hasPositions { try cursor.loadFrequencies() }
      let block = try cursor.documents
      for index in 0..<cursor.count {
        append(source.map[block[index]], hasPositions ? cursor.frequencies[index] : 1)
      }
    }
  }

  @inline(__always)
  private mutating func append(_ document: UInt32, _ frequency: UInt32) {
    documents.append(document)
    frequencies.append(frequency)
    guard document != DocumentMap.dropped else { return }
    keptCount += 1
    if hasPositions { positionCount += Int(frequency) }
  }

  /// The new documents that have the term that was written last.
  func forEachDocument(_ body: (UInt32) -> Void) {
    for document in documents where document != DocumentMap.dropped { body(document) }
  }

  // MARK: Writing

  private mutating func writeOrdered(_ parts: [Part], _ norms: [UInt8]) throws(FormatError) {
    var next = 0
    for (part, end) in zip(parts, ends) {
      guard let source = sources[part.input] else { continue }
      do throws(FormatError) {
        try writeOrdered(part.entry, source.field, next..<end, norms)
      } catch {
        throw error.inFile(source.fileName)
      }
      next = end
    }
  }

  private mutating func writeOrdered(
    _ entry: TermEntry, _ field: FieldReader, _ range: Range<Int>, _ norms: [UInt8]
  ) throws(FormatError) {
    var stream = try stream(entry, field)
    var index = range.lowerBound
    while index < range.upperBound {
      // As many as have their positions one behind the other, within a block of postings.
      let start = index
      let limit = min(range.upperBound, start + postings.room)
      var count = 0
      while index < limit, documents[index] != DocumentMap.dropped {
        count += Int(frequencies[index])
        index += 1
      }
      guard index > start else {
        try stream?.skip(frequencies[index])
        index += 1
        continue
      }
      postings.beginPosting(at: positions.place)
      if stream == nil, hasPositions {
        positions.append(entry.onlyPosition)
      } else {
        try stream?.copy(count, to: &positions)
      }
      append(start..<index, norms)
    }
  }

  private mutating func append(_ range: Range<Int>, _ norms: [UInt8]) {
    for index in range {
      let document = documents[index]
      let norm = hasPositions ? norms[Int(document)] : 0
      postings.append(document, frequencies[index], norm: norm)
    }
  }

  /// Positions are needed in another order than they are read, so those of the term are kept: four
  /// bytes for each.
  private mutating func writeReordered(_ parts: [Part], _ norms: [UInt8]) throws(FormatError) {
    gaps.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    var next = 0
    for (part, end) in zip(parts, ends) {
      guard let source = sources[part.input] else { continue }
      do throws(FormatError) {
        try readPositions(part.entry, source.field, next..<end)
      } catch {
        throw error.inFile(source.fileName)
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
    _ entry: TermEntry, _ field: FieldReader, _ range: Range<Int>
  ) throws(FormatError) {
    var stream = try stream(entry, field)
    for index in range {
      starts.append(gaps.count)
      if stream == nil, hasPositions {
        gaps.append(entry.onlyPosition)
      } else {
        try stream?.append(frequencies[index], to: &gaps)
      }
    }
  }

  /// The positions of a term, unless there is one and the dictionary has it.
  private func stream(
    _ entry: TermEntry, _ field: FieldReader
  ) throws(FormatError) -> Positions.Sequence? {
    let isSingle = entry.documentFrequency == 1 && entry.onlyFrequency == 1
    guard hasPositions, !isSingle else { return nil }
    return try field.positionBytes(of: entry).map { Positions.Sequence($0, block: block) }
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
