/// Writes the terms, postings, positions and norms of one field of a segment.
struct FieldWriter {
  private var field: FieldRecord
  private let norms: [UInt8]
  private var dictionary: TermDictionary.Writer
  private var positions = Positions.Writer()
  private var postings: PostingsWriter
  private var postingsOffset = 0
  private let run = OccurrenceRun()
  /// The positions that are encoded, in pieces of some megabytes but for the last, and how many
  /// bytes there are without the last.
  private var positionPieces: [[UInt8]] = []
  private var positionsOffset = 0
  private var mixture: UInt32 = 0

  private static let pieceByteCount = 1 << 20
  /// How many terms are looked up in memory at a time.
  private static let termsAhead = 32

  init(_ field: FieldRecord, norms: [UInt8], documentCount: Int) {
    self.field = field
    self.norms = norms + repeatElement(0, count: max(0, documentCount - norms.count))
    dictionary = TermDictionary.Writer(hasPositions: field.type.hasPositions)
    postings = PostingsWriter(hasPositions: field.type.hasPositions)
  }

  /// Writes all sections of the field; `terms` are its terms in order.
  ///
  /// - Returns: the field's record with the numbers of postings and positions.
  consuming func write(
    _ terms: ArraySlice<UInt32>, of buffer: borrowing OccurrenceBuffer,
    to file: inout SectionFileWriter
  ) throws(FileError) -> FieldRecord {
    let number = field.number
    var key: [UInt8] = []
    file.beginSection()
    for index in terms.indices {
      if (index - terms.startIndex) % Self.termsAhead == 0 {
        mixture ^= buffer.touch(terms[index...].prefix(Self.termsAhead))
      }
      let term = terms[index]
      buffer.bytes(ofTerm: term, into: &key)
      let entry = encode(term, of: buffer)
      try file.append(postings.bytes.bytes)
      dictionary.append(key, entry)
      if positions.bytes.count >= Self.pieceByteCount { endPiece() }
    }
    file.endSection(.postings, field: number)
    if field.type.hasPositions {
      endPiece()
      file.beginSection()
      for index in positionPieces.indices {
        try file.append(positionPieces[index])
        positionPieces[index] = []
      }
      file.endSection(.positions, field: number)
      try file.section(.norms, field: number, norms)
    }
    let index = dictionary.finish()
    try file.section(.termDictionary, field: number, dictionary.dictionary.bytes)
    try file.section(.termIndex, field: number, index.bytes)
    return field
  }

  private mutating func endPiece() {
    positionsOffset += positions.bytes.count
    positionPieces.append(positions.takeBytes())
  }

  /// Encodes the occurrences of one term; its postings are then in `postings.bytes`.
  private mutating func encode(
    _ term: UInt32, of buffer: borrowing OccurrenceBuffer
  ) -> TermEntry {
    let frequency = buffer.documentFrequency(ofTerm: term)
    field.postingCount += frequency
    var entry = TermEntry(documentFrequency: frequency)
    let start = positions.bytes.count
    positions.beginTerm()
    postings.begin(documentFrequency: frequency)
    let last = encodeOccurrences(of: term, in: buffer)
    if frequency == 1 {
      entry.onlyDocument = last.document
      entry.onlyFrequency = field.type.hasPositions ? last.count : 1
      // Counts when there is one.
      entry.onlyPosition = last.distance
    } else {
      postings.finish()
    }
    // Also a term without postings says where they would be: its block may begin with it.
    entry.postings = postingsOffset..<postingsOffset + postings.bytes.count
    postingsOffset = entry.postings.upperBound
    var byteCount = 0
    if frequency == 1 && entry.onlyFrequency == 1 {
      positions.discardTerm()
    } else {
      byteCount = positions.endTerm()
    }
    entry.positions = positionsOffset + start..<positionsOffset + start + byteCount
    return entry
  }

  /// - Returns: the last document, how often the term occurs there, and the distance of the last
  ///   occurrence from the one before.
  private mutating func encodeOccurrences(
    of term: UInt32, in buffer: borrowing OccurrenceBuffer
  ) -> (document: UInt32, count: UInt32, distance: UInt32) {
    var iterator = buffer.occurrences(ofTerm: term)
    var last = (document: UInt32(0), count: UInt32(0), distance: UInt32(0))
    while true {
      // So many that no block of positions ends before the last of them.
      let place = positions.place
      buffer.read(&iterator, limit: IntegerBlock.capacity - place.index, into: run)
      guard run.count > 0 else { break }
      var counted = 0
      for index in 0..<run.documentCount {
        let start = Int(run.starts[index])
        last.count += UInt32(start - counted)
        counted = start
        append(last)
        last.document = run.documents[index]
        postings.beginPosting(at: (place.offset, place.index + start))
        last.count = 0
      }
      last.count += UInt32(run.count - counted)
      last.distance = run.distances[run.count - 1]
      guard field.type.hasPositions else { continue }
      field.positionCount += run.count
      positions.append(run.distances, count: run.count)
    }
    append(last)
    return last
  }

  @inline(__always)
  private mutating func append(_ posting: (document: UInt32, count: UInt32, distance: UInt32)) {
    guard posting.count > 0 else { return }
    postings.append(posting.document, posting.count, norm: norms[Int(posting.document)])
  }
}
