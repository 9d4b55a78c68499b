/// A frequency and a norm that no other posting of a block beats in both; "Skip data" in
/// index-format.md.
///
/// BM25 grows with the frequency and falls with the length, so the best score of a block is that of
/// one of its impacts, whatever the parameters and the average length. The idea is Lucene's, after
/// Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes" (2011).
struct Impact: Equatable {
  var frequency: UInt32
  /// The encoded length; see ``Norms``.
  var norm: UInt8
}

/// The impacts of a set of postings, with ascending frequencies and ascending norms.
struct ImpactSet {
  private(set) var impacts: [Impact] = []

  init() {}

  /// The impacts of the first `count` postings of a block.
  init(frequencies: IntegerBlock, norms: IntegerBlock, count: Int) {
    // The least norm of each frequency; few are above 255.
    var least = InlineArray<256, UInt16>(repeating: .max)
    var largest = 0
    for index in 0..<count {
      let frequency = Int(frequencies[index])
      guard frequency < 256 else {
        for index in 0..<count {
          insert(
            Impact(frequency: frequencies[index], norm: UInt8(truncatingIfNeeded: norms[index])))
        }
        return
      }
      least[frequency] = min(least[frequency], UInt16(truncatingIfNeeded: norms[index]))
      largest = max(largest, frequency)
    }
    var norm = UInt16.max
    for frequency in (0...largest).reversed() where least[frequency] < norm {
      norm = least[frequency]
      impacts.append(
        Impact(frequency: UInt32(frequency), norm: UInt8(truncatingIfNeeded: norm)))
    }
    impacts.reverse()
  }

  mutating func insert(_ impact: Impact) {
    // The first that has at least the frequency; it decides whether the new one is beaten.
    var index = 0
    while index < impacts.count, impacts[index].frequency < impact.frequency { index += 1 }
    if index < impacts.count, impacts[index].norm <= impact.norm { return }
    var first = index
    while first > 0, impacts[first - 1].norm >= impact.norm { first -= 1 }
    let end =
      index < impacts.count && impacts[index].frequency == impact.frequency ? index + 1 : index
    impacts.replaceSubrange(first..<end, with: CollectionOfOne(impact))
  }

  mutating func formUnion(_ other: ImpactSet) {
    for impact in other.impacts { insert(impact) }
  }

  mutating func removeAll() { impacts.removeAll(keepingCapacity: true) }
}
