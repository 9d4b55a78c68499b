/// A term of a phrase.
final class PhrasePart {
  let matcher: TermMatcher
  /// Where the term stands in the phrase.
  private let offset: UInt32
  private var reader: PositionsCursor?
  /// Where the positions of each document stand that was found.
  private var places: [PositionsCursor.Place] = []
  /// The positions of a document, of which a phrase keeps those that it may start from.
  private(set) var positions: [UInt32] = []

  init(_ cursor: PostingsCursor, offset: UInt32, scoring: TermScoring) {
    matcher = TermMatcher(cursor, scoring: scoring)
    self.offset = offset
    reader = cursor.positionsCursor()
  }

  /// Finds which of the candidates have the term, and where.
  func locate(_ candidates: Candidates) throws(FormatError) {
    places.removeAll(keepingCapacity: true)
    try matcher.locate(candidates, into: &places)
  }

  /// Forgets the places of candidates that do not match.
  func keepMatches(of candidates: Candidates) {
    for match in 0..<candidates.matchCount {
      places[match] = places[candidates.candidate(ofMatch: match)]
    }
  }

  func readPositions(of index: Int) throws(FormatError) {
    let place = places[index]
    if place.isInMemory {
      matcher.cursor.positions(at: place, into: &positions)
    } else {
      try reader?.read(place, into: &positions)
    }
  }

  /// Keeps the positions of this term that `other` stands at the right distance from.
  func keepStarts(confirmedBy other: PhrasePart) {
    var (kept, next) = (0, 0)
    let wanted = other.positions
    let distance = Int64(other.offset) - Int64(offset)
    for position in positions {
      let target = Int64(position) + distance
      while next < wanted.count, Int64(wanted[next]) < target { next += 1 }
      guard next < wanted.count else { break }
      if Int64(wanted[next]) == target {
        positions[kept] = position
        kept += 1
      }
    }
    positions.removeSubrange(kept...)
  }
}
