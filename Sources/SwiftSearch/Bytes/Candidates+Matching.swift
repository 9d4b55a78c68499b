/// Looking for candidates in a block of a term.
extension Candidates {
  /// From how many candidates of a block on both are walked over together.
  private static let denseLimit = 32
  /// It is worth it while no more than one in so many candidates matches.
  private static let denseShare = 4

  /// Finds which candidates from `first` on are in a block.
  ///
  /// - Parameter block: of `blockCount` documents, and padded behind them.
  /// - Returns: the first candidate behind the last document of the block.
  func match(from first: Int, _ block: IntegerBlock, count blockCount: Int) -> Int {
    precondition(first >= 0 && blockCount > 0 && blockCount <= IntegerBlock.capacity)
    let last = unsafe block.start[blockCount - 1]
    let dense = first &+ Self.denseLimit
    if blockCount == IntegerBlock.capacity, dense < count,
      matchCount &* Self.denseShare <= first, unsafe documents[dense] <= last
    {
      return matchDense(from: first, block, last)
    }
    return matchFew(from: first, block, last)
  }

  /// Looks for each candidate on its own.
  @inline(__always)
  private func matchFew(from first: Int, _ block: IntegerBlock, _ last: UInt32) -> Int {
    let source = unsafe block.start
    let samples = BlockSamples(block)
    var (next, found) = (first, matchCount)
    while next < count {
      let target = unsafe documents[next]
      guard target <= last else { break }
      let slot = samples.firstSlot(atLeast: target)
      unsafe addMatch(next, slot, if: source[slot] == target, &found)
      next &+= 1
    }
    setMatchCount(found)
    return next
  }

  /// Walks over the candidates and the block, four of each at a time: all are compared with all,
  /// and then those move on that end first. Nothing is guessed but whether there is a match.
  private func matchDense(from first: Int, _ block: IntegerBlock, _ last: UInt32) -> Int {
    let (source, wanted) = unsafe (UnsafeRawPointer(block.start), UnsafeRawPointer(documents))
    var (next, slot, found) = (first, 0, matchCount)
    while next &+ 4 <= count, slot < IntegerBlock.capacity {
      let left = unsafe wanted.loadUnaligned(fromByteOffset: 4 &* next, as: SIMD4<UInt32>.self)
      let right = unsafe source.load(fromByteOffset: 4 &* slot, as: SIMD4<UInt32>.self)
      let turned = SIMD4(right[1], right[2], right[3], right[0])
      let crossed = SIMD4(right[2], right[3], right[0], right[1])
      let back = SIMD4(right[3], right[0], right[1], right[2])
      let hits = (left .== right .| left .== turned) .| (left .== crossed .| left .== back)
      if any(hits) {
        for lane in 0..<4 {
          for other in 0..<4 {
            addMatch(next &+ lane, slot &+ other, if: left[lane] == right[other], &found)
          }
        }
      }
      next &+= 4 &* (left[3] <= right[3]).one
      slot &+= 4 &* (right[3] <= left[3]).one
    }
    setMatchCount(found)
    // Those that ended before the block did are looked for, the others were compared with all.
    if slot < IntegerBlock.capacity { return matchFew(from: next, block, last) }
    while next < count, unsafe documents[next] <= last { next &+= 1 }
    return next
  }

  @inline(__always)
  private func addMatch(_ candidate: Int, _ slot: Int, if isMatch: Bool, _ found: inout Int) {
    unsafe matches[found] = Int32(truncatingIfNeeded: candidate)
    unsafe slots[found] = Int32(truncatingIfNeeded: slot)
    found &+= isMatch.one
  }

  /// Finds which candidates from `first` on are in a block, but not where.
  ///
  /// - Returns: the first candidate behind the last document of the block.
  func match(from first: Int, _ bitset: BlockBitset) -> Int {
    precondition(first >= 0)
    let (words, start) = unsafe (bitset.words, bitset.start)
    let last = bitset.last ?? start
    var (next, found) = (first, matchCount)
    while next < count {
      let document = unsafe documents[next]
      guard document <= last else { break }
      let bit = Int(document &- start)
      guard document >= start else {
        next &+= 1
        continue
      }
      let isMatch = unsafe words[bit &>> 6] &>> UInt64(bit & 63) & 1 == 1
      addMatch(next, 0, if: isMatch, &found)
      next &+= 1
    }
    setMatchCount(found)
    return next
  }

  /// Finds where the matches from `first` on are in a block, whose documents they are.
  func findSlots(from first: Int, in bitset: BlockBitset) {
    precondition(first >= 0)
    for match in first..<matchCount {
      let candidate = unsafe Int(matches[match])
      let rank = bitset.rank(of: unsafe documents[candidate])
      unsafe slots[match] = Int32(truncatingIfNeeded: min(rank, IntegerBlock.capacity - 1))
    }
  }
}
