/// Writes the terms, postings, positions and norms of one field of a segment.
struct FieldWriter {
  private let field: FieldRecord
  private let norms: [UInt8]
  private var dictionary: TermDictionary.Writer
  private var positions = Positions.Writer()
  private var postings: PostingsWriter
  private var postingsOffset = 0

  init(_ field: FieldRecord, norms: [UInt8], documentCount: Int) {
    self.field = field
    self.norms = norms + repeatElement(0, count: max(0, documentCount - norms.count))
    dictionary = TermDictionary.Writer(hasPositions: field.type.hasPositions)
    postings = PostingsWriter(hasPositions: field.type.hasPositions)
  }

  /// Writes all sections of the field; `terms` are its terms in order.
  consuming func write(
    _ terms: ArraySlice<UInt32>, of buffer: borrowing OccurrenceBuffer,
    to file: inout SectionFileWriter
  ) throws(FileError) {
    let number = field.number
    var key: [UInt8] = []
    try file.beginSection()
    for term in terms {
      buffer.bytes(ofTerm: term, into: &key)
      let entry = encode(term, of: buffer)
      try file.append(postings.bytes.bytes)
      dictionary.append(key, entry)
    }
    file.endSection(.postings, field: number)
    if field.type.hasPositions {
      try file.section(.positions, field: number, positions.bytes.bytes)
      try file.section(.norms, field: number, norms)
    }
    let index = dictionary.finish()
    try file.section(.termDictionary, field: number, dictionary.dictionary.bytes)
    try file.section(.termIndex, field: number, index.bytes)
  }

  /// Encodes the occurrences of one term; its postings are then in `postings.bytes`.
  private mutating func encode(
    _ term: UInt32, of buffer: borrowing OccurrenceBuffer
  ) -> TermEntry {
    let frequency = buffer.documentFrequency(ofTerm: term)
    var entry = TermEntry(documentFrequency: frequency)
    // Also a term without postings says where they would be: its block may begin with it.
    entry.postings = postingsOffset..<postingsOffset
    postings.begin(documentFrequency: frequency)
    let start = positions.bytes.count
    positions.beginTerm()
    var iterator = buffer.occurrences(ofTerm: term)
    var previous: UInt32 = 0
    var count: UInt32 = 0
    var document: UInt32?
    while let isFirst = buffer.advance(&iterator) {
      if isFirst {
        if let document { postings.append(document, count, norm: norms[Int(document)]) }
        document = iterator.document
        postings.beginPosting(at: positions.place)
        count = 0
        previous = 0
      }
      count += 1
      if field.type.hasPositions { positions.append(iterator.position - previous) }
      previous = iterator.position
    }
    if let document { postings.append(document, count, norm: norms[Int(document)]) }
    if frequency == 1 {
      entry.onlyDocument = document ?? 0
      entry.onlyFrequency = field.type.hasPositions ? count : 1
      entry.onlyPosition = previous
    } else {
      postings.finish()
    }
    entry.postings = postingsOffset..<postingsOffset + postings.bytes.count
    postingsOffset = entry.postings.upperBound
    if frequency == 1 && entry.onlyFrequency == 1 {
      positions.discardTerm()
      entry.positions = start..<start
    } else {
      entry.positions = start..<start + positions.endTerm()
    }
    return entry
  }
}
