/// Up to 128 occurrences of a term, one after the other.
@safe final class OccurrenceRun {
  static let capacity = IntegerBlock.capacity

  private(set) var count = 0
  /// How many of the occurrences are the first of their document.
  private(set) var documentCount = 0
  /// How far each is from the one before it in the same document, or from position 0.
  let distances = IntegerBlock()
  /// For each that is the first of its document: the document, and which one it is.
  let documents = IntegerBlock()
  let starts = IntegerBlock()

  func removeAll() {
    count = 0
    documentCount = 0
  }

  /// Says how much was written into the blocks.
  func set(count: Int, documentCount: Int) {
    precondition(documentCount <= count && count <= Self.capacity)
    self.count = count
    self.documentCount = documentCount
  }

  func append(_ isFirst: Bool, document: UInt32, distance: UInt32) {
    if isFirst {
      documents[documentCount] = document
      starts[documentCount] = UInt32(truncatingIfNeeded: count)
      documentCount &+= 1
    }
    distances[count] = distance
    count &+= 1
  }
}
