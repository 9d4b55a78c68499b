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
      return append(record: record.bytes)
    }

    /// Adds the next document, as its bytes.
    mutating func append(record: [UInt8]) -> [UInt8]? {
      block.varint(record.count)
      block.append(record)
      documentCount += 1
      return block.count >= StoredDocuments.blockByteCount ? endBlock() : nil
    }

    /// Adds the documents of a block of another segment; a block that is kept as a whole is not
    /// compressed again.
    ///
    /// - Returns: the bytes that this completes.
    mutating func append(
      block number: Int, of other: StoredDocuments, where isKept: (UInt32) -> Bool
    ) throws(FormatError) -> [UInt8] {
      let documents = try other.documents(ofBlock: number)
      let isWhole = documents.allSatisfy { isKept(UInt32($0)) }
      let compressed = try other.bytes(ofBlock: number)
      let count = try compressed.integer(UInt32.self, at: 0)
      var completed: [UInt8] = []
      if isWhole, count >= StoredDocuments.blockByteCount / 2 {
        completed = finish()
        blocks.append(offset: offset, firstDocument: firstDocument)
        completed += compressed.bytes()
        offset += compressed.count
        documentCount += UInt32(documents.count)
        firstDocument = documentCount
        return completed
      }
      var reader = ByteReader(try other.block(number))
      for document in documents {
        let length = try reader.varint(atMost: reader.remaining, "length of a document")
        let record = try reader.slice(length)
        guard isKept(UInt32(document)) else { continue }
        completed += append(record: record.bytes()) ?? []
      }
      return completed
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
  var blockCount: Int { index.blockCount }

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

  /// The documents of a block.
  fileprivate func documents(ofBlock block: Int) throws(FormatError) -> Range<Int> {
    let start = try index.firstDocument(ofBlock: block)
    let isLast = block + 1 == blockCount
    let end = isLast ? documentCount : try index.firstDocument(ofBlock: block + 1)
    guard start <= end, end <= documentCount else {
      throw index.invalid("block of \(end - start) documents", at: 8)
    }
    return start..<end
  }

  /// A block as it is in the file.
  fileprivate func bytes(ofBlock block: Int) throws(FormatError) -> MappedBytes {
    let start = try index.offset(ofBlock: block)
    let isLast = block + 1 == blockCount
    let end = isLast ? bytes.count : try index.offset(ofBlock: block + 1)
    guard start <= end - 4 else { throw index.invalid("block of negative length", at: 8) }
    return try bytes.slice(at: start, count: end - start)
  }

  fileprivate func block(_ block: Int) throws(FormatError) -> MappedBytes {
    let bytes = try bytes(ofBlock: block)
    let count = Int(try bytes.integer(UInt32.self, at: 0))
    let compressed = try bytes.slice(at: 4, count: bytes.count - 4, section: "LZ4 block")
    return MappedBytes(
      try LZ4Block.decompress(compressed, count: count), section: "stored documents")
  }
}

extension StoredDocuments {
  /// Reads the bytes of documents in any order, and keeps some blocks for those that follow.
  struct RecordReader {
    private static let keptBlockCount = 256

    private let documents: StoredDocuments
    private var blocks: [Int: MappedBytes] = [:]
    /// The document behind the one that was read last, and where it begins in their block.
    private var next: (block: Int, document: Int, offset: Int)?

    init(_ documents: StoredDocuments) {
      self.documents = documents
    }

    /// The bytes of a document, without their length.
    mutating func record(_ document: Int) throws(FormatError) -> [UInt8] {
      let number = try documents.index.block(of: document)
      if blocks[number] == nil {
        if blocks.count == Self.keptBlockCount { blocks.removeAll(keepingCapacity: true) }
        blocks[number] = try documents.block(number)
      }
      guard let block = blocks[number] else { return [] }
      var reader = ByteReader(block)
      var first = try documents.index.firstDocument(ofBlock: number)
      if let next, next.block == number, next.document <= document {
        try reader.skip(next.offset)
        first = next.document
      }
      for _ in first..<document {
        try reader.skip(try reader.varint(atMost: reader.remaining, "length of a document"))
      }
      let length = try reader.varint(atMost: reader.remaining, "length of a document")
      let bytes = try reader.slice(length).bytes()
      next = (number, document + 1, reader.offset)
      return bytes
    }

    /// A document, as it was added.
    mutating func document(_ document: Int) throws(FormatError) -> StoredDocument {
      var reader = ByteReader(MappedBytes(try record(document), section: "stored document"))
      let result = try StoredDocument(&reader)
      try reader.finish()
      return result
    }
  }
}
