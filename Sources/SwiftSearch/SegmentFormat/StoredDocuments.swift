/// The stored documents of a segment in compressed blocks; "Stored documents" in index-format.md.
struct StoredDocuments: Sendable {
  /// A block is closed once it has this many bytes.
  static let blockByteCount = 1 << 14

  /// Collects documents and hands out blocks as they fill, so that they need not be kept.
  struct Writer: Sendable {
    private var block = ByteWriter()
    private var record = ByteWriter()
    private var scratch = LZ4Block.Scratch()
    private var blocks = StoredIndex.Writer()
    private var offset = 0
    private var firstDocument: UInt32 = 0
    private var documentCount: UInt32 = 0

    /// Adds the next document.
    ///
    /// - Returns: the bytes that this completes, to be appended to the section, or `nil`.
    mutating func append(_ document: StoredDocument) -> [UInt8]? {
      record.removeAll()
      document.write(to: &record)
      block.varint(record.count)
      block.append(record)
      documentCount += 1
      return block.count >= StoredDocuments.blockByteCount ? endBlock() : nil
    }

    /// - Returns: the last bytes of the section.
    mutating func finish() -> [UInt8] {
      block.count > 0 ? endBlock() : []
    }

    /// The bytes of the stored index.
    func index() -> [UInt8] {
      var index = ByteWriter()
      blocks.write(documentCount: documentCount, to: &index)
      return index.bytes
    }

    private mutating func endBlock() -> [UInt8] {
      var compressed = ByteWriter(capacity: block.count)
      compressed.integer(UInt32(block.count))
      LZ4Block.compress(block.bytes, &scratch, into: &compressed)
      blocks.append(offset: offset, firstDocument: firstDocument)
      offset += compressed.count
      firstDocument = documentCount
      block.removeAll()
      return compressed.bytes
    }
  }

  private let index: StoredIndex
  private let bytes: MappedBytes

  var documentCount: Int { index.documentCount }

  init(_ bytes: MappedBytes, index: StoredIndex) throws(FormatError) {
    self.index = index
    self.bytes = bytes
    // No document takes less than a byte, and LZ4 makes at most 255 bytes of one. Who allocates
    // by the number of documents can rely on it.
    guard index.documentCount <= 255 * bytes.count else {
      throw index.invalid("\(index.documentCount) documents in \(bytes.count) bytes", at: 4)
    }
  }

  /// The document with the ID `document`.
  func document(_ document: Int) throws(FormatError) -> StoredDocument {
    let block = try index.block(of: document)
    var reader = ByteReader(try self.block(block))
    for _ in try index.firstDocument(ofBlock: block)..<document {
      try reader.skip(try reader.varint(atMost: reader.remaining, "length of a document"))
    }
    let length = try reader.varint(atMost: reader.remaining, "length of a document")
    var own = ByteReader(
      try reader.bytes.slice(at: reader.offset, count: length, section: "stored document"))
    let result = try StoredDocument(&own)
    try own.finish()
    return result
  }

  private func block(_ block: Int) throws(FormatError) -> MappedBytes {
    let start = try index.offset(ofBlock: block)
    let isLast = block + 1 == index.blockCount
    let end = isLast ? bytes.count : try index.offset(ofBlock: block + 1)
    guard start <= end - 4 else { throw index.invalid("block of negative length", at: 8) }
    let count = Int(try bytes.integer(UInt32.self, at: start))
    let compressed = try bytes.slice(at: start + 4, count: end - start - 4, section: "LZ4 block")
    return MappedBytes(
      try LZ4Block.decompress(compressed, count: count), section: bytes.section)
  }
}
