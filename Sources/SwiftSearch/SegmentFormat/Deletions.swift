/// Which documents of a segment are deleted; "Deletions" in index-format.md.
struct Deletions: Equatable, Sendable {
  static let layout = [
    LayoutField("document count", 0, 4), LayoutField("deleted count", 4, 4),
  ]
  static let headerByteCount = 8

  let documentCount: Int
  private(set) var deletedCount = 0
  /// Bit `d % 64` of word `d / 64` is 1 when document `d` is deleted.
  private(set) var words: [UInt64]

  init(documentCount: Int) {
    self.documentCount = documentCount
    words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
  }

  func contains(_ document: Int) -> Bool {
    words[document / 64] >> UInt64(document % 64) & 1 == 1
  }

  /// - Returns: whether the document was not deleted before.
  @discardableResult
  mutating func insert(_ document: Int) -> Bool {
    guard !contains(document) else { return false }
    words[document / 64] |= 1 << UInt64(document % 64)
    deletedCount += 1
    return true
  }

  func write(to writer: inout ByteWriter) {
    writer.integer(UInt32(documentCount))
    writer.integer(UInt32(deletedCount))
    for word in words { writer.integer(word) }
  }

  init(reading bytes: MappedBytes, documentCount: Int) throws(FormatError) {
    var reader = ByteReader(bytes)
    self.documentCount = documentCount
    guard try reader.integer(UInt32.self) == UInt32(documentCount) else {
      throw bytes.invalid("deletions of another segment", at: 0)
    }
    deletedCount = Int(try reader.integer(UInt32.self))
    let wordCount = (documentCount + 63) / 64
    try bytes.check(Self.headerByteCount, 8 * wordCount)
    words = []
    words.reserveCapacity(wordCount)
    for _ in 0..<wordCount { words.append(try reader.integer()) }
    try reader.finish()
    let beyond = documentCount % 64 == 0 ? 0 : words[words.count - 1] >> UInt64(documentCount % 64)
    guard beyond == 0, words.reduce(0, { $0 + $1.nonzeroBitCount }) == deletedCount else {
      throw bytes.invalid("wrong number of deleted documents", at: 4)
    }
  }
}
