/// A field of a segment, opened for searching.
final class FieldReader: Sendable {
  let record: FieldRecord
  let terms: TermIndex
  /// One norm for each document; `nil` in fields that are not scored by length.
  let norms: MappedBytes?
  let dictionary: MappedBytes
  private let postings: MappedBytes
  private let positions: MappedBytes?
  private let documentCount: Int

  var hasPositions: Bool { record.type.hasPositions }

  init(_ file: SectionFile, _ record: FieldRecord, documentCount: Int)
    throws(FormatError)
  {
    self.record = record
    self.documentCount = documentCount
    let number = record.number
    terms = try TermIndex(try file.requiredSection(.termIndex, field: number))
    dictionary = try file.requiredSection(.termDictionary, field: number)
    postings = try file.requiredSection(.postings, field: number)
    guard record.type.hasPositions else {
      positions = nil
      norms = nil
      return
    }
    positions = try file.requiredSection(.positions, field: number)
    let norms = try file.requiredSection(.norms, field: number)
    guard norms.count == documentCount else {
      throw norms.invalid("\(norms.count) norms of \(documentCount) documents", at: 0)
    }
    self.norms = norms
  }

  /// What the dictionary says of `term`, or `nil` when no document has it.
  func entry(for term: Span<UInt8>) throws(FormatError) -> TermEntry? {
    guard
      let block = try terms.block(for: term, in: dictionary, hasPositions: hasPositions)
    else { return nil }
    let offset = try terms.offset(ofBlock: block)
    let bytes = dictionary
    let found = TermDictionary.find(
      term, inBlockAt: offset, of: bytes.span, hasPositions: hasPositions)
    switch found {
    case .entry(let entry): return entry
    case .nothing: return nil
    case .damage:
      var opened = try self.block(block)
      return try opened.entry(for: term)
    }
  }

  /// The last block whose first term is at most `term`, or `nil` when there is none.
  func block(for term: Span<UInt8>) throws(FormatError) -> Int? {
    try terms.block(for: term, in: dictionary, hasPositions: hasPositions)
  }

  func block(_ index: Int) throws(FormatError) -> TermDictionary.Block {
    try TermDictionary.Block(
      dictionary, at: try terms.offset(ofBlock: index), hasPositions: hasPositions)
  }

  /// The terms from the first one that is at least `start`, in ascending order.
  func terms(from start: Span<UInt8>) throws(FormatError) -> TermIterator {
    let block = try terms.block(for: start, in: dictionary, hasPositions: hasPositions)
    var iterator = TermIterator(field: self, block: block ?? 0)
    try iterator.skip(below: start)
    return iterator
  }

  /// The postings of a term of this field.
  ///
  /// - Parameter blocks: where to decode them.
  func postings(
    of entry: TermEntry, in blocks: TermBlocks = TermBlocks()
  ) throws(FormatError) -> PostingsCursor {
    guard entry.documentFrequency > 1 else {
      try checkOnlyDocument(of: entry)
      return try PostingsCursor(only: entry, positions: positionBytes(of: entry), in: blocks)
    }
    let bytes = try postings.slice(at: entry.postings.lowerBound, count: entry.postings.count)
    return try PostingsCursor(
      bytes, positions: positionBytes(of: entry), entry: entry, documentCount: documentCount,
      in: blocks)
  }

  /// Decodes the postings of a term of one block at most, for which a cursor would take longer than
  /// they do.
  ///
  /// - Returns: how many there are.
  func decode(_ entry: TermEntry, into blocks: TermBlocks) throws(FormatError) -> Int {
    let count = entry.documentFrequency
    precondition(count <= Postings.postingCount)
    guard count > 1 else {
      try checkOnlyDocument(of: entry)
      blocks.documents[0] = entry.onlyDocument
      blocks.frequencies[0] = entry.onlyFrequency
      return 1
    }
    let bytes = try postings.slice(at: entry.postings.lowerBound, count: entry.postings.count)
    var reader = ByteReader(bytes)
    if count < Postings.postingCount {
      try Postings.decodeShort(
        &reader, count: count, after: Postings.beforeFirst, hasFrequencies: hasPositions,
        documents: blocks.documents, frequencies: blocks.frequencies)
    } else {
      try Postings.decodeDocuments(
        &reader, after: Postings.beforeFirst, into: blocks.documents)
      if hasPositions {
        try Postings.decodeFrequencies(&reader, into: blocks.frequencies)
      } else {
        blocks.frequencies.fill(with: 1, count: count)
      }
    }
    try reader.finish()
    guard blocks.documents[count - 1] < documentCount else {
      throw bytes.invalid("doc ID \(blocks.documents[count - 1]) out of range", at: 0)
    }
    return count
  }

  /// Checks the document of an entry that has one.
  func checkOnlyDocument(of entry: TermEntry) throws(FormatError) {
    guard entry.onlyDocument < documentCount else {
      throw dictionary.invalid("doc ID \(entry.onlyDocument) out of range", at: 0)
    }
  }

  /// The bytes of a term's positions, or `nil` in fields without any.
  func positionBytes(of entry: TermEntry) throws(FormatError) -> MappedBytes? {
    try positions?.slice(at: entry.positions.lowerBound, count: entry.positions.count)
  }
}

/// Walks over the terms of a field in ascending order.
struct TermIterator {
  private let field: FieldReader
  private var nextBlock: Int
  private var block: TermDictionary.Block?
  private var indexInBlock = 0
  private var isPending = false
  /// The current term, once ``next()`` has returned an entry.
  private(set) var term: [UInt8] = []
  private var entry: TermEntry?

  init(field: FieldReader, block: Int) {
    self.field = field
    nextBlock = block
  }

  /// Moves on to the next term.
  ///
  /// - Returns: its entry, or `nil` when there are no more terms.
  mutating func next() throws(FormatError) -> TermEntry? {
    if isPending {
      isPending = false
      return entry
    }
    if block == nil || indexInBlock == block?.termCount {
      guard nextBlock < field.terms.blockCount else { return nil }
      try openBlock()
    } else {
      try block?.nextKey(isFirst: false, &term)
    }
    entry = try block?.nextEntry()
    indexInBlock += 1
    return entry
  }

  /// Opens the next block, which must go on where the one before it ends: damage must not make a
  /// walk over all terms longer than the section is.
  private mutating func openBlock() throws(FormatError) {
    var opened = try field.block(nextBlock)
    let previous = term
    try opened.nextKey(isFirst: true, &term)
    if let block {
      let isInOrder =
        previous.span.precedes(term.span) && block.place.postings == opened.place.postings
        && block.place.positions == opened.place.positions
      guard isInOrder else { throw opened.keys.bytes.invalid("blocks out of order", at: 0) }
    }
    block = opened
    nextBlock += 1
    indexInBlock = 0
  }

  mutating func skip(below start: Span<UInt8>) throws(FormatError) {
    while try next() != nil {
      if !term.span.precedes(start) {
        isPending = true
        return
      }
    }
  }
}
