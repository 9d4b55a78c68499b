/// How the postings of a term are scored: BM25, or the evidence that goes into it.
///
/// All scores of a query are multiples of one power of two, so few that a `Float` holds every sum
/// of them exactly. Sums therefore do not depend on the order of their parts, and an algorithm that
/// passes over documents finds the same scores as one that visits them all.
struct TermScoring: Sendable {
  /// A byte for each document of the segment; `nil` where the length does not count.
  let norms: MappedBytes?
  let factors: NormFactors
  /// The score that the frequency approaches; `nil` for evidence, which is not saturated yet.
  let weight: Float?
  /// Adding this number and subtracting it again rounds a score to its grid; 0 rounds nothing.
  let rounding: Float

  /// The score of `evidence`, which is the frequency times the factor of the norm.
  @inline(__always)
  func score(evidence: Float) -> Float {
    guard let weight else { return evidence }
    return ((weight - weight / (1 + evidence)) + rounding) - rounding
  }

  /// The scores of four pieces of evidence.
  @inline(__always)
  func scores(evidence: SIMD4<Float>) -> SIMD4<Float> {
    guard let weight else { return evidence }
    let (most, one) = (SIMD4(repeating: weight), SIMD4<Float>(repeating: 1))
    let grid = SIMD4(repeating: rounding)
    return ((most - most / (one + evidence)) + grid) - grid
  }

  /// Evidence of less than this does not score above `floor`; of more than this it may.
  func evidence(forScoreAbove floor: Float) -> Float {
    guard let weight else { return floor }
    // Lower by more than what rounding adds to a score.
    let lower = floor - max(weight, rounding) * 0x1p-20
    return lower < weight ? weight / (weight - lower) - 1 : .infinity
  }

  @inline(__always)
  func score(frequency: UInt32, norm: UInt8) -> Float {
    score(evidence: Float(Int32(truncatingIfNeeded: frequency)) * factors[norm])
  }

  /// The norm of a document.
  ///
  /// - Precondition: where there are norms, there is one for `document`.
  @inline(__always)
  func norm(of document: UInt32) -> UInt8 {
    guard let norms else { return 1 }
    precondition(Int(document) < norms.count)
    return unsafe norms.unsafeStart.load(fromByteOffset: Int(document), as: UInt8.self)
  }

  /// Scores some postings of a block.
  ///
  /// - Parameters:
  ///   - range: which postings; their documents ascend.
  ///   - scores: gets the scores, at the indices of the postings.
  func score(
    _ documents: IntegerBlock, _ frequencies: IntegerBlock, _ range: Range<Int>,
    into scores: FloatBlock
  ) {
    guard !range.isEmpty else { return }
    precondition(range.lowerBound >= 0 && range.upperBound <= IntegerBlock.capacity)
    gather(documents, range, into: scores)
    let frequency = unsafe UnsafeRawPointer(frequencies.start).assumingMemoryBound(to: Int32.self)
    let score = unsafe scores.start
    for index in Self.rows(of: range) { unsafe score[index] *= Float(frequency[index]) }
    guard let weight else { return }
    for index in Self.rows(of: range) {
      let evidence = unsafe score[index]
      unsafe score[index] = ((weight - weight / (1 + evidence)) + rounding) - rounding
    }
  }

  /// Whole vectors; what the lanes beyond the range hold is never looked at.
  @inline(__always)
  private static func rows(of range: Range<Int>) -> Range<Int> {
    range.lowerBound & ~3..<(range.upperBound + 3) & ~3
  }

  /// The factors of the documents' norms.
  @inline(__always)
  private func gather(_ documents: IntegerBlock, _ range: Range<Int>, into scores: FloatBlock) {
    let factor = unsafe factors.start
    let target = unsafe scores.start
    guard let norms else {
      for index in range { unsafe target[index] = factor[1] }
      return
    }
    // Documents ascend, so the last one decides for all.
    precondition(Int(documents[range.upperBound - 1]) < norms.count)
    let norm = unsafe norms.unsafeStart
    let document = unsafe documents.start
    for index in range {
      let code = unsafe norm.load(fromByteOffset: Int(document[index]), as: UInt8.self)
      unsafe target[index] = unsafe factor[Int(code)]
    }
  }
}
