extension ResolvedQuery {
  /// How many documents of a segment match, deleted ones included, where the dictionary tells.
  func knownCount(inSegment number: Int) -> Int? {
    root.flatMap { Self.knownCount(of: $0, in: number) }
  }

  private static func knownCount(of node: Node, in segment: Int) -> Int? {
    switch node {
    case .range, .presence, .atLeast, .best: return nil
    case .constant(let part, _): return knownCount(of: part, in: segment)
    case .group(let forms, _):
      guard forms.count == 1, forms[0].form.terms.count == 1 else { return nil }
      guard let postings = forms[0].postings(inSegment: segment).first, let postings else {
        return 0
      }
      guard case .entry(let entry) = postings else { return nil }
      return entry.documentFrequency
    case .boolean(let must, let should, let mustNot):
      guard mustNot.isEmpty, must.count + should.count == 1 else { return nil }
      return (must.first ?? should.first).flatMap { knownCount(of: $0, in: segment) }
    }
  }

  /// About how many nanoseconds of one thread a search of all segments takes.
  var cost: Int {
    guard let root else { return 0 }
    return snapshot.segments.indices.reduce(0) { $0 + cost(of: root, in: $1) }
  }

  /// What a term costs in a segment before a posting is looked at.
  private static let costOfTerm = 2000
  /// What it costs to look for a term in a document.
  private static let costOfMatch = 4
  /// What it costs to look whether terms of a document stand in their places.
  private static let costOfPositions = 30

  private func cost(of node: Node, in segment: Int) -> Int {
    switch node {
    case .range, .presence: return snapshot.segments[segment].documentCount
    case .constant(let part, _): return cost(of: part, in: segment)
    case .atLeast(_, let parts), .best(let parts, _):
      return parts.reduce(0) { $0 + cost(of: $1, in: segment) }
    case .group(let forms, _):
      return forms.reduce(0) { $0 + cost(of: $1, in: segment) }
    case .boolean(let must, let should, let mustNot):
      guard let rarest = must.map({ cost(of: $0, in: segment) }).min() else {
        // Without anything else, all documents are gone through.
        let most = should.isEmpty ? snapshot.segments[segment].documentCount : 0
        return (should + mustNot).reduce(most) { $0 + cost(of: $1, in: segment) }
      }
      // The others are looked for where the rarest part is.
      return (must + should + mustNot).reduce(rarest) {
        $0 + min(Self.costOfMatch * rarest, cost(of: $1, in: segment))
      }
    }
  }

  private func cost(of form: Form, in segment: Int) -> Int {
    var rarest = Int.max
    let postings = form.postings(inSegment: segment)
    for term in postings { rarest = min(rarest, term?.documentFrequency ?? 0) }
    guard rarest > 0 else { return 0 }
    let others = postings.count - 1
    let each = 1 + others * (Self.costOfMatch + Self.costOfPositions)
    return postings.count * Self.costOfTerm + rarest * each
  }
}
