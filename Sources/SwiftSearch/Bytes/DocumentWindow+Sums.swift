/// Windows whose scores are sums of frequencies, until it is known what they score.
extension DocumentWindow {
  /// Adds the frequencies of postings of a block, whose documents must lie in the window.
  func insert(_ documents: IntegerBlock, _ range: Range<Int>, frequencies: IntegerBlock) {
    guard let document = unsafe slots(documents, range) else { return }
    let frequency = unsafe UnsafeRawPointer(frequencies.start).assumingMemoryBound(to: Int32.self)
    for index in range {
      let slot = unsafe Int(document[index] &- start)
      unsafe words[slot &>> 6] |= 1 &<< UInt64(slot & 63)
      unsafe scores[slot] += Float(frequency[index])
    }
  }
}

extension Candidates {
  /// Appends the documents of a window of frequencies that score above `floor`, and empties the
  /// window.
  ///
  /// - Parameter most: the largest of the factors of norms.
  /// - Precondition: there are norms for all documents of the window, or none at all.
  func append(
    sumsOf window: DocumentWindow, _ scoring: TermScoring, most: Float, above floor: Float
  ) {
    precondition(count + DocumentWindow.documentCount <= limit || count == 0)
    let least = floor >= 0 ? scoring.evidence(forScoreAbove: floor) : -.infinity
    // With a little less, as a quotient may be rounded up.
    let leastSum = least / most * (1 - 0x1p-20)
    let start = window.start
    let (words, sums) = unsafe (window.words, window.scores)
    let factor = unsafe scoring.factors.start
    let norms = scoring.norms
    let normStart = unsafe norms?.unsafeStart
    var end = count
    for word in 0..<DocumentWindow.wordCount {
      var bits = unsafe words[word]
      guard bits != 0 else { continue }
      unsafe words[word] = 0
      let last = Int(start) &+ word &<< 6 &+ (63 &- bits.leadingZeroBitCount)
      precondition(norms.map { last < $0.count } ?? true)
      while bits != 0 {
        let slot = word &<< 6 | bits.trailingZeroBitCount
        bits &= bits &- 1
        let sum = unsafe sums[slot]
        unsafe sums[slot] = 0
        if sum < leastSum { continue }
        let document = start &+ UInt32(truncatingIfNeeded: slot)
        var norm = 1
        if let normStart = unsafe normStart {
          norm = Int(unsafe normStart.load(fromByteOffset: Int(document), as: UInt8.self))
        }
        let evidence = unsafe sum * factor[norm]
        guard evidence >= least else { continue }
        let score = scoring.score(evidence: evidence)
        unsafe documents[end] = document
        unsafe scores[end] = score
        end &+= (score > floor).one
      }
    }
    setCount(end)
  }

  /// Adds to each match, from match `first` on, the frequency of its posting.
  func add(_ frequencies: IntegerBlock, toMatchesFrom first: Int) {
    precondition(first >= 0)
    let frequency = unsafe UnsafeRawPointer(frequencies.start).assumingMemoryBound(to: Int32.self)
    for match in first..<max(first, matchCount) {
      unsafe scores[Int(matches[match])] += Float(frequency[slot(ofMatch: match)])
    }
  }

  /// Appends the documents of a range whose bits are set, with the score 0.
  func append(_ range: Range<UInt32>, of bits: DocumentBits) {
    precondition(range.lowerBound >= bits.start && range.upperBound <= bits.end)
    precondition(count + range.count <= limit)
    guard !range.isEmpty else { return }
    let (first, last) = (Int(range.lowerBound &- bits.start), Int(range.upperBound &- bits.start))
    var end = count
    for word in first >> 6...(last - 1) >> 6 {
      var set = unsafe bits.words[word]
      if word == first >> 6 { set &= ~0 &<< UInt64(first & 63) }
      if word == last >> 6 { set &= 1 &<< UInt64(last & 63) &- 1 }
      while set != 0 {
        let slot = word &<< 6 | set.trailingZeroBitCount
        unsafe documents[end] = bits.start &+ UInt32(truncatingIfNeeded: slot)
        unsafe scores[end] = 0
        end &+= 1
        set &= set &- 1
      }
    }
    setCount(end)
  }
}

extension DocumentBits {
  /// Adds those documents of `other` that lie among these.
  final func insert(partOf other: DocumentBits) {
    precondition(start % 64 == 0 && other.start % 64 == 0)
    let offset = (Int(start) - Int(other.start)) / 64
    for word in max(0, -offset)..<max(max(0, -offset), min(wordCount, other.wordCount - offset)) {
      unsafe words[word] |= other.words[offset + word]
    }
  }

  /// Whether the bit of a document is set, if it lies among these.
  final func contains(_ document: UInt32) -> Bool {
    guard document >= start, document < end else { return false }
    let slot = Int(document &- start)
    return unsafe words[slot >> 6] >> UInt64(slot & 63) & 1 == 1
  }
}
