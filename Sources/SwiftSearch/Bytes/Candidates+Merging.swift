/// Lists of candidates become one.
extension Candidates {
  /// Fills the candidates with those of two other lists. Where both have a document, its scores are
  /// added up.
  func formUnion(of left: Candidates, _ right: Candidates) {
    precondition(self !== left && self !== right && left.count + right.count <= limit)
    let (lefts, rights, target) = unsafe (left.documents, right.documents, documents)
    let (leftScores, rightScores, sums) = unsafe (left.scores, right.scores, scores)
    let (leftCount, rightCount) = (left.count, right.count)
    var (first, second, end) = (0, 0, 0)
    // Nothing could foretell which document is next. So both places move on by a sum, and what is
    // chosen is where the score lies.
    while first < leftCount, second < rightCount {
      let (one, other) = unsafe (lefts[first], rights[second])
      unsafe target[end] = min(one, other)
      unsafe sums[end] = (one < other ? leftScores + first : rightScores + second).pointee
      // Not many are in both.
      if one == other { unsafe sums[end] += leftScores[first] }
      first &+= (one <= other).one
      second &+= (other <= one).one
      end &+= 1
    }
    unsafe (target + end).update(from: lefts + first, count: leftCount - first)
    unsafe (sums + end).update(from: leftScores + first, count: leftCount - first)
    end += leftCount - first
    unsafe (target + end).update(from: rights + second, count: rightCount - second)
    unsafe (sums + end).update(from: rightScores + second, count: rightCount - second)
    setCount(end + rightCount - second)
  }

  /// The first candidate from `first` on that scores above `floor`, or ``count``.
  @inline(__always)
  func firstIndex(scoring floor: Float, from first: Int) -> Int {
    precondition(first >= 0)
    var index = first
    let wanted = SIMD4(repeating: floor)
    while index &+ 4 <= count {
      let four = unsafe UnsafeRawPointer(scores + index).loadUnaligned(as: SIMD4<Float>.self)
      if any(four .> wanted) { break }
      index &+= 4
    }
    while index < count, unsafe scores[index] <= floor { index &+= 1 }
    return index
  }

  /// What as many candidates as `count` score at least, if there are as many that score above
  /// `floor`.
  func scoreReached(by wanted: Int, above floor: Float, in largest: LargestValues) -> Float? {
    guard wanted > 0, count >= wanted else { return nil }
    largest.begin(wanted, above: floor)
    var index = firstIndex(scoring: floor, from: 0)
    while index < count {
      largest.insert(unsafe scores[index])
      index = firstIndex(scoring: largest.threshold, from: index + 1)
    }
    return largest.smallest
  }
}
