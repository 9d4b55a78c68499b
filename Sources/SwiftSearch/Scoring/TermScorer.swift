#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What BM25 needs to know of a field over the whole index.
struct FieldStatistics: Equatable, Sendable {
  /// How many documents have the field.
  var documentCount: Int
  /// The sum of the field's lengths.
  var totalLength: Int
}

/// Scores the occurrences of one term or phrase in a field.
struct TermScorer: Equatable, Sendable {
  /// The score that the frequency approaches; `nil` for evidence, which is not saturated yet.
  let weight: Float?
  /// For each norm `1 / (k1 * (1 - b + b * length / averageLength))`.
  let inverses: [Float]

  /// - Parameters:
  ///   - weight: the idf, times a boost; `nil` for evidence.
  ///   - factor: how much an occurrence counts.
  ///   - hasNorms: whether the field's length counts.
  init(
    _ ranking: BM25, weight: Float?, factor: Float, statistics: FieldStatistics, hasNorms: Bool
  ) {
    self.weight = weight
    let (k1, b) = (max(0, ranking.k1), min(1, max(0, ranking.b)))
    guard hasNorms, statistics.documentCount > 0, statistics.totalLength > 0 else {
      inverses = [Float](repeating: factor / k1, count: 256)
      return
    }
    let average = Float(Double(statistics.totalLength) / Double(statistics.documentCount))
    inverses = Norms.lengths.map { length in
      factor / (k1 * ((1 - b) + b * Float(length) / average))
    }
  }

  static func inverseDocumentFrequency(_ frequency: Int, of documentCount: Int) -> Float {
    let (found, all) = (Double(frequency), Double(max(documentCount, frequency)))
    return Float(log(1 + (all - found + 0.5) / (found + 0.5)))
  }

  /// The score of `frequency` occurrences in a field whose length has the code `norm`.
  @inline(__always)
  func score(frequency: UInt32, norm: UInt8) -> Float {
    let evidence = Float(frequency) * inverses[Int(norm)]
    guard let weight else { return evidence }
    return weight - weight / (1 + evidence)
  }
}
