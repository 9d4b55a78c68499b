/// Some of the documents of a segment.
struct DocumentSet {
  private var words: [UInt64]

  init(_ documentCount: Int) {
    words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  mutating func insert(_ document: UInt32) {
    words[Int(document / 64)] |= 1 << UInt64(document % 64)
  }
}
