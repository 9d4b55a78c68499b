/// Finds the block of a stored document; "Stored index" in index-format.md.
struct StoredIndex: Sendable {
  static let layout = [
    LayoutField("block count", 0, 4), LayoutField("document count", 4, 4),
  ]
  static let headerByteCount = 8

  /// Collects where the blocks start.
  struct Writer: Sendable {
    private var firstDocuments = ByteWriter()
    private var offsets = ByteWriter()
    private var blockCount: UInt32 = 0

    mutating func append(offset: Int, firstDocument: UInt32) {
      offsets.integer(UInt64(offset))
      firstDocuments.integer(firstDocument)
      blockCount += 1
    }

    func write(documentCount: UInt32, to writer: inout ByteWriter) {
      writer.integer(blockCount)
      writer.integer(documentCount)
      writer.append(offsets)
      writer.append(firstDocuments)
    }
  }

  private let bytes: MappedBytes
  let blockCount: Int
  let documentCount: Int

  init(_ bytes: MappedBytes) throws(FormatError) {
    self.bytes = bytes
    blockCount = Int(try bytes.integer(UInt32.self, at: 0))
    documentCount = Int(try bytes.integer(UInt32.self, at: 4))
    try bytes.check(Self.headerByteCount, 12 * blockCount)
    try ByteReader(bytes, at: Self.headerByteCount + 12 * blockCount).finish()
  }

  /// Where block `block` starts in the stored documents.
  func offset(ofBlock block: Int) throws(FormatError) -> Int {
    Int(clamping: try bytes.integer(UInt64.self, at: Self.headerByteCount + 8 * block))
  }

  /// The first document of block `block`.
  func firstDocument(ofBlock block: Int) throws(FormatError) -> Int {
    Int(try bytes.integer(UInt32.self, at: Self.headerByteCount + 8 * blockCount + 4 * block))
  }

  /// The block that has the document with the ID `document`.
  func block(of document: Int) throws(FormatError) -> Int {
    guard document >= 0, document < documentCount else {
      throw bytes.invalid("no stored document \(document)", at: 4)
    }
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if try firstDocument(ofBlock: middle) <= document { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { throw bytes.invalid("no block of document \(document)", at: 0) }
    return low - 1
  }

  /// An error about the bytes at `offset`.
  func invalid(_ what: @autoclosure () -> String, at offset: Int) -> FormatError {
    bytes.invalid(what(), at: offset)
  }
}
