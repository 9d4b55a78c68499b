/// The doc IDs that the documents of a segment get when they are written again.
struct DocumentMap: Sendable {
  /// Stands for a document that is left out.
  static let dropped = UInt32.max

  /// The new doc IDs; empty when all move by the same distance.
  private let numbers: [UInt32]
  private let base: UInt32
  /// How many documents are kept.
  let keptCount: Int
  /// Whether the documents keep their order.
  let isOrdered: Bool

  /// Whether all documents are kept in their order.
  var isShift: Bool { numbers.isEmpty }

  /// Keeps the order, and leaves out what is deleted.
  ///
  /// - Parameter base: the first new doc ID.
  init(documentCount: Int, deletions: Deletions?, base: UInt32) {
    self.base = base
    isOrdered = true
    guard let deletions, deletions.deletedCount > 0 else {
      numbers = []
      keptCount = documentCount
      return
    }
    var numbers = [UInt32](repeating: Self.dropped, count: documentCount)
    var next = base
    for document in 0..<documentCount where !deletions.contains(document) {
      numbers[document] = next
      next += 1
    }
    self.numbers = numbers
    keptCount = Int(next - base)
  }

  /// Puts documents in another order.
  ///
  /// - Parameter order: the documents that are kept, each once, in their new order.
  init(documentCount: Int, order: [UInt32]) {
    base = 0
    isOrdered = false
    keptCount = order.count
    var numbers = [UInt32](repeating: Self.dropped, count: documentCount)
    for (number, document) in order.enumerated() { numbers[Int(document)] = UInt32(number) }
    self.numbers = numbers
  }

  /// The new ID of `document`, or ``dropped``.
  subscript(document: UInt32) -> UInt32 {
    numbers.isEmpty ? base + document : numbers[Int(document)]
  }
}
