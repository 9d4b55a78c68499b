/// Terms, one behind the other in the same memory.
struct TermList: Hashable, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }
  var isEmpty: Bool { ends.isEmpty }

  mutating func append(_ term: Span<UInt8>) {
    bytes.append(copying: term)
    ends.append(bytes.count)
  }

  subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Each of the terms in memory of its own.
  var arrays: [[UInt8]] { (0..<count).map { Array(self[$0]) } }
}

/// The terms that a pattern means in a field, any of which counts.
struct Alternatives: Hashable, Sendable {
  var terms = TermList()
  /// What the dictionaries of the segments of an index say of them, those of each segment in any
  /// order.
  var entries: [[TermEntry]] = []

  static func == (left: Alternatives, right: Alternatives) -> Bool { left.terms == right.terms }

  func hash(into hasher: inout Hasher) { hasher.combine(terms) }

  /// Adds others of the same field.
  mutating func append(_ other: Alternatives) {
    for index in 0..<other.terms.count { terms.append(other.terms[index].span) }
    for (segment, entries) in other.entries.enumerated() {
      self.entries[segment] += entries
    }
  }
}
