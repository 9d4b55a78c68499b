/// What a ``PostingsCursor`` does with the blocks of its term, by functions of the object that has
/// them: what is reached by way of two objects is counted at each use.
extension TermBlocks {
  func decodePacked(
    _ list: MappedBytes, at offset: Int, after previous: Int64
  ) throws(FormatError) -> (end: Int, last: UInt32) {
    let end = try Postings.decodePacked(list, at: offset, after: previous, into: documents)
    return (end, documents[Postings.postingCount - 1])
  }

  /// - Returns: the last document.
  func decodeShort(
    _ list: MappedBytes, at offset: Int, after previous: Int64, count: Int, hasFrequencies: Bool
  ) throws(FormatError) -> UInt32 {
    var reader = ByteReader(list, at: offset)
    try Postings.decodeShort(
      &reader, count: count, after: previous, hasFrequencies: hasFrequencies,
      documents: documents, frequencies: frequencies)
    try reader.finish()
    return documents[count - 1]
  }

  /// - Returns: where the frequencies end.
  func decodeFrequencies(
    _ list: MappedBytes, at offset: Int
  ) throws(FormatError) -> Int {
    try PackedBlock.decode(list, at: offset, adding: 1, into: frequencies)
  }

  func match(_ candidates: Candidates, from first: Int, count: Int) -> Int {
    candidates.match(from: first, documents, count: count)
  }

  /// - Returns: how many positions the first `count` postings have.
  func sumFrequencies(count: Int) -> Int {
    frequencySums.sumBefore(frequencies, count: count)
  }

  /// Where the first position of a block stands.
  typealias Place = (origin: Int, start: Int)

  /// Appends where the positions of a posting stand, without the sums of the frequencies.
  ///
  /// - Returns: false where that would take more than a look at them.
  func appendPlace(ofSlot slot: Int, to places: PositionPlaces, _ place: Place) -> Bool {
    guard let sum = frequencies.sum(count: slot), frequencies[slot] < 1 << 24 else { return false }
    places.append(
      origin: place.origin, start: UInt32(place.start) + sum, length: frequencies[slot])
    return true
  }

  func appendPlaces(
    of candidates: Candidates, from first: Int, to places: PositionPlaces, _ place: Place
  ) {
    places.append(
      candidates, from: first, lengths: frequencies, starts: frequencySums,
      origin: place.origin, start: place.start)
  }

  func appendPlaces(
    of candidates: Candidates, firstPosting: Int, to places: PositionPlaces, _ place: Place
  ) {
    places.append(
      candidates, firstPosting: firstPosting, lengths: frequencies, starts: frequencySums,
      origin: place.origin, start: place.start)
  }

  func score(_ range: Range<Int>, _ scoring: TermScoring) {
    work.scoredPostings &+= range.count
    scoring.score(documents, frequencies, range, into: scores)
  }

  func append(
    _ range: Range<Int>, to candidates: Candidates, _ scoring: TermScoring, above floor: Float
  ) {
    work.scoredPostings &+= range.count
    candidates.append(documents, frequencies, range, scoring, above: floor)
  }

  func addScores(to candidates: Candidates, from first: Int, _ scoring: TermScoring) {
    work.scoredPostings &+= candidates.matchCount &- first
    candidates.addScores(from: first, frequencies, scoring)
  }
}
