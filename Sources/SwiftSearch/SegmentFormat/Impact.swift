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
