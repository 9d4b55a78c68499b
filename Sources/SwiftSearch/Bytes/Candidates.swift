/// Documents in ascending order with what they score so far.
///
/// The parts of a query work on a whole run of candidates at a time: each finds which of them it
/// matches, adds its scores, and drops the others where it has to.
@safe final class Candidates {
  static let capacity = DocumentWindow.documentCount

  /// How many there may be, ``capacity`` or more.
  let limit: Int
  private(set) var count = 0
  /// How many of the candidates the part of the query at work matches so far.
  private(set) var matchCount = 0
  let documents: UnsafeMutablePointer<UInt32>
  let scores: UnsafeMutablePointer<Float>
  /// The indices of the candidates that match, ascending.
  let matches: UnsafeMutablePointer<Int32>
  /// Where the matches are in the block that was looked at last.
  let slots: UnsafeMutablePointer<Int32>

  init(limit: Int = Candidates.capacity) {
    self.limit = max(limit, Self.capacity)
    unsafe documents = .allocate(capacity: self.limit)
    unsafe scores = .allocate(capacity: self.limit)
    // One more, since what does not match is written and then overwritten.
    unsafe matches = .allocate(capacity: self.limit + 1)
    unsafe slots = .allocate(capacity: self.limit + 1)
    // All of it is written before it is read, so it is not filled first, which the first search of
    // a process would wait for.
  }

  deinit {
    unsafe documents.deallocate()
    unsafe scores.deallocate()
    unsafe matches.deallocate()
    unsafe slots.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  func document(_ index: Int) -> UInt32 {
    precondition(index >= 0 && index < count)
    return unsafe documents[index]
  }

  func score(_ index: Int) -> Float {
    precondition(index >= 0 && index < count)
    return unsafe scores[index]
  }

  func removeAll() { count = 0 }

  // MARK: Filling

  func append(_ document: UInt32, score: Float) {
    precondition(count < limit)
    unsafe documents[count] = document
    unsafe scores[count] = score
    count += 1
  }

  /// Appends the postings of a block whose scores are above `floor`, which only those with enough
  /// evidence can be.
  func append(
    _ block: IntegerBlock, _ frequencies: IntegerBlock, _ range: Range<Int>,
    _ scoring: TermScoring, above floor: Float
  ) {
    check(range)
    guard !range.isEmpty else { return }
    guard let norms = scoring.norms else {
      return append(block, frequencies, range, scoring, above: floor) { _ in 1 }
    }
    // Documents ascend, so the last one decides for all.
    precondition(Int(block[range.upperBound - 1]) < norms.count)
    let norm = unsafe norms.unsafeStart
    append(block, frequencies, range, scoring, above: floor) {
      unsafe norm.load(fromByteOffset: Int($0), as: UInt8.self)
    }
  }

  @inline(__always)
  private func append(
    _ block: IntegerBlock, _ frequencies: IntegerBlock, _ range: Range<Int>,
    _ scoring: TermScoring, above floor: Float, norm: (UInt32) -> UInt8
  ) {
    let (source, counts) = unsafe (block.start, UnsafeRawPointer(frequencies.start))
    let factors = unsafe scoring.factors.start
    let wanted = SIMD4(repeating: scoring.evidence(forScoreAbove: floor))
    var (end, index) = (count, range.lowerBound)
    @inline(__always) func evidence(_ index: Int) -> SIMD4<Float> {
      let factor = unsafe SIMD4(
        factors[Int(norm(source[index]))], factors[Int(norm(source[index &+ 1]))],
        factors[Int(norm(source[index &+ 2]))], factors[Int(norm(source[index &+ 3]))])
      let count = unsafe counts.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD4<Int32>.self)
      return factor * SIMD4<Float>(count)
    }
    // Four lanes are told apart by the code, eight would be stored and read again one by one.
    @inline(__always) func keep(_ found: SIMD4<Float>, _ index: Int) {
      for lane in 0..<4 {
        unsafe documents[end] = unsafe source[index &+ lane]
        unsafe scores[end] = found[lane]
        end &+= (found[lane] > floor).one
      }
    }
    while index &+ 8 <= range.upperBound {
      let (low, high) = (evidence(index), evidence(index &+ 4))
      // Mostly there is nothing.
      if any(low .>= wanted .| high .>= wanted) {
        keep(scoring.scores(evidence: low), index)
        keep(scoring.scores(evidence: high), index &+ 4)
      }
      index &+= 8
    }
    while index < range.upperBound {
      let document = unsafe source[index]
      let score = unsafe scoring.score(frequency: frequencies.start[index], norm: norm(document))
      unsafe documents[end] = document
      unsafe scores[end] = score
      end &+= (score > floor).one
      index &+= 1
    }
    count = end
  }

