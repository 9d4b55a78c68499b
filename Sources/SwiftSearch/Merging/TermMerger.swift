/// Writes the postings and positions that a term has in several segments as those of one.
///
/// They go from block to block, so that a term of all documents takes little memory.
struct TermMerger {
  /// The field in one of the segments.
  struct Source {
    var fileName: String
    var field: FieldReader
    var map: DocumentMap
  }

  /// What the dictionary of a source says of a term.
  typealias Part = (input: Int, entry: TermEntry)

  /// So many bytes of the positions of a term are kept in memory.
  private static let keptByteCount = 1 << 18

  let sources: [Source?]
  let hasPositions: Bool
  private let isOrdered: Bool
  private let pace: MergePace
  /// Where postings and positions are decoded.
  let blocks = TermBlocks()
  private let numbers = IntegerBlock()
  var postings: PostingsWriter
  var positions = Positions.Writer()
  /// The documents of all terms, in fields in which norms do not tell.
  private(set) var holders: DocumentSet
  /// How many positions the term has that was written last.
  private(set) var positionCount = 0
  /// The posting that was written last.
  private var last = (document: UInt32(0), frequency: UInt32(0))

  /// - Parameters:
  ///   - sources: by the numbers of the inputs; `nil` where no document has the field.
  ///   - documentCount: how many documents the new segment has.
  init(_ sources: [Source?], hasPositions: Bool, documentCount: Int, pace: MergePace) {
    self.sources = sources
    self.hasPositions = hasPositions
    self.pace = pace
    isOrdered = sources.allSatisfy { $0?.map.isOrdered ?? true }
    postings = PostingsWriter(hasPositions: hasPositions)
    holders = DocumentSet(hasPositions ? 0 : documentCount)
  }

  /// The postings of the term that was written last.
  var postingsBytes: [UInt8] { postings.bytes.bytes }

  /// Writes a term.
  ///
  /// - Parameters:
  ///   - norms: of the documents by their new IDs, in fields that have any.
  ///   - spill: takes the positions.
  /// - Returns: what the dictionary says of it, with the postings from 0 and the positions from the
  ///   start of `spill`, or `nil` when no document is left. It means nothing once the merge is to
  ///   end.
  mutating func write(
    _ parts: [Part], norms: [UInt8], spill: inout SpillFile
  ) throws -> TermEntry? {
    let keptCount = try keptCount(parts)
    guard keptCount > 0 else { return nil }
    let start = spill.byteCount
    positionCount = 0
    postings.begin(documentFrequency: keptCount)
    positions.removeAll()
    positions.beginTerm()
    if isOrdered {
      for part in parts { try write(part, norms, &spill) }
    } else {
      let (postings, gaps) = try reordered(parts)
      for posting in postings { append(posting, gaps, norms) }
    }
    return try entry(keptCount, start, &spill)
  }

  /// Ends a term.
  private mutating func entry(
    _ documentFrequency: Int, _ start: Int, _ spill: inout SpillFile
  ) throws(FileError) -> TermEntry {
    var entry = TermEntry(documentFrequency: documentFrequency)
    if documentFrequency > 1 {
      postings.finish()
      entry.postings = 0..<postings.bytes.count
    } else {
      (entry.onlyDocument, entry.onlyFrequency) = last
    }
    entry.positions = start..<start
    guard hasPositions else { return entry }
    if documentFrequency == 1, entry.onlyFrequency == 1 {
      entry.onlyPosition = positions.lastOfTerm
      positions.discardTerm()
      return entry
    }
    entry.positions = start..<start + positions.endTerm()
    try spill.append(positions.bytes.bytes)
    return entry
  }

  /// How many of a term's documents are left.
  private func keptCount(_ parts: [Part]) throws(FormatError) -> Int {
    var count = 0
    for (input, entry) in parts {
      guard let source = sources[input] else { continue }
      guard !source.map.isShift else {
        count += entry.documentFrequency
        continue
      }
      do throws(FormatError) {
        var walk = try TermBlockWalk(entry, of: source.field, in: blocks)
        while !pace.isStopped {
          let found = try walk.next()
          guard found > 0 else { break }
          for index in 0..<found where source.map[blocks.documents[index]] != DocumentMap.dropped {
            count += 1
          }
        }
      } catch {
        throw error.inFile(source.fileName)
      }
    }
    return count
  }

  // MARK: Documents that keep their order

  private mutating func write(
    _ part: Part, _ norms: [UInt8], _ spill: inout SpillFile
  ) throws {
    guard let source = sources[part.input] else { return }
    do {
      var walk = try TermBlockWalk(part.entry, of: source.field, in: blocks)
      var stream = try stream(part.entry, source.field)
      while !pace.isStopped {
        let count = try walk.next()
        guard count > 0 else { break }
        for index in 0..<count { numbers[index] = source.map[blocks.documents[index]] }
        try append(count, only: part.entry.onlyPosition, &stream, norms)
        guard positions.bytes.count >= Self.keptByteCount else { continue }
        try spill.append(positions.bytes.bytes)
        positions.removeBytes()
      }
    } catch let error as FormatError {
      throw error.inFile(source.fileName)
    }
  }

  /// Appends the postings of a block, whose new doc IDs are known.
  ///
  /// - Parameter position: that of a term which occurs once, and has no stream.
  private mutating func append(
    _ count: Int, only position: UInt32, _ stream: inout Positions.Sequence?, _ norms: [UInt8]
  ) throws(FormatError) {
    let frequencies = blocks.frequencies
    var index = 0
    while index < count {
      // As many as have their positions one behind the other, within a block of postings.
      let start = index
      let limit = min(count, start + postings.room)
      var total = 0
      while index < limit, numbers[index] != DocumentMap.dropped {
        total += Int(frequencies[index])
        index += 1
      }
      guard index > start else {
        try stream?.skip(frequencies[index])
        index += 1
        continue
      }
      postings.beginPosting(at: positions.place)
      if hasPositions, stream == nil { positions.append(position) }
      try stream?.copy(total, to: &positions)
      for index in start..<index {
        let document = numbers[index]
        let norm = hasPositions ? norms[Int(document)] : 0
        postings.append(document, frequencies[index], norm: norm)
      }
      if hasPositions {
        positionCount += total
      } else {
        for index in start..<index { holders.insert(numbers[index]) }
      }
      last = (numbers[index - 1], frequencies[index - 1])
    }
  }

  // MARK: Documents in another order

  private mutating func append(_ posting: Posting, _ gaps: [UInt32], _ norms: [UInt8]) {
    let (document, frequency) = (posting.document, posting.frequency)
    postings.beginPosting(at: positions.place)
    postings.append(document, frequency, norm: hasPositions ? norms[Int(document)] : 0)
    last = (document, frequency)
    guard hasPositions else { return holders.insert(document) }
    for gap in gaps[posting.start..<posting.start + Int(frequency)] { positions.append(gap) }
    positionCount += Int(frequency)
  }

  // MARK: Parts

  /// The positions of a term, unless there is one and the dictionary has it.
  func stream(
    _ entry: TermEntry, _ field: FieldReader
  ) throws(FormatError) -> Positions.Sequence? {
    let isSingle = entry.documentFrequency == 1 && entry.onlyFrequency == 1
    guard hasPositions, !isSingle else { return nil }
    return try field.positionBytes(of: entry).map {
      Positions.Sequence($0, block: blocks.positions)
    }
  }
}
