/// The stored documents of a segment in compressed blocks; "Stored documents" and "Stored index" in
/// index-format.md.
enum StoredDocuments {
  /// A block is closed once it has this many bytes.
  static let blockByteCount = 1 << 14

  /// The start of the stored index.
  static let indexLayout = [
    LayoutField("block count", 0, 4), LayoutField("document count", 4, 4),
  ]

  /// Collects documents and hands out blocks as they fill, so that they need not be kept.
  struct Writer: Sendable {
    private var block = ByteWriter()
    private var record = ByteWriter()
    private var scratch = LZ4.Scratch()
    private var firstDocuments = ByteWriter()
    private var offsets = ByteWriter()
    private var blockCount = 0
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
      index.integer(UInt32(blockCount))
      index.integer(documentCount)
      index.append(offsets)
      index.append(firstDocuments)
      return index.bytes
    }

    private mutating func endBlock() -> [UInt8] {
      var compressed = ByteWriter(capacity: block.count)
      compressed.integer(UInt32(block.count))
      LZ4.compress(block.bytes, &scratch, into: &compressed)
      firstDocuments.integer(firstDocument)
      offsets.integer(UInt64(offset))
      blockCount += 1
      offset += compressed.count
      firstDocument = documentCount
      block.removeAll()
      return compressed.bytes
    }
  }

  /// Reads documents by their IDs.
  struct Reader: Sendable {
    static let headerByteCount = 8

    private let index: MappedBytes
    private let documents: MappedBytes
    private let blockCount: Int
    let documentCount: Int

    init(index: MappedBytes, documents: MappedBytes) throws(FormatError) {
      self.index = index
      self.documents = documents
      blockCount = Int(try index.integer(UInt32.self, at: 0))
      documentCount = Int(try index.integer(UInt32.self, at: 4))
      try index.check(Self.headerByteCount, 12 * blockCount)
      // No document takes less than a byte, and LZ4 makes at most 255 bytes of one. Who allocates
      // by the number of documents can rely on it.
      guard documentCount <= 255 * documents.count else {
        throw index.invalid("\(documentCount) documents in \(documents.count) bytes", at: 4)
      }
    }

    private func firstDocument(_ block: Int) throws(FormatError) -> Int {
      Int(try index.integer(UInt32.self, at: Self.headerByteCount + 8 * blockCount + 4 * block))
    }

    private func offset(_ block: Int) throws(FormatError) -> Int {
      guard block < blockCount else { return documents.count }
      return Int(
        clamping: try index.integer(UInt64.self, at: Self.headerByteCount + 8 * block))
    }

    /// The document with the ID `document`.
    func document(_ document: Int) throws(FormatError) -> StoredDocument {
      guard document >= 0, document < documentCount else {
        throw index.invalid("no stored document \(document)", at: 4)
      }
      var low = 0
      var high = blockCount
      while low < high {
        let middle = (low + high) / 2
        if try firstDocument(middle) <= document { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { throw index.invalid("no block of document \(document)", at: 0) }
      let first = try firstDocument(low - 1)
      var reader = ByteReader(try block(low - 1))
      for _ in first..<document {
        try reader.skip(try reader.varint(atMost: reader.remaining, "length of a document"))
      }
      _ = try reader.varint(atMost: reader.remaining, "length of a document")
      return try StoredDocument(&reader)
    }

    private func block(_ block: Int) throws(FormatError) -> MappedBytes {
      let start = try offset(block)
      let end = try offset(block + 1)
      guard start <= end - 4 else { throw index.invalid("block of negative length", at: 8) }
      let compressed = try documents.slice(at: start, count: end - start)
      let count = Int(try compressed.integer(UInt32.self, at: 0))
      let bytes = try LZ4.decompress(
        try compressed.slice(at: 4, count: compressed.count - 4), count: count)
      return MappedBytes(bytes, section: documents.section)
    }
  }
}
