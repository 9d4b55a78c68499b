/// The roles of the clauses in a stretch of documents.
final class StretchPlan {
  /// What is required or optional.
  let clauses: [any Clause]
  private let requiredCount: Int
  /// The most that a document scores by each clause.
  private(set) var bounds: [Float]
  /// The sum of the bounds.
  private(set) var total: Float = 0
  /// Without any of these no document scores enough; the one with the fewest documents first.
  private(set) var required: [Int] = []
  /// When nothing is required: without all of these no document scores enough.
  private(set) var essential: [Int] = []
  /// What only adds to the score, the highest bound first.
  private(set) var optional: [Int] = []

  init(_ clauses: QueryClauses) {
    self.clauses = clauses.required + clauses.optional
    requiredCount = clauses.required.count
    bounds = [Float](repeating: 0, count: self.clauses.count)
    required.reserveCapacity(self.clauses.count)
    essential.reserveCapacity(self.clauses.count)
    optional.reserveCapacity(self.clauses.count)
  }

  /// - Parameter threshold: what a document must score more than.
  /// - Returns: whether any document of the stretch may.
  func update(
    _ stretch: Range<UInt32>, threshold: Float
  ) throws(FormatError) -> Bool {
    required.removeAll(keepingCapacity: true)
    essential.removeAll(keepingCapacity: true)
    optional.removeAll(keepingCapacity: true)
    total = 0
    for number in clauses.indices {
      let bound = try clauses[number].maximumScore(in: stretch)
      bounds[number] = bound ?? 0
      total += bounds[number]
      if number < requiredCount {
        guard bound != nil else { return false }
        required.append(number)
      } else if bound != nil {
        optional.append(number)
      }
    }
    guard total > threshold else { return false }
    promote(threshold)
    if required.isEmpty { chooseEssential(threshold) }
    // Few elements, mostly in order already.
    optional.sort { bounds[$0] > bounds[$1] }
    return !required.isEmpty || !essential.isEmpty
  }

  /// What is optional becomes required where all else together does not score enough.
  private func promote(_ threshold: Float) {
    let before = required.count
    for number in optional where total - bounds[number] <= threshold { required.append(number) }
    guard required.count > before else { return }
    optional.removeAll { total - bounds[$0] <= threshold }
    required.sort { clauses[$0].cost < clauses[$1].cost }
  }

  /// Leaves as optional the clauses that together do not score enough, of those that score little
  /// for the documents they have as many as possible.
  private func chooseEssential(_ threshold: Float) {
    optional.sort { left, right in
      bounds[left] * Float(clauses[right].cost) < bounds[right] * Float(clauses[left].cost)
    }
    var sum: Float = 0
    var count = 0
    while count < optional.count, sum + bounds[optional[count]] <= threshold {
      sum += bounds[optional[count]]
      count += 1
    }
    essential += optional[count...]
    optional.removeSubrange(count...)
    if essential.count == 1 { swap(&required, &essential) }
  }

  /// Looks at a part of the stretch, in which the roles stay as they are.
  ///
  /// - Returns: whether it may have a match.
  func refine(_ run: Range<UInt32>) throws(FormatError) -> Bool {
    guard clauses.count > 1 else {
      bounds[0] = try clauses[0].maximumScore(in: run) ?? 0
      total = bounds[0]
      return true
    }
    total = 0
    for number in required {
      guard let bound = try clauses[number].maximumScore(in: run) else { return false }
      bounds[number] = bound
      total += bound
    }
    for number in optional {
      bounds[number] = try clauses[number].maximumScore(in: run) ?? 0
      total += bounds[number]
    }
    return true
  }
}
