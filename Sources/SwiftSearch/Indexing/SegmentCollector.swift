/// Takes documents one after the other and writes segments of them, each as large as the memory
/// allows.
struct SegmentCollector: ~Copyable, Sendable {
  static let longestKey = 1024
  /// More text than this in one document is refused, so that memory stays bounded.
  static let longestDocument = 512 << 20

  private let source: SegmentSource
  private(set) var schema: Schema
  private var builder: SegmentBuilder?
  /// The segments that are written, in the order of their documents.
  private var built: [BuiltSegment] = []

  // Where the documents begin that may be forgotten again.
  private var markedSegment = 0
  private var markedDocument: UInt32 = 0
  private var markedDeletions = 0

  init(_ source: SegmentSource, schema: Schema) {
    self.source = source
    self.schema = schema
  }

  /// Whether segments were written that are not handed out.
  var hasSegments: Bool { !built.isEmpty }

  /// Adds a document, or replaces the one that has its key among those in memory.
  ///
  /// - Throws: ``RefusedDocument`` or ``FileError``.
  mutating func add(_ document: Document) throws {
    guard (1...Self.longestKey).contains(document.key.utf8.count) else {
      throw RefusedDocument(
        key: String(document.key.prefix(80)),
        reason: "the key has \(document.key.utf8.count) bytes, not 1 to \(Self.longestKey)",
        advice: "give the document another key")
    }
    guard document.textByteCount <= Self.longestDocument else {
      throw RefusedDocument(
        key: document.key, reason: "the document has more than \(Self.longestDocument) bytes",
        advice: "cut it into several documents")
    }
    if let count = builder?.byteCount(withFields: document.fields.count),
      count >= source.memoryBudget / 2
    {
      try flush()
    }
    if builder == nil { builder = try source.builder() }
    delete(key: document.key)
    try builder?.add(document, schema: &schema, storesText: source.storesText)
    // Writing the segment takes up to as much again as collecting it.
    if let count = builder?.byteCount(), count >= source.memoryBudget / 2 { try flush() }
  }

  /// Deletes the document with this key, if it is in memory.
  mutating func delete(key: String) {
    guard builder != nil else { return }
    let bytes = Array(key.utf8)
    builder?.delete(key: bytes.span)
  }

  /// Writes what is in memory as a segment.
  mutating func flush() throws(FileError) {
    guard let full = builder.take() else { return }
    built.append(try full.finish())
  }

  /// Hands out the segments that were written since the last call.
  mutating func takeSegments() -> [BuiltSegment] {
    defer { built = [] }
    return built
  }

  // MARK: Going back

  /// Notes the place to which ``forget()`` goes back.
  mutating func mark() {
    markedSegment = built.count
    markedDocument = builder?.documentCount ?? 0
    markedDeletions = builder?.deletedCount ?? 0
  }

  /// Forgets what was added since the mark; the segments were not handed out since.
  mutating func forget() {
    if built.count == markedSegment {
      builder?.forget(from: markedDocument, deletedCount: markedDeletions)
      return
    }
    builder = nil
    var first = built[markedSegment]
    first.deleted.removeLast(first.deleted.count - markedDeletions)
    first.deleted.append(contentsOf: markedDocument..<UInt32(first.record.documentCount))
    built[markedSegment...] = [first]
  }
}

/// A document that breaks a limit of the index.
struct RefusedDocument: Error {
  var key: String
  var reason: String
  var advice: String
}

extension Document {
  /// The bytes of all strings.
  fileprivate var textByteCount: Int {
    fields.reduce(0) { sum, field in
      switch field.value {
      case .text(let text), .keyword(let text), .stored(let text): sum + text.utf8.count
      case .number, .date: sum
      }
    }
  }
}
