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

extension BM25 {
  /// For each norm `factor / (k1 * (1 - b + b * length / averageLength))`.
  ///
  /// - Parameters:
  ///   - factor: how much an occurrence counts.
  ///   - hasNorms: whether the field's length counts.
  func factors(
    _ factor: Float, _ statistics: FieldStatistics, hasNorms: Bool
  ) -> NormFactors {
    // Far above and below what makes sense, so that evidence is a positive number or infinite.
    let (k1, b) = (min(1e6, max(0, k1)), min(1, max(0, b)))
    guard hasNorms, statistics.documentCount > 0, statistics.totalLength > 0 else {
      return NormFactors { _ in factor / k1 }
    }
    let average = Float(Double(statistics.totalLength) / Double(statistics.documentCount))
    return NormFactors { norm in
      factor / (k1 * ((1 - b) + b * Float(Norms.lengths[Int(norm)]) / average))
    }
  }

  static func inverseDocumentFrequency(_ frequency: Int, of documentCount: Int) -> Float {
    let (found, all) = (Double(frequency), Double(max(documentCount, frequency)))
    return Float(log(1 + (all - found + 0.5) / (found + 0.5)))
  }

  /// What rounds the scores of a query to a grid on which their sums are exact; see
  /// ``TermScoring``.
  ///
  /// - Parameter total: the sum of the query's weights, which no score exceeds.
  /// - Returns: a power of two of at least `total`. Between it and its double, the numbers that a
  ///   `Float` can hold are `2^-23` of it apart, and 2^23 of such steps are fewer than a `Float`
  ///   counts exactly.
  static func rounding(forTotal total: Float) -> Float {
    guard total > 0, total < 0x1p100 else { return 0 }
    return total.significand == 1 ? total : total.binade * 2
  }
}