  /// Appends the postings of a block with their scores.
  func append(_ block: IntegerBlock, _ range: Range<Int>, scores values: FloatBlock) {
    check(range)
    unsafe (documents + count).update(from: block.start + range.lowerBound, count: range.count)
    unsafe (scores + count).update(from: values.start + range.lowerBound, count: range.count)
    count += range.count
  }

  private func check(_ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= IntegerBlock.capacity
        && count + range.count <= limit)
  }

  /// Appends the postings of a block with the score 0.
  func append(_ block: IntegerBlock, _ range: Range<Int>) {
    check(range)
    unsafe (documents + count).update(from: block.start + range.lowerBound, count: range.count)
    unsafe (scores + count).update(repeating: 0, count: range.count)
    count += range.count
  }

  /// Fills the candidates with the documents of a window that score above `floor`, and empties the
  /// window.
  func take(from window: DocumentWindow, above floor: Float) {
    let start = window.start
    let (words, values) = unsafe (window.words, window.scores)
    var end = 0
    for word in 0..<DocumentWindow.wordCount {
      var bits = unsafe words[word]
      guard bits != 0 else { continue }
      unsafe words[word] = 0
      while bits != 0 {
        let slot = word &<< 6 | bits.trailingZeroBitCount
        let value = unsafe values[slot]
        unsafe values[slot] = 0
        unsafe documents[end] = start &+ UInt32(truncatingIfNeeded: slot)
        unsafe scores[end] = value
        end &+= (value > floor).one
        bits &= bits &- 1
      }
    }
    count = end
  }

  /// Fills the candidates with documents that match, with the score 0.
  ///
  /// - Parameter part: which of the parts of as many documents as there may be candidates.
  func take(from bits: DocumentBits, part: Int) {
    precondition(part >= 0 && part < bits.partCount)
    let start = bits.start &+ UInt32(part &* Self.capacity)
    let words = unsafe bits.words + part &* DocumentWindow.wordCount
    var end = 0
    for word in 0..<DocumentWindow.wordCount {
      var bits = unsafe words[word]
      while bits != 0 {
        let slot = word &<< 6 | bits.trailingZeroBitCount
        unsafe documents[end] = start &+ UInt32(truncatingIfNeeded: slot)
        unsafe scores[end] = 0
        end &+= 1
        bits &= bits &- 1
      }
    }
    count = end
  }

  /// Appends the documents of `other` with the score 0.
  func append(_ other: Candidates) {
    precondition(count + other.count <= limit)
    unsafe (documents + count).update(from: other.documents, count: other.count)
    unsafe (scores + count).update(repeating: 0, count: other.count)
    count += other.count
  }

  /// Replaces each score.
  func mapScores(_ body: (UInt32, Float) -> Float) {
    for index in 0..<count { unsafe scores[index] = body(documents[index], scores[index]) }
  }

  /// Makes all scores 0.
  func clearScores() { unsafe scores.update(repeating: 0, count: count) }

  func add(_ score: Float, to candidate: Int) {
    precondition(candidate >= 0 && candidate < count)
    unsafe scores[candidate] += score
  }

  // MARK: Matching

  func beginMatching() { matchCount = 0 }

  /// Says how many candidates there are, once they are written.
  func setCount(_ count: Int) {
    precondition(count >= 0 && count <= limit)
    self.count = count
  }

  /// Says how many of the candidates match, once it is written which.
  func setMatchCount(_ count: Int) {
    precondition(count >= 0 && count <= self.count)
    matchCount = count
  }

  /// The first candidate from `first` on whose document is above `last`.
  func firstIndex(above last: UInt32, from first: Int) -> Int {
    precondition(first >= 0 && first <= count)
    guard last < .max else { return count }
    return unsafe AscendingSearch.firstIndex(
      atLeast: last + 1, in: UnsafeRawPointer(documents), from: first, count: count)
  }

  /// Adds the scores of the matches from `first` on, which are in a block.
  func addScores(from first: Int, _ frequencies: IntegerBlock, _ scoring: TermScoring) {
    precondition(first >= 0 && first <= matchCount)
    guard first < matchCount else { return }
    let factor = unsafe scoring.factors.start
    let frequency = unsafe UnsafeRawPointer(frequencies.start).assumingMemoryBound(to: Int32.self)
    // Documents ascend, so the last one decides for all.
    let lastDocument = unsafe Int(documents[Int(matches[matchCount - 1])])
    precondition(scoring.norms.map { lastDocument < $0.count } ?? true)
    let norms = unsafe scoring.norms?.unsafeStart
    for match in first..<matchCount {
      let candidate = unsafe Int(matches[match])
      var norm = 1
      if let norms = unsafe norms {
        norm = Int(
          unsafe norms.load(fromByteOffset: Int(documents[candidate]), as: UInt8.self))
      }
      let evidence = unsafe factor[norm] * Float(frequency[slot(ofMatch: match)])
      unsafe scores[candidate] += scoring.score(evidence: evidence)
    }
  }

  /// Says that a candidate matches; candidates come in ascending order.
  func addMatch(_ candidate: Int, score: Float) {
    precondition(candidate >= 0 && candidate < count && matchCount < limit)
    unsafe matches[matchCount] = Int32(truncatingIfNeeded: candidate)
    unsafe scores[candidate] += score
    matchCount += 1
  }

  /// Says whether a candidate matches; candidates come in ascending order.
  @inline(__always)
  func addMatch(_ candidate: Int, score: Float, if isMatch: Bool) {
    precondition(candidate >= 0 && candidate < count && matchCount < limit)
    unsafe matches[matchCount] = Int32(truncatingIfNeeded: candidate)
    unsafe scores[candidate] += score
    matchCount &+= isMatch.one
  }

  /// Where in its block a match is.
  @inline(__always)
  func slot(ofMatch match: Int) -> Int {
    precondition(match >= 0 && match < matchCount)
    return unsafe Int(slots[match]) & (IntegerBlock.capacity - 1)
  }

  /// Which candidate a match is.
  @inline(__always)
  func candidate(ofMatch match: Int) -> Int {
    precondition(match >= 0 && match < matchCount)
    return unsafe Int(matches[match])
  }

  /// Drops the candidates that do not match.
  func keepMatches() {
    for match in 0..<matchCount {
      let candidate = unsafe Int(matches[match])
      unsafe documents[match] = unsafe documents[candidate]
      unsafe scores[match] = unsafe scores[candidate]
    }
    count = matchCount
  }

  /// Drops the candidates that match.
  func removeMatches() {
    guard matchCount > 0 else { return }
    var (end, match) = (0, 0)
    for candidate in 0..<count {
      if match < matchCount, unsafe Int(matches[match]) == candidate {
        match += 1
        continue
      }
      unsafe documents[end] = unsafe documents[candidate]
      unsafe scores[end] = unsafe scores[candidate]
      end += 1
    }
    count = end
  }

  func maximumScore(in range: Range<Int>) -> Float {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var (most, candidate) = (Float(0), range.lowerBound)
    if range.count >= 4 {
      var four = SIMD4<Float>.zero
      while candidate &+ 4 <= range.upperBound {
        let next = unsafe UnsafeRawPointer(scores + candidate).loadUnaligned(as: SIMD4<Float>.self)
        four.replace(with: next, where: next .> four)
        candidate &+= 4
      }
      most = four.max()
    }
    while candidate < range.upperBound {
      most = max(most, unsafe scores[candidate])
      candidate &+= 1
    }
    return most
  }

  // MARK: Dropping

  /// Drops the candidates that do not score above `floor`.
  func keep(above floor: Float) {
    var end = 0
    for candidate in 0..<count {
      let value = unsafe scores[candidate]
      unsafe documents[end] = unsafe documents[candidate]
      unsafe scores[end] = value
      end &+= (value > floor).one
    }
    count = end
  }

  /// Drops the candidates that do not score above `floor` with what their window can add.
  ///
  /// - Parameters:
  ///   - rests: what windows can add, from place `start` on that of the window `window`.
  ///   - shift: window `w` has the documents from `w << shift` on.
  func keep(above floor: Float, with rests: [Float], from start: Int, window: Int, shift: Int) {
    guard count > 0 else { return }
    // Documents ascend, so the first and the last one decide for all.
    let offset = start - window
    precondition(
      Int(document(0) >> shift) + offset >= 0
        && Int(document(count - 1) >> shift) + offset < rests.count)
    unsafe rests.withUnsafeBufferPointer { rests in
      var end = 0
      for candidate in 0..<count {
        let (document, value) = unsafe (documents[candidate], scores[candidate])
        unsafe documents[end] = document
        unsafe scores[end] = value
        let rest = unsafe rests[Int(document &>> UInt32(shift)) &+ offset]
        end &+= (value + rest > floor).one
      }
      count = end
    }
  }

  /// Drops the documents whose bits are set; the bits are those of a whole segment.
  func remove(_ bits: [UInt64]) {
    var end = 0
    for candidate in 0..<count {
      let document = unsafe documents[candidate]
      unsafe documents[end] = document
      unsafe scores[end] = unsafe scores[candidate]
      let isSet = bits[Int(document &>> 6)] &>> UInt64(document & 63) & 1 == 1
      end &+= (!isSet).one
    }
    count = end
  }

  /// Sets the bits of the documents; the bits are those of a whole segment.
  func insert(into bits: inout [UInt64]) {
    for candidate in 0..<count {
      let document = unsafe documents[candidate]
      bits[Int(document &>> 6)] |= 1 &<< UInt64(document & 63)
    }
  }
}
