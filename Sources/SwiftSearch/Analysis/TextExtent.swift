/// How much a text turned out to hold.
struct TextExtent: Equatable, Sendable {
  /// The position after the text's last one, where more text of the same field goes on.
  var nextPosition: UInt32
  /// The length for BM25: one per word, and one per bigram of a run or one for a run of one.
  var length: UInt32

  /// Counts an item of `characters` positions.
  @inline(__always)
  mutating func add(positions characters: UInt32) {
    nextPosition &+= characters
    length &+= max(1, characters &- 1)
  }
}
