/// Makes one of the terms that were found in the segments of an index, and chooses the best of them
/// where there are too many.
struct TermMerging {
  private let segments: [FoundTerms]
  private let limit: Int
  /// Whether not all terms were taken.
  private(set) var isCut = false

  /// A term with the places where it was found, as a range of them.
  private struct Term {
    var distance: UInt8
    var documents: Int
    var places: Range<Int>
  }

  private typealias Place = (segment: Int, index: Int)

  init(_ segments: [FoundTerms], limit: Int) {
    self.segments = segments
    self.limit = limit
  }

  /// The terms by how far they are from what is meant, each once.
  mutating func merged() -> [TermExpansion.Found] {
    let filled = segments.indices.filter { !segments[$0].terms.isEmpty }
    guard let first = filled.first else { return [] }
    let only = segments[first]
    if filled.count == 1, only.terms.count <= limit, only.distances.allSatisfy({ $0 == 0 }) {
      var entries = [[TermEntry]](repeating: [], count: segments.count)
      entries[first] = only.entries
      return [(0, Alternatives(terms: only.terms, entries: entries))]
    }
    let places = sortedPlaces(filled)
    var terms = united(places)
    if terms.count > limit {
      isCut = true
      terms.sort {
        if $0.distance != $1.distance { return $0.distance < $1.distance }
        if $0.documents != $1.documents { return $0.documents > $1.documents }
        return $0.places.lowerBound < $1.places.lowerBound
      }
      terms.removeSubrange(limit...)
      terms.sort { $0.places.lowerBound < $1.places.lowerBound }
    }
    return byDistance(terms, places)
  }

  /// All places in the order of the terms, those of the same term in the order of the segments.
  private func sortedPlaces(_ filled: [Int]) -> [Place] {
    var places: [Place] = []
    for segment in filled {
      for index in 0..<segments[segment].terms.count { places.append((segment, index)) }
    }
    guard filled.count > 1 else { return places }
    return places.sorted { left, right in
      let (one, other) = (term(at: left), term(at: right))
      if one.span.precedes(other.span) { return true }
      return left.segment < right.segment && one == other
    }
  }

  private func term(at place: Place) -> ArraySlice<UInt8> {
    segments[place.segment].terms[place.index]
  }

  private func united(_ places: [Place]) -> [Term] {
    var terms: [Term] = []
    for (number, place) in places.enumerated() {
      let found = segments[place.segment]
      let documents = found.entries[place.index].documentFrequency
      if number > 0, terms.count > 0, term(at: places[number - 1]) == term(at: place) {
        terms[terms.count - 1].documents += documents
        terms[terms.count - 1].places = terms[terms.count - 1].places.lowerBound..<number + 1
      } else {
        terms.append(
          Term(
            distance: found.distances[place.index], documents: documents,
            places: number..<number + 1))
      }
    }
    return terms
  }

  private func byDistance(_ terms: [Term], _ places: [Place]) -> [TermExpansion.Found] {
    var result: [TermExpansion.Found] = []
    for distance in Set(terms.map(\.distance)).sorted() {
      var alternatives = Alternatives(entries: Array(repeating: [], count: segments.count))
      for term in terms where term.distance == distance {
        alternatives.terms.append(self.term(at: places[term.places.lowerBound]).span)
        for place in places[term.places] {
          alternatives.entries[place.segment].append(segments[place.segment].entries[place.index])
        }
      }
      result.append((Int(distance), alternatives))
    }
    return result
  }
}
